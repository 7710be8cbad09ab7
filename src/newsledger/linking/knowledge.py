"""What linking knows: families of types, manners, words, and the points that decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from newsledger.data.loading import load
from newsledger.errors import DataError
from newsledger.records import EventType

_POINTS: dict[str, tuple[str, ...]] = {
    "party": ("side", "neutral", "conflict", "local_conflict", "swapped", "answered", "mutual", "alone"),
    "specificity": ("identified", "body", "named", "state", "vague"),
    "likeness": (
        "same",
        "name",
        "part_of_name",
        "state_and_body",
        "state_and_person",
        "one_state",
        "vague_word",
        "cannot_tell",
        "other",
    ),
    "kind": ("type", "mode", "other_type", "other_type_one_deed", "other_mode", "outlook", "manner", "other_manner"),
    "words": (
        "predicate",
        "deed",
        "other_predicate",
        "other_word_same_mode",
        "sentence",
        "same_sentence",
        "page",
        "page_most",
        "sentence_free",
        "page_free",
        "names",
        "names_free",
        "things",
        "told_apart",
        "told_other",
        "told_result",
    ),
    "when": (
        "day",
        "week",
        "month",
        "longer",
        "unknown",
        "unknown_still",
        "unknown_bare",
        "page_near",
        "page_later",
        "page_far",
        "page_lag",
        "page_later_days",
        "page_far_days",
        "past_far",
        "past_bar",
    ),
    "where": ("same", "local_same", "within", "near", "apart", "local_apart", "other_country", "near_km"),
    "toll": ("agree", "differ", "far"),
    "number": ("agree", "agree_many", "many", "differ"),
    "context": ("needed", "lacking", "parties", "page_lacking", "page_parties"),
    "factuality": ("same", "answer", "outcome", "hypothetical"),
    "blocking": ("week", "most_weeks", "cap", "window", "page_words"),
    "events": ("cap", "interested"),
    "copies": ("shingle", "permutations", "bands", "near", "part", "least_words", "sentence"),
    "stories": ("gap_days", "least_events", "most_days"),
    "plans": ("before_days", "after_days", "undated_days", "longest_days"),
}


@dataclass(frozen=True, slots=True)
class Family:
    """Types that one event may be given.

    ``symmetric``: parties may change sides; ``local``: the types that happen at one spot; ``general``: stems of
    predicates that say no more than the family; ``results``: those that tell what came of a deed;
    ``placed``: the types whose place can be in dispute.
    """

    name: str
    types: frozenset[EventType]
    symmetric: bool
    local: frozenset[EventType]
    general: frozenset[str] = frozenset()
    placed: frozenset[EventType] = frozenset()
    results: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    stop: frozenset[str]
    titles: frozenset[str]
    vague: frozenset[str]
    irregular: Mapping[str, str]
    postponing: frozenset[str]
    cancelling: frozenset[str]
    going: frozenset[str]
    past: frozenset[str]
    arriving: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """Points by part and name, as ``data/linking/weights.yaml`` explains them."""

    threshold: float
    mean_threshold: float
    exemplars: int
    points: Mapping[str, Mapping[str, float]]
    gaps: Mapping[int, float]
    undated: Mapping[str, tuple[int, int]]

    def __getitem__(self, part: str) -> Mapping[str, float]:
        return self.points[part]


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DataError(f"A number is wanted, not {value!r}", where=f"linking/weights.yaml: {where}", mend="Write one.")
    return float(value)


def _group(held: Mapping[str, Any], part: str, names: tuple[str, ...]) -> dict[str, float]:
    found = held.get(part)
    if not isinstance(found, dict):
        raise DataError("A part is missing", where=f"linking/weights.yaml: {part}", mend="Add it.")
    return {name: _number(found.get(name), f"{part}.{name}") for name in names}


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The points; raises DataError where one is missing or no number."""
    held = load("linking")["weights"]
    points = {part: _group(held, part, names) for part, names in _POINTS.items()}
    gaps = {int(days): _number(value, f"when.gaps.{days}") for days, value in held["when"]["gaps"].items()}
    undated = {str(cue): (int(days[0]), int(days[1])) for cue, days in held["undated"].items()}
    least, mean, few = (_number(held.get(name), name) for name in ("threshold", "mean_threshold", "exemplars"))
    return Weights(least, mean, int(few), points, gaps, undated)


def _types(held: Iterable[str]) -> frozenset[EventType]:
    return frozenset(EventType(word) for word in held)


@lru_cache(maxsize=1)
def families() -> Mapping[EventType, Family]:
    """The family of every type; raises DataError where a type has none or two."""
    found: dict[EventType, Family] = {}
    for name, entry in load("linking")["families"].items():
        types = _types(entry["types"])
        if types & found.keys():
            raise DataError("A type has two families", where=f"linking/families.yaml: {name}", mend="Keep one.")
        general, results = (frozenset(map(str, entry.get(k, ()))) for k in ("general", "results"))
        local, placed = _types(entry["local"]), _types(entry.get("placed", ()))
        family = Family(name, types, entry["symmetric"], local, general, placed, results)
        found.update(dict.fromkeys(sorted(types), family))
    if missing := set(EventType) - found.keys():
        raise DataError("A type has no family", where=f"linking/families.yaml: {sorted(missing)}", mend="Add it.")
    return found


@lru_cache(maxsize=1)
def words() -> Words:
    held = load("linking")["words"]
    lists = {f.name: frozenset(map(str, held[f.name])) for f in fields(Words) if f.name != "irregular"}
    return Words(irregular={str(k): str(v) for k, v in held["irregular"].items()}, **lists)


@lru_cache(maxsize=1)
def deeds() -> Mapping[str, tuple[str, ...]]:
    """Words by which one deed may be told, by the name of their line."""
    return {str(name): tuple(map(str, said)) for name, said in load("linking")["deeds"].items()}


@lru_cache(maxsize=1)
def _manners() -> tuple[Mapping[str, str], Mapping[str, str]]:
    by_word: dict[str, str] = {}
    by_mode: dict[str, str] = {}
    for manner, entry in load("linking")["manners"].items():
        by_word.update({str(word): manner for word in entry["words"]})
        by_mode.update({str(mode): manner for mode in entry["modes"]})
    return by_word, by_mode


def manner_of_word(word: str) -> str | None:
    return _manners()[0].get(word)


def manner_of_mode(mode: str) -> str | None:
    return _manners()[1].get(mode)


@lru_cache(maxsize=1)
def directed_manners() -> frozenset[str]:
    """Manners that go one way, from one party to another."""
    return frozenset(manner for manner, entry in load("linking")["manners"].items() if entry.get("directed"))
