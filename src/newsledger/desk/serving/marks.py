"""Text cut into pieces, each with the fields whose characters it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsledger.records import Evidence, Span

# In the order in which one character's fields are named.
FIELDS = ("predicate", "actor", "recipient", "when", "where", "attribution")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters behind a field of a record; ``owner`` is the record's id."""

    span: Span
    field: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text with the marks that cover all of it, the weightiest field first."""

    text: str
    start: int
    marks: tuple[Mark, ...]

    @property
    def field(self) -> str | None:
        return self.marks[0].field if self.marks else None

    @property
    def owners(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mark.owner for mark in self.marks if mark.owner))


def cut(text: str, whole: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The text between two offsets in pieces; ``text`` is all of it, so that offsets are the document's."""
    within = [mark for mark in marks if mark.span.overlaps(whole) and mark.span.start < mark.span.end]
    edges = {whole.start, whole.end}
    for mark in within:
        edges |= {max(mark.span.start, whole.start), min(mark.span.end, whole.end)}
    ordered = sorted(edges)
    return tuple(_piece(text, Span(a, b), within) for a, b in pairwise(ordered))


def _piece(text: str, span: Span, marks: Sequence[Mark]) -> Piece:
    here = sorted((m for m in marks if m.span.contains(span)), key=lambda m: (FIELDS.index(m.field), m.owner))
    return Piece(text[span.start : span.end], span.start, tuple(here))


def marks_of(evidence: Evidence, owner: str = "") -> list[Mark]:
    return [Mark(Span(*span), field, owner) for field in FIELDS for span in getattr(evidence.fields, field)]


def marked_sentence(evidence: Evidence) -> tuple[Piece, ...]:
    """The evidence's sentence alone, marked."""
    at = evidence.start
    moved = [Mark(Span(m.span.start - at, m.span.end - at), m.field) for m in marks_of(evidence)]
    return cut(evidence.sentence, Span(0, len(evidence.sentence)), moved)
