"""Scores the choice of an event's place: ``python -m benchmarks.event_location``.

The gold rows give a sentence, a verb and where what it tells of happened. The figure is the
share of rows whose chosen place overlaps a gold one; rows whose gold has no place are
reported apart, as the share for which none was chosen.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.shared import OPEN
from benchmarks.shared import rows as gold_rows
from newsledger.language import Parsed, Sentence, pipeline
from newsledger.places import Gazetteer, event_place, read_places
from newsledger.records import Document, Published, Span, Zone, ZoneKind

GOLD = OPEN / "event_location.jsonl.gz"
SAMPLE, SEED = 2000, 7
# A gold place read by tokens is no longer than this, or the offsets are something else.
_LONGEST = 6

Row = Mapping[str, Any]
Coder = Callable[[Parsed, Span], Span | None]


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts: rows with a gold place, right ones, silent ones; rows without, left empty, unusable."""

    located: int
    right: int
    silent: int
    unlocated: int
    left_empty: int
    broken: int

    def lines(self) -> Iterator[str]:
        yield f"rows whose gold offsets are unusable: {self.broken}"
        yield f"rows without a place in the gold, left empty: {_share(self.left_empty, self.unlocated)}"
        yield f"no place chosen where the gold has one: {self.silent}/{self.located}"
        yield f"right place, of rows with one: {_share(self.right, self.located)}"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / (whole or 1):.3f}"


def read(path: Path = GOLD) -> list[Row]:
    return list(gold_rows(path))


def sample(rows: Sequence[Row], size: int = SAMPLE, seed: int = SEED) -> list[Row]:
    return random.Random(seed).sample(list(rows), min(size, len(rows)))


def _whole_words(text: str, start: int, end: int) -> bool:
    """Some rows count tokens, not characters; read as characters those spans break words."""
    named = any(c.isupper() for c in text[start:end])
    return end > start + 2 and named and not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()


def _decoded(text: str, start: int, end: int) -> Span | None:
    if _whole_words(text, start, end):
        return Span(start, end)
    tokens = pipeline().nlp.tokenizer(text)
    if not start <= end < min(len(tokens), start + _LONGEST):
        return None
    span = Span(tokens[start].idx, tokens[end].idx + len(tokens[end]))
    return span if any(c.isupper() for c in span.of(text)) else None


def gold_spans(row: Row) -> list[Span] | None:
    """The places of the row's gold; None where its offsets fit neither way."""
    spans = [_decoded(row["text"], s["start"], s["end"]) for s in row["gold"]["location"]]
    return None if None in spans else [s for s in spans if s]


def document(row: Row) -> Document:
    text = row["text"]
    zones = (Zone(ZoneKind.BODY, 0, len(text)),)
    return Document(str(row["id"]), "gold", "", None, None, None, (), "en", Published(), text, zones)


def choose(parsed: Parsed, verb: Span) -> Span | None:
    """The place that the package chooses for the event of this verb."""
    sentence: Sentence | None = parsed.sentence_at(verb.start)
    predicate = sentence.token_at(verb.start) if sentence else None
    if sentence is None or predicate is None:
        return None
    where = event_place(predicate, sentence, read_places(parsed, Gazetteer.default()))
    return where.span if where else None


def score(rows: Sequence[Row], coder: Coder = choose) -> Scores:
    """Counts over the rows; ``coder`` gives the span chosen for a page's verb."""
    located = right = silent = left = broken = 0
    parsed = pipeline().parse_many(document(r) for r in rows)
    for row, page in zip(rows, parsed, strict=True):
        verb = row["gold"]["verb"][0]
        gold = gold_spans(row)
        if gold is None:
            broken += 1
            continue
        chosen = coder(page, Span(verb["start"], verb["end"]))
        located += bool(gold)
        right += bool(gold) and chosen is not None and any(chosen.overlaps(g) for g in gold)
        silent += bool(gold) and chosen is None
        left += not gold and chosen is None
    return Scores(located, right, silent, len(rows) - located - broken, left, broken)


def table(work: Path) -> dict[str, float]:
    """The share of rows with a gold place whose place is chosen right, and those left silent."""
    rows = read()
    found = score(sample(rows))
    return {
        "right place": round(found.right / (found.located or 1), 3),
        "silent where there is one": round(found.silent / (found.located or 1), 3),
    }


def main() -> None:
    for line in score(sample(read())).lines():
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
