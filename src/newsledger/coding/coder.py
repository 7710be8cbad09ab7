"""The coder: puts the floors together and turns a document into reports and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from newsledger import __version__
from newsledger.actors import Mentions, Registry
from newsledger.attribution import read_claims
from newsledger.coding.arguments import Finder
from newsledger.coding.assembling import Page, about, assemble
from newsledger.coding.candidates import candidates
from newsledger.coding.codebook import codebook
from newsledger.coding.decision import Decision, decide
from newsledger.coding.selection import select
from newsledger.language import DEFAULT_MODEL, Parsed, Sentence, pipeline
from newsledger.places import Gazetteer, read_places
from newsledger.records import Coded, CoderVersion, Document
from newsledger.times import read_times

NAME = "newsledger"


class Coder:
    """Codes documents. Loads its models on first use, so that it can be sent to a worker."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model

    @cached_property
    def version(self) -> CoderVersion:
        return CoderVersion(NAME, __version__, codebook().version)

    def __getstate__(self) -> dict[str, str]:
        return {"model": self.model}

    def __setstate__(self, state: dict[str, str]) -> None:
        self.model = state["model"]

    def code(self, document: Document) -> Coded:
        """Everything the document yields; a page in another language yields only itself."""
        return next(self.code_many([document]))

    def code_many(self, documents: Iterable[Document], batch: int = 64) -> Iterator[Coded]:
        """One result a document, in order; ``batch`` documents share a call to the parser."""
        for parsed in pipeline(self.model).parse_many(documents, batch):
            yield self._coded(parsed)

    def _coded(self, parsed: Parsed) -> Coded:
        page = self._page(parsed)
        reports = tuple(
            assemble(decision, sentence, page, self.version)
            for sentence in parsed.sentences
            for decision in self._decisions(sentence, page.mentions)
        )
        return Coded(parsed.document, reports, about(page.claims, reports), page.times, page.places)

    def _page(self, parsed: Parsed) -> Page:
        mentions = Mentions(parsed, Registry.default())
        times = read_times(parsed)
        places = read_places(parsed, Gazetteer.default(), countries=mentions.countries())
        return Page(parsed, mentions, times, places, read_claims(parsed, mentions))

    def _decisions(self, sentence: Sentence, mentions: Mentions) -> list[Decision]:
        finder = Finder(sentence, mentions, codebook())
        found = [decide(candidate, finder, codebook()) for candidate in candidates(sentence, codebook())]
        return select([d for d in found if d is not None])

