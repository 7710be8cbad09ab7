"""Labelled sentences as numbers: word pieces, candidate words, and what each should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.coding.head import Encoding, Labels, candidate_words, encode
from newsledger.language import pipeline
from newsledger.language.paragraphs import smooth
from newsledger.records import Span
from newsledger.training.sentences import Example, Labelled

if TYPE_CHECKING:
    from newsledger.language.tokens import Text

OUTSIDE, ACTOR, RECIPIENT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Target:
    """One candidate word: its first piece and what it should be; ``tags`` label every piece."""

    piece: int
    type: int
    mode: int
    factuality: int
    tags: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Lesson:
    pieces: tuple[int, ...]
    targets: tuple[Target, ...]
    kept_back: bool


def _tags(encoding: Encoding, event: Labelled) -> tuple[int, ...]:
    def tag(span: Span) -> int:
        if any(span.overlaps(s) for s in event.actor) and span.start < span.end:
            return ACTOR
        return RECIPIENT if any(span.overlaps(s) for s in event.recipient) and span.start < span.end else OUTSIDE

    return tuple(tag(span) for span in encoding.spans)


def _positive(encoding: Encoding, event: Labelled, labels: Labels) -> Target | None:
    piece = encoding.piece_at(event.trigger.start)
    if piece is None:
        return None
    mode = labels.modes.index(f"{event.type}/{event.mode}") if event.mode else -1
    return Target(
        piece, labels.types.index(event.type), mode, labels.factualities.index(event.factuality), _tags(encoding, event)
    )


def _negatives(encoding: Encoding, text: Text, taken: set[int]) -> Iterator[Target]:
    for token in candidate_words(text.words):
        piece = encoding.piece_at(token.idx)
        if piece is not None and piece not in taken:
            yield Target(piece, 0, -1, -1, None)


def _lesson(example: Example, text: Text, labels: Labels) -> Lesson:
    encoding = encode(smooth(example.text))
    positives = [t for e in example.events if (t := _positive(encoding, e, labels)) is not None]
    taken = {t.piece for t in positives}
    return Lesson(encoding.pieces, (*positives, *_negatives(encoding, text, taken)), example.kept_back)


def lessons(found: Sequence[Example], labels: Labels) -> list[Lesson]:
    """Lessons in the order of their sentences; candidate words come from the parser's tags."""
    parser = pipeline()
    docs = parser.nlp.pipe([smooth(e.text) for e in found], disable=["ner"])
    return [_lesson(e, parser.words(d), labels) for e, d in zip(found, docs, strict=True)]
