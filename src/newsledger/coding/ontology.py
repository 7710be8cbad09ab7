"""PLOVER's types and modes with their quad classes, scores and CAMEO codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsledger.data.loading import load
from newsledger.errors import DataError
from newsledger.records import EventType


@dataclass(frozen=True, slots=True)
class Mode:
    score: float
    cameo: str
    context: str | None
    abroad: bool = False  # two states are in it only at a third one's
    lawful: str | None = None  # the type and mode it is where a state's forces do it to criminals


@dataclass(frozen=True, slots=True)
class TypeFacts:
    quad: int
    score: float
    cameo: str
    recipient: bool
    mutual: bool  # its two sides do it together
    inward: bool  # a state's rulers may do it to their own state
    sent: bool  # who stands behind "from" in its noun's phrase does it
    struck: bool  # a town's name before its noun is where it struck
    onward: bool  # it is done to whom it heads for, never to whom it leaves
    spoken: bool  # it is done with words, where they are said and not where they are about
    local: bool  # it is done on the spot
    future: EventType | None
    modes: dict[str, Mode]

    @property
    def verbal(self) -> bool:
        return self.quad in {1, 3}


def _mode(row: dict[str, Any]) -> Mode:
    return Mode(float(row["score"]), str(row["cameo"]), row.get("context"), bool(row.get("abroad")), row.get("lawful"))


def _facts(row: dict[str, Any]) -> TypeFacts:
    return TypeFacts(
        quad=int(row["quad"]),
        score=float(row["score"]),
        cameo=str(row["cameo"]),
        recipient=bool(row["recipient"]),
        mutual=bool(row.get("mutual")),
        inward=bool(row.get("inward")),
        sent=bool(row.get("sent")),
        struck=bool(row.get("struck")),
        onward=bool(row.get("onward")),
        spoken=bool(row.get("spoken")),
        local=bool(row.get("local")),
        future=EventType(row["future"]) if row.get("future") else None,
        modes={name: _mode(mode) for name, mode in row["modes"].items()},
    )


@lru_cache(maxsize=1)
def ontology() -> dict[EventType, TypeFacts]:
    """Facts of every type; a missing or unknown type is a DataError."""
    rows = load("ontology/types")["ontology/types"]
    missing = {t.value for t in EventType} ^ set(rows)
    if missing:
        raise DataError("The ontology's types are not PLOVER's sixteen", where=", ".join(sorted(missing)))
    return {EventType(name): _facts(row) for name, row in rows.items()}


def intensity(kind: EventType, modes: tuple[str, ...]) -> float:
    """The score of the strongest mode, else of the type, -10..+10."""
    facts = ontology()[kind]
    scores = [facts.modes[m].score for m in modes if m in facts.modes]
    return max(scores, key=abs) if scores else facts.score


def cameo(kind: EventType, modes: tuple[str, ...], finest: str | None) -> str:
    """The codebook entry's own code, else the mode's, else the type's."""
    facts = ontology()[kind]
    return finest or next((facts.modes[m].cameo for m in modes if m in facts.modes), facts.cameo)
