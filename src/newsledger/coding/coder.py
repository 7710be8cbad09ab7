"""The coder: puts the floors together and turns a document into reports and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from newsledger import __version__
from newsledger.actors import Mentions, Registry
from newsledger.actors.namesakes import placed_elsewhere
from newsledger.attribution import read_claims
from newsledger.coding.assembling import Page, about, assemble, is_history
from newsledger.coding.codebook import codebook
from newsledger.coding.context import homes_told
from newsledger.coding.days import dated
from newsledger.coding.decision import Decision, by_codebook
from newsledger.coding.gate import worth_reading
from newsledger.coding.head import Head, head_is_there
from newsledger.coding.judging import Judge
from newsledger.coding.pairs import between
from newsledger.coding.scenes import settled
from newsledger.coding.selection import select
from newsledger.coding.sides import read, read_if_told
from newsledger.data import own
from newsledger.data.loading import settle, undisturbed
from newsledger.language import DEFAULT_MODEL, Parsed, Pipeline, Sentence, pipeline
from newsledger.places import Gazetteer, read_dateline, read_places
from newsledger.records import ClaimKind, Coded, CoderVersion, Document, PartyKind, PlaceMention
from newsledger.times import infer_published, read_times

NAME = "newsledger"


class Coder:
    """Codes documents. Loads its models on first use, so that it can be sent to a worker."""

    def __init__(self, model: str = DEFAULT_MODEL, *, learned: bool = True) -> None:
        """``model``: an installed spaCy English pipeline; ``learned=False``: by codebook and parse alone."""
        self.model, self.learned = model, learned and head_is_there()
        self._pages = 0

    @cached_property
    def version(self) -> CoderVersion:
        return CoderVersion(NAME, __version__, codebook().version)

    def __getstate__(self) -> tuple[str, bool, tuple[str, ...]]:
        return self.model, self.learned, own.folders()

    def __setstate__(self, state: tuple[str, bool, tuple[str, ...]]) -> None:
        self.model, self.learned, folders = state
        self._pages = 0
        if folders != own.folders():  # a worker on another machine, whose environment says nothing of them
            own.use(folders)

    def code(self, document: Document) -> Coded:
        """Everything the document yields; a page in another language yields only itself."""
        return next(self.code_many([document]))

    def code_many(self, documents: Iterable[Document], batch: int = 64) -> Iterator[Coded]:
        """One result a document, in order; ``batch`` documents share a call to the parser."""
        for parsed in self._models.parse_many(documents, batch):
            yield self._coded(parsed)
            self._pages += 1
            # The first pages call up tables, and later ones fewer and fewer. Looking through all of them time and again
            # took .05 of the time, and so takes .02.
            if self._pages.bit_count() == 1:
                settle()

    @cached_property
    def _models(self) -> Pipeline:
        """The parser; with it, all that coding asks is loaded at once."""
        with undisturbed():
            loaded = pipeline(self.model)
            Registry.default()
            Gazetteer.default()
            if self.learned:
                Head.default()
            return loaded

    def _coded(self, parsed: Parsed) -> Coded:
        page = self._page(parsed)
        found = (assemble(d, sentence, page, self.version) for sentence, d in self._decisions(page))
        reports = dated(settled([report for report in found if not is_history(report)], page), page)
        return Coded(page.parsed.document, reports, about(page.claims, reports), page.times, page.all_places)

    def _page(self, parsed: Parsed) -> Page:
        parsed, mentions = _dated(parsed, Mentions(parsed, Registry.default()))
        times = read_times(parsed)
        filed = read_dateline(parsed.document, Gazetteer.default(), countries=mentions.countries())
        told = (*mentions.countries(), *([filed.country] if filed is not None and filed.country else ()))
        places = read_places(parsed, Gazetteer.default(), countries=dict.fromkeys(told))
        places = tuple(p for p in places if not _names_a_body(p, mentions))
        if apart := placed_elsewhere(places, Registry.default()):
            mentions = Mentions(parsed, Registry.default(), apart)
        claims = read_claims(parsed, mentions)
        mentions.hear_speakers(
            (claim.span, claim.speaker) for claim in claims if claim.speaker and claim.kind is not ClaimKind.INDIRECT
        )
        homes = homes_told(mentions.memory.people(), places)
        return Page(parsed, mentions, times, places, claims, filed, homes)

    def _decisions(self, page: Page) -> Iterator[tuple[Sentence, Decision]]:
        if not self.learned:
            for sentence in page.parsed.sentences:
                yield from ((sentence, d) for d in select(by_codebook(sentence, page.mentions, codebook())))
            return
        head, pair = Head.default(), page.parsed.document.known_pair
        read_ones = worth_reading(page.parsed.sentences, page.mentions, pair)
        if pair is not None:
            judges = [Judge(read(sentence, head), page.mentions, codebook(), head) for sentence in read_ones]
            yield from between(judges, pair)
            return
        for view in filter(None, (read_if_told(sentence, head) for sentence in read_ones)):
            judge = Judge(view, page.mentions, codebook(), head)
            yield from ((view.sentence, d) for d in select(judge.decisions()))


def _names_a_body(place: PlaceMention, mentions: Mentions) -> bool:
    """Whether a name is no place: a medium's that no gazetteer holds ("in *Politico*"), or that of one on the page."""
    if mentions.is_surname(place.text):
        return True
    party = mentions.party_at(place.span) if place.country is None and place.lat is None else None
    return party is not None and (party.kind is PartyKind.PERSON or (party.id is not None and party.kind.is_body))


def _dated(parsed: Parsed, mentions: Mentions) -> tuple[Parsed, Mentions]:
    """A page without a date gets the interval that its own words imply, if they imply one."""
    if parsed.document.published.start is not None:
        return parsed, mentions
    found = infer_published(parsed, read_times(parsed), mentions.bounds())
    if not found.start:
        return parsed, mentions
    parsed = replace(parsed, document=replace(parsed.document, published=found))
    return parsed, Mentions(parsed, Registry.default())
