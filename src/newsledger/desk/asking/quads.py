"""PLOVER's quad classes: cooperation and conflict, in words and in deeds."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from newsledger.data.loading import load

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
COOPERATION = (1, 2)


@lru_cache(maxsize=1)
def types() -> dict[str, dict[str, Any]]:
    """The ontology's facts by type, as its file has them."""
    rows: dict[str, dict[str, Any]] = load("ontology/types")["ontology/types"]
    return rows


@lru_cache(maxsize=32)
def quad_of(kind: str) -> int:
    return int(types()[kind]["quad"])


def leaning(kind: str) -> str:
    """Whether events of a type are cooperation or conflict."""
    return "cooperation" if quad_of(kind) in COOPERATION else "conflict"
