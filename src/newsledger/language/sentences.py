"""Parsed sentences that know where they stand in the document."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.records import Document, Span, Zone

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``tokens`` is its spaCy span, ``offset`` where that spaCy doc starts."""

    index: int
    paragraph: int
    zone: Zone
    tokens: Tokens
    offset: int
    span: Span

    @property
    def text(self) -> str:
        return str(self.tokens.text)

    def span_of(self, item: Token | Tokens) -> Span:
        """Document offsets of a token or of a stretch of tokens."""
        start = getattr(item, "start_char", None)
        first: int = item.idx if start is None else start  # type: ignore[union-attr]
        return Span(self.offset + first, self.offset + first + len(item.text))

    def between(self, first: Token, last: Token) -> Span:
        """Document offsets from one token's start to another's end."""
        return Span(self.span_of(first).start, self.span_of(last).end)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers this document offset, if one of the sentence does."""
        return next((t for t in self.tokens if self.span_of(t).start <= offset < self.span_of(t).end), None)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with the sentences of its coded zones, in text order."""

    document: Document
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers this document offset, if one does."""
        at = bisect_right(self.sentences, offset, key=_start) - 1
        found = self.sentences[at] if at >= 0 else None
        return found if found is not None and offset < found.span.end else None


def _start(sentence: Sentence) -> int:
    return sentence.span.start
