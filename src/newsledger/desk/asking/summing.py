"""Sums over events: by period, by counterpart, by outlet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsledger.desk.asking.columns import (
    TYPES,
    UNDATED,
    Chosen,
    Columns,
    Edges,
    Ints,
    Mask,
    PartyKey,
    leading,
    places_of,
)

_DAYS, _MONTHS = 62, 12 * 12  # the most bins of a kind before the next coarser one is taken
_FEW = 0.02  # the share of events that may lie before the picture
_LONGEST = 150 * 365  # days that it may span
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Bin:
    """A period with its events, by whether they are cooperation or conflict."""

    start: date
    end: date
    label: str
    cooperation: int
    conflict: int

    @property
    def events(self) -> int:
        return self.cooperation + self.conflict


@dataclass(frozen=True, slots=True)
class Periods:
    """Periods one after another, without gaps; ``unit`` is day, month or year.

    ``earlier`` counts the few events long before all others, which would press those together.
    """

    unit: str
    bins: tuple[Bin, ...]
    undated: int
    earlier: int = 0

    @property
    def most(self) -> int:
        return max((max(each.cooperation, each.conflict) for each in self.bins), default=0)


def periods(columns: Columns, chosen: Chosen) -> Periods:
    """The events by the first day they may have happened, in periods fine enough to be told apart."""
    at = places_of(chosen)
    starts = columns.start[at]
    dated = starts != UNDATED
    at, starts, undated = at[dated], starts[dated], int(np.count_nonzero(~dated))
    if not at.size:
        return Periods("month", (), undated)
    bulk = starts >= _opening(starts)
    days = (starts[bulk] - _EPOCH).astype("datetime64[D]")
    unit = _unit(days)
    numbers = days.astype(f"datetime64[{unit}]").astype(np.int64)
    first, last = int(numbers.min()), int(numbers.max())
    size = last - first + 1
    friendly, places = columns.quad[at[bulk]] <= 2, numbers - first
    both = [np.bincount(places[side], minlength=size) for side in (friendly, ~friendly)]
    names = {"D": "day", "M": "month", "Y": "year"}
    return Periods(names[unit], tuple(_bins(first, unit, *both)), undated, int(np.count_nonzero(~bulk)))


def opening(columns: Columns, chosen: Chosen) -> int:
    """The day number with which a picture of these events begins: that of the first, but for a few long before."""
    starts = columns.start[places_of(chosen)]
    return _opening(starts[starts != UNDATED])


def _opening(starts: Ints) -> int:
    if not starts.size:
        return 0
    few = int(starts.size * _FEW)
    bulk = int(np.partition(starts, few)[few])
    first, last = int(starts.min()), int(starts.max())
    far = last - first > 2 * (last - bulk) or last - first > _LONGEST
    return max(bulk, last - _LONGEST) if far else first


def _unit(days: NDArray[np.datetime64]) -> str:
    first, last = days.min(), days.max()
    if int((last - first).astype(int)) < _DAYS:
        return "D"
    months = int((last.astype("datetime64[M]") - first.astype("datetime64[M]")).astype(int))
    return "M" if months < _MONTHS else "Y"


def _bins(first: int, unit: str, friendly: Any, hostile: Any) -> Iterator[Bin]:
    for place, (one, other) in enumerate(zip(friendly.tolist(), hostile.tolist(), strict=True)):
        start, after = _day(first + place, unit), _day(first + place + 1, unit)
        label = {"D": start.isoformat(), "M": start.isoformat()[:7], "Y": str(start.year)}[unit]
        yield Bin(start, after - timedelta(days=1), label, one, other)


@lru_cache(maxsize=4_096)
def _day(number: int, unit: str) -> date:
    """The first day of a period by its number since 1970."""
    first: date = np.array([number], f"datetime64[{unit}]").astype("datetime64[D]").tolist()[0]
    return first


@dataclass(frozen=True, slots=True)
class Leaning:
    """Something with its events, by whether they are cooperation or conflict."""

    key: Any
    cooperation: int
    conflict: int

    @property
    def events(self) -> int:
        return self.cooperation + self.conflict


def leanings(edges: Edges, columns: Columns, chosen: Chosen, values: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """For each value of the edges, its events of cooperation and of conflict."""
    at = places_of(chosen)
    friendly = columns.quad[at] <= 2
    return edges.counts(at[friendly], values), edges.counts(at[~friendly], values)


def counterparts(columns: Columns, chosen: Chosen, own: Mask, most: int = 12) -> tuple[Leaning, ...]:
    """Who else takes part in these events, most often first."""
    good, bad = leanings(columns.sides, columns, chosen, len(columns.parties))
    best = leading(np.where(own, 0, good + bad), most)
    return tuple(Leaning(columns.parties[at], int(good[at]), int(bad[at])) for at in best)


def types(columns: Columns, chosen: Chosen) -> tuple[tuple[str, int], ...]:
    """Event types with their numbers, commonest first."""
    numbers = np.bincount(columns.type[places_of(chosen)], minlength=len(TYPES)).tolist()
    return tuple(sorted(((t, n) for t, n in zip(TYPES, numbers, strict=True) if n), key=lambda p: (-p[1], p[0])))


def outlets(columns: Columns, chosen: Chosen, most: int = 12) -> tuple[tuple[str, int], ...]:
    """The outlets that report these events, with how many of them."""
    return _top(columns.outlet_names, columns.outlets.counts(chosen, len(columns.outlet_names)), most)


def origins(columns: Columns, chosen: Chosen, most: int = 12) -> tuple[tuple[Any, int], ...]:
    """Whom these events rest on, with how many of them."""
    return _top(columns.origin_names, columns.origins.counts(chosen, len(columns.origin_names)), most)


def _top(names: tuple[Any, ...], numbers: NDArray[Any], most: int) -> tuple[tuple[Any, int], ...]:
    return tuple((names[at], int(numbers[at])) for at in leading(numbers, most))


def main_party(columns: Columns, own: Mask) -> PartyKey | None:
    """Of the parties marked, the one with most events."""
    if not own.any():
        return None
    numbers = np.where(own, columns.sides.counts(np.ones(len(columns), bool), len(columns.parties)), -1)
    return columns.parties[int(numbers.argmax())]


@dataclass(frozen=True, slots=True)
class Coverage:
    """An outlet's share of the ledger: its events, those that it alone tells, those that others tell too."""

    name: str
    events: int
    alone: int
    corroborated: int
    contested: int

    @property
    def shared(self) -> int:
        return self.events - self.alone


def coverage(columns: Columns) -> tuple[Coverage, ...]:
    """Every outlet, widest coverage first."""
    size, everything = len(columns.outlet_names), np.ones(len(columns), bool)
    several = np.bincount(columns.outlets.event, minlength=len(columns)) > 1
    masks = (everything, ~several, columns.corroboration == 1, columns.corroboration == 2)
    rows = zip(*(columns.outlets.counts(mask, size).tolist() for mask in masks), strict=True)
    made = (Coverage(name, *row) for name, row in zip(columns.outlet_names, rows, strict=True))
    return tuple(sorted(made, key=lambda c: (-c.events, c.name)))
