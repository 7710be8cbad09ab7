"""Parsed sentences that know where they stand in the document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from newsledger.language.tokens import Stretch, Token
from newsledger.records import Document, Span, Zone


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``tokens`` is its stretch of a parsed paragraph, ``offset`` where that paragraph starts.

    ``words`` are its tokens one by one and ``text`` its characters.
    """

    index: int
    paragraph: int
    zone: Zone
    tokens: Stretch
    offset: int
    span: Span
    text: str
    words: tuple[Token, ...]

    def span_of(self, item: Token | Stretch) -> Span:
        """Document offsets of a token or of a stretch of tokens."""
        if isinstance(item, Token):
            start = self.offset + item.idx
            return Span(start, start + len(item.text))
        return Span(self.offset + item.start_char, self.offset + item.end_char)

    def between(self, first: Token, last: Token) -> Span:
        """Document offsets from one token's start to another's end."""
        return Span(self.span_of(first).start, self.span_of(last).end)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers this document offset, if one of the sentence does."""
        at = bisect_right(self.words, offset - self.offset, key=_place) - 1
        found = self.words[at] if at >= 0 else None
        return found if found is not None and offset < self.span_of(found).end else None

    def inside(self, span: Span) -> tuple[Token, ...]:
        """The tokens that lie within a stretch of the document."""
        first = bisect_left(self.words, span.start - self.offset, key=_place)
        last = bisect_left(self.words, span.end - self.offset, key=_place)
        if last > first and self.span_of(self.words[last - 1]).end > span.end:
            last -= 1
        return self.words[first:last]


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


def _place(token: Token) -> int:
    return int(token.idx)


def _start(sentence: Sentence) -> int:
    return sentence.span.start
