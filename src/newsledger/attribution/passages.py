"""A paragraph as attribution sees it: its parse, its quotations, and spans cut clean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from newsledger.attribution.quotes import Quotation, quotations
from newsledger.language import Parsed, Sentence
from newsledger.records import Span, Zone

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_LOOSE = " \t\r\n,;:.\u2014\u2013-"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: ``tokens`` are those of its spaCy parse, which starts at ``offset`` in the document."""

    number: int
    zone: Zone
    tokens: tuple[Token, ...]
    offset: int
    text: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    def at(self, token: Token) -> Span:
        return Span(self.offset + token.idx, self.offset + token.idx + len(token))

    def over(self, first: Token, last: Token) -> Span:
        return Span(self.offset + first.idx, self.offset + last.idx + len(last))

    def words(self, span: Span) -> str:
        return self.text[span.start - self.offset : span.end - self.offset]

    def index_at(self, offset: int) -> int:
        """Index of the first token that starts at or after a document offset."""
        return bisect_left(self.tokens, offset - self.offset, key=lambda t: int(t.idx))

    def within(self, span: Span) -> tuple[Token, ...]:
        """Tokens that start within the span."""
        return self.tokens[self.index_at(span.start) : self.index_at(span.end)]

    def quotation_at(self, offset: int) -> Quotation | None:
        return next((q for q in self.quotations if q.span.start <= offset < q.span.end), None)

    def trimmed(self, span: Span) -> Span:
        """The span without commas, dashes and spaces at its ends, and with whole quotations.

        A span that reaches into a quotation from outside takes in the rest of it; one that
        lies within stays within.
        """
        span = self._loose(span)
        if not self.quotations:
            return span
        for quotation in self.quotations:
            span = _whole(span, quotation)
        return self._loose(span)

    def _loose(self, span: Span) -> Span:
        text, start, end = self.words(span), span.start, span.end
        if text and text[0] not in _LOOSE and text[-1] not in _LOOSE:
            return span
        kept = len(text) - len(text.lstrip(_LOOSE))
        lost = len(text) - len(text.rstrip(_LOOSE))
        return Span(start + kept, max(start + kept, end - lost))


def _whole(span: Span, quotation: Quotation) -> Span:
    outer, inner = quotation.span, quotation.inner
    if not span.overlaps(outer) or (outer.contains(span) and span != inner):
        if span.start <= inner.start and span.end >= inner.end - 1 and span.overlaps(outer):
            return outer
        return span
    start = outer.start if outer.start < span.start <= inner.start else span.start
    end = outer.end if outer.start < span.end < outer.end and start <= outer.start else span.end
    if outer.start < start < outer.end <= end:  # begins inside and runs out: the parse has strayed
        return Span(outer.start, end)
    return Span(start, end)


def passages(parsed: Parsed) -> Iterator[Passage]:
    """The document's parsed paragraphs in text order."""
    text = parsed.document.text
    for number, group in groupby(parsed.sentences, key=lambda s: s.paragraph):
        sentences = tuple(group)
        doc, offset = sentences[0].tokens.doc, sentences[0].offset
        tokens = tuple(doc)
        piece = text[offset : offset + tokens[-1].idx + len(tokens[-1])]
        yield Passage(number, sentences[0].zone, tokens, offset, piece, sentences, tuple(quotations(piece, offset)))
