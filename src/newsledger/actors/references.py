"""Words that point back at parties named before, and words that tie a country to a noun."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsledger.data.loading import load


@dataclass(frozen=True, slots=True)
class References:
    """The lists of ontology/references.yaml, whose comments say what each is for."""

    numbers: dict[str, int]
    pairs: dict[str, int]
    states: frozenset[str]
    several: frozenset[str]
    plural_only: frozenset[str]
    people: frozenset[str]
    sides: frozenset[str]
    state: frozenset[str]
    institutions: frozenset[str]
    led: frozenset[str]
    leading: frozenset[str]
    seated: frozenset[str]
    joined: frozenset[str]
    against: frozenset[str]
    regions: frozenset[str]
    waters: frozenset[str]
    elsewhere: frozenset[str]
    namesakes: dict[str, str]
    descent: frozenset[str]
    of_no_state: dict[str, frozenset[str]]
    no_slips: frozenset[str]


@lru_cache(maxsize=1)
def references() -> References:
    page = load("ontology/references")["ontology/references"]
    held = {k: v for k, v in page.items() if k != "british"}
    made: dict[str, Any] = {k: v if isinstance(v, dict) else frozenset(map(str, v)) for k, v in held.items()}
    made["of_no_state"] = {code: frozenset(phrases) for code, phrases in page["of_no_state"].items()}
    return References(**made)
