"""A sentence with its parts marked: in colour, or in brackets where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.text import Text

from newsledger.cli.terminal import plain
from newsledger.records import Evidence, Span

# In the order in which overlapping marks give way.
STYLES = {
    "predicate": "bold yellow",
    "actor": "bold cyan",
    "recipient": "bold magenta",
    "when": "green",
    "where": "blue",
    "attribution": "italic red",
}


class Mark(NamedTuple):
    span: Span
    field: str


def marks(evidence: Evidence) -> list[Mark]:
    """The parts in text order, none over another, at offsets within the sentence."""
    taken: list[Mark] = []
    for mark in _all(evidence):
        if not any(mark.span.overlaps(other.span) for other in taken):
            taken.append(mark)
    return sorted(taken)


def _all(evidence: Evidence) -> Iterator[Mark]:
    whole = Span(0, len(evidence.sentence))
    for field in STYLES:
        for start, end in getattr(evidence.fields, field):
            span = Span(start - evidence.start, end - evidence.start)
            if span.start < span.end and whole.contains(span):
                yield Mark(span, field)


def marked(evidence: Evidence, colours: bool) -> Text:
    """The sentence; without colours each part stands in brackets after its field's name."""
    text, at = Text(), 0
    for span, field in marks(evidence):
        part = plain(span.of(evidence.sentence))
        text.append(plain(evidence.sentence[at : span.start]))
        text.append(part if colours else f"[{field}: {part}]", style=STYLES[field] if colours else "")
        at = span.end
    text.append(plain(evidence.sentence[at:]))
    return text


def legend() -> Text:
    return Text("  ").join(Text(field, style=style) for field, style in STYLES.items())
