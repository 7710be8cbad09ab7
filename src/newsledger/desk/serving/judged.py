"""What people said: their last words on each record, how far two of them agree, and what is left to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from newsledger.desk.asking.columns import UNDATED, Columns
from newsledger.ledger import Judgement, Verdict

_OF_ONE = (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT)
_OF_TWO = (Verdict.SAME, Verdict.DIFFERENT)
_NEAR = 7  # days within which two events may be one
ORDERS = ("uncertainty", "influence")


def last_words(said: Iterable[Judgement]) -> dict[tuple[str, str, str | None], Judgement]:
    """Each person's last verdict on each record or pair; who took it back has none."""
    held: dict[tuple[str, str, str | None], Judgement] = {}
    for each in said:
        key = (each.who, *_unit(each))
        held.pop(key, None)
        taken_back = each.verdict == Verdict.CORRECT and each.value is None
        if each.verdict != Verdict.UNSURE and not taken_back:
            held[key] = each
    return held


def _unit(each: Judgement) -> tuple[str, str | None]:
    """The record, or the two whichever was named first."""
    if each.right_id is None:
        return each.left_id, None
    one, two = sorted((each.left_id, each.right_id))
    return one, two


def judged_by(said: Iterable[Judgement], who: str) -> frozenset[str]:
    """The single records that a person has judged."""
    return frozenset(unit for name, unit, other in last_words(said) if name == who and other is None)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha over records that at least two people judged; none where it says nothing."""

    what: str
    alpha: float | None
    units: int
    people: tuple[str, ...]
    agreed: int


def agreements(said: Sequence[Judgement]) -> tuple[Agreement, Agreement]:
    """Of verdicts on reports, and of verdicts on pairs."""
    words = last_words(said)
    return (
        _agreement("reports", {k: v for k, v in words.items() if k[2] is None}, _OF_ONE),
        _agreement("pairs", {k: v for k, v in words.items() if k[2] is not None}, _OF_TWO),
    )


def _agreement(what: str, words: dict[Any, Judgement], values: Sequence[Verdict]) -> Agreement:
    units: dict[tuple[str, str | None], dict[str, int]] = {}
    for (who, one, two), each in words.items():
        if each.verdict in values:
            units.setdefault((one, two), {})[who] = values.index(Verdict(each.verdict))
    shared = {unit: held for unit, held in units.items() if len(held) > 1}
    people = tuple(sorted({who for held in shared.values() for who in held}))
    agreed = sum(len(set(held.values())) == 1 for held in shared.values())
    return Agreement(what, alpha(list(shared.values())), len(shared), people, agreed)


def alpha(units: Sequence[Mapping[str, int]]) -> float | None:
    """Krippendorff's alpha of nominal values, each unit's by person, two or more of each.

    It is one less the disagreement observed, over that to be expected were all values dealt out at random
    (Krippendorff, Content Analysis, chapter on reliability). None where that cannot be told: of one unit, or of
    one value alone.
    """
    counts = [Counter(unit.values()) for unit in units]
    totals = sum(counts, Counter())
    if len(units) < 2 or len(totals) < 2:
        return None
    number = totals.total()
    observed = sum(_unlike(each) / (each.total() - 1) for each in counts) / number
    expected = _unlike(totals) / (number * (number - 1))
    return round(1 - observed / expected, 3)


def _unlike(counts: Counter[int]) -> int:
    """Ordered pairs of values that differ."""
    return counts.total() ** 2 - sum(n * n for n in counts.values())


def queue(columns: Columns, by: str) -> Iterator[str]:
    """Events in the order in which a look at them is worth most."""
    doubt = 1 - np.abs(columns.confidence.astype(float) - 0.5) * 2
    weight = doubt
    if by == "influence":
        weight = columns.reports * (1.05 - columns.confidence) * np.where(columns.conflicts > 0, 2, 1)
    for place in np.lexsort((np.arange(len(columns)), -weight)):
        yield columns.ids[place]


def alike(columns: Columns, event_id: str, most: int = 6) -> tuple[str, ...]:
    """Other events of the same parties near in time, which may be the same."""
    place = columns.at.get(event_id)
    if place is None:
        return ()
    near, shared = np.unique(columns.sides.events_of(columns.sides.values_of(np.array([place]))), return_counts=True)
    apart = np.abs(columns.start[near].astype(np.int64) - int(columns.start[place]))
    undated = (columns.start[near] == UNDATED) | (columns.start[place] == UNDATED)
    possible = (near != place) & (undated | (apart <= _NEAR))
    likely = shared * 2 + (columns.type[near] == columns.type[place]) * 2 - np.where(undated, 1.5, apart / _NEAR)
    places = near[possible]
    best = places[np.lexsort((places, -likely[possible]))][:most]
    return tuple(columns.ids[at] for at in best)
