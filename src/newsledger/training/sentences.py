"""Labelled sentences as they are written: a sentence, and a line for each event in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsledger.coding.ontology import ontology
from newsledger.data.loading import load
from newsledger.errors import DataError
from newsledger.records import EventType, Factuality, Span

_NUMBERED = re.compile(r"(.*?)(?:#(\d))?", re.DOTALL)
# One sentence in ten is kept back from training, chosen by a hash of its words.
_KEPT_BACK = 10


@dataclass(frozen=True, slots=True)
class Labelled:
    """An event as a person marked it: spans are offsets in the sentence."""

    type: EventType
    mode: str | None
    factuality: Factuality
    trigger: Span
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Example:
    source: str
    text: str
    events: tuple[Labelled, ...]

    @property
    def kept_back(self) -> bool:
        digest = hashlib.sha256(self.text.encode()).digest()
        return digest[0] % _KEPT_BACK == 0


def _find(text: str, part: str, where: str) -> Span:
    """Where the words stand; "#2" asks for their second occurrence."""
    matched = _NUMBERED.fullmatch(part.strip())
    assert matched is not None
    words, nth = matched.group(1).strip(), int(matched.group(2) or 1)
    hits = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if len(hits) < nth:
        raise DataError(f"{part!r} does not stand in the sentence", where=where, mend="Copy the words exactly.")
    return Span(hits[nth - 1], hits[nth - 1] + len(words))


# Written first in a trigger ("would attack"), these give way to the word that tells the event.
_HELPERS = frozenset(
    [
        "would",
        "will",
        "could",
        "can",
        "may",
        "might",
        "must",
        "should",
        "to",
        "not",
        "did",
        "do",
        "does",
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "being",
    ]
)


def _trigger(text: str, part: str, where: str) -> Span:
    """The first word of the trigger that is no helper: the predicate itself."""
    number = re.search(r"#\d$", part.strip())
    whole = part.strip()
    try:
        span = _find(text, whole, where)
    except DataError:
        span = _find(text, whole.split()[0] + (number.group() if number else ""), where)
    words = list(re.finditer(r"\S+", span.of(text)))
    told = next((w for w in words if w.group().lower() not in _HELPERS), words[0])
    return Span(span.start + told.start(), span.start + told.end())


def _event(text: str, line: str, where: str) -> Labelled:
    parts = [p.strip() for p in line.split("|")]
    head = parts[0].split()
    if len(parts) != 4 or len(head) != 3:
        raise DataError(
            f"Not an event line: {line!r}", where=where, mend="TYPE mode factuality | trigger | actor | recipient"
        )
    kind = EventType(head[0])
    mode = None if head[1] == "-" else head[1]
    if mode is not None and mode not in ontology()[kind].modes:
        raise DataError(f"{kind} has no mode {mode!r}", where=where)
    sides = [tuple(_find(text, p, where) for p in side.split(";") if p.strip()) for side in parts[2:]]
    return Labelled(kind, mode, Factuality(head[2]), _trigger(text, parts[1], where), sides[0], sides[1])


def _example(source: str, number: int, row: dict[str, Any]) -> Example:
    text = str(row["s"]).strip()
    where = f"training/{source}.yaml, row {number}"
    return Example(source, text, tuple(_event(text, str(line), where) for line in row["e"] or ()))


def examples() -> Iterator[Example]:
    """Every labelled sentence, in file and row order; a faulty row is a DataError that names it."""
    for source, rows in sorted(load("training").items()):
        for number, row in enumerate(rows, start=1):
            yield _example(source, number, row)
