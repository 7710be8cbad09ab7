"""Which events have what is wanted, how many of each kind, and in which order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsledger.desk.asking.columns import (
    CORROBORATION,
    FACTUALITY,
    PLACED,
    PRECISION,
    TYPES,
    UNDATED,
    Columns,
    Mask,
    Order,
    day_number,
    leading,
)
from newsledger.desk.asking.wanted import BANDS, FACETS, Wanted
from newsledger.errors import QueryError
from newsledger.ledger import fold

_FEW = 8  # one in so many counts as few
_CODES = 128  # more than a facet with a closed list has values
_STEP = 4_096  # events looked at together

Matching = Callable[[str], NDArray[np.int64]]  # words -> row numbers of the reports that have them

_SCALAR = {"type": TYPES, "factuality": FACTUALITY, "corroboration": CORROBORATION, "precision": PRECISION,
           "placed": PLACED}  # fmt: skip
_EDGES = {"mode": ("modes", "mode_names"), "country": ("countries", "country_codes"),
          "outlet": ("outlets", "outlet_names"), "source": ("sources", "source_kinds")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """A facet's value with the number of events that choosing it would give."""

    value: str
    events: int
    chosen: bool


@dataclass(frozen=True)
class Found:
    """The events that have what was wanted: ``mask`` marks them, and they are ``at`` these places in order.

    ``base`` marks those that have all but what was asked of facets; those have masks of their own.
    """

    columns: Columns
    wanted: Wanted
    mask: Mask
    at: NDArray[np.intp]
    base: Mask
    facets: dict[str, Mask]

    @property
    def events(self) -> int:
        return len(self.at)

    @property
    def reports(self) -> int:
        return int(self.columns.reports[self.at].sum())

    @property
    def documents(self) -> int:
        return self.columns.documents_of(self.at)

    def without(self, facet: str) -> NDArray[np.intp]:
        """What would be found if nothing were asked of one facet."""
        if facet not in self.facets:
            return self.at
        others = [mask for name, mask in self.facets.items() if name != facet]
        return np.flatnonzero(_all([self.base, *others]))

    def counts(self, facet: str, most: int = 8) -> tuple[Counted, ...]:
        """The facet's commonest values, and those chosen, with their counts."""
        chosen = getattr(self.wanted, facet)
        names, numbers = _counts(self.columns, facet, self.without(facet))
        best = _commonest(self.columns, facet, names, numbers, most)
        # A value chosen is shown however rare it is.
        more = sorted((-int(numbers[at]), name, at) for at, name in enumerate(names) if name in chosen)
        shown = dict.fromkeys((*best, *(at for _, _, at in more)))
        rows = (Counted(names[at], int(numbers[at]), names[at] in chosen) for at in shown)
        return tuple(sorted(rows, key=lambda row: (-row.events, row.value)))

    def page(self) -> tuple[tuple[str, ...], str | None]:
        """The ids of one page of events, and the cursor of the next."""
        order = _ordered(self.columns, self.wanted.sort)
        first = _after(self.columns, self.wanted.sort, self.wanted.after)
        hits = self._first(order, first, self.wanted.limit + 1)
        shown = hits[: self.wanted.limit]
        more = len(hits) > len(shown)
        ids = tuple(self.columns.ids[place] for place in shown)
        return ids, _cursor(self.columns, self.wanted.sort, int(shown[-1])) if more else None

    def _first(self, order: Order, first: int, most: int) -> NDArray[np.intp]:
        """The first of the events found, from a rank on."""
        if len(self.at) * _FEW > len(self.columns):
            return _walked(order.places, self.mask, first, most)
        ranks = order.ranks[self.at]
        ranks = ranks[ranks >= first]
        if len(ranks) > most:
            ranks = np.partition(ranks, most)[:most]
        return order.places[np.sort(ranks)]


def _walked(places: NDArray[np.intp], mask: Mask, first: int, most: int) -> NDArray[np.intp]:
    """The first places marked, looked for step by step: where many are, they are soon found."""
    held: list[NDArray[np.intp]] = []
    while first < len(places) and sum(map(len, held)) < most:
        some = places[first : first + _STEP]
        held.append(some[mask[some]])
        first += _STEP
    return np.concatenate(held)[:most] if held else places[:0]


def _commonest(columns: Columns, facet: str, names: Sequence[str], numbers: Any, most: int) -> list[int]:
    """The places of the largest numbers; equal ones by name."""
    if facet not in columns.ranked:
        columns.ranked[facet] = np.argsort(np.argsort(np.array(names or ("",), dtype="U"), kind="stable"))
    counted = np.asarray(numbers)
    places = np.flatnonzero(counted)
    best: list[int] = places[np.lexsort((columns.ranked[facet][places], -counted[places]))][:most].tolist()
    return best


def _all(masks: Sequence[Mask]) -> Mask:
    held: Mask = np.logical_and.reduce(masks)
    return held


def _any(masks: Sequence[Mask]) -> Mask:
    held: Mask = np.logical_or.reduce(masks)
    return held


def find(columns: Columns, wanted: Wanted, matching: Matching) -> Found:
    """The events that have all that is wanted; ``matching`` answers for words of their sentences."""
    base = np.ones(len(columns), bool)
    for mask in _conditions(columns, wanted, matching):
        base &= mask
    facets = {name: _facet(columns, name, getattr(wanted, name)) for name in FACETS if getattr(wanted, name)}
    mask = _all([base, *facets.values()]) if facets else base
    return Found(columns, wanted, mask, np.flatnonzero(mask), base, facets)


def _conditions(columns: Columns, wanted: Wanted, matching: Matching) -> Iterable[Mask]:
    if wanted.text:
        yield _with_words(columns, matching(wanted.text))
    yield from _days(columns, *wanted.days)
    if wanted.least:
        yield columns.confidence >= np.float32(wanted.least)
    if wanted.contested:
        yield columns.conflicts > 0
    if wanted.story:
        yield _story(columns, wanted.story)
    yield from _taking_part(columns, wanted)
    for name in wanted.place:
        yield _at(columns, name)


def _with_words(columns: Columns, rows: NDArray[np.int64]) -> Mask:
    # What has no event is at -1, and so marks the last, which stands for none; so do rows written since.
    found = np.zeros(len(columns) + 1, bool)
    found[columns.report_event_or_none.take(rows, mode="clip")] = True
    return found[:-1]


def _days(columns: Columns, first: str | None, last: str | None) -> Iterable[Mask]:
    """Overlap with the days; what has no date overlaps nothing."""
    if first:
        yield columns.end >= day_number(first)
    if last:
        yield (columns.start <= day_number(last)) & (columns.start != UNDATED)


def _story(columns: Columns, story: str) -> Mask:
    place = columns.story_at.get(story, -2)
    return np.asarray(columns.story == place, bool)


def _taking_part(columns: Columns, wanted: Wanted) -> Iterable[Mask]:
    for edges, names in ((columns.actors, wanted.doer), (columns.recipients, wanted.target)):
        for name in names:
            yield edges.having(parties_named(columns, name), len(columns))
    marks = [parties_named(columns, name) for name in wanted.actor]
    for mark in marks:
        yield columns.sides.having(mark, len(columns))
    if len(marks) > 1:
        # Each name must be another party's: one who answers to both is not two.
        either = _any(marks)
        yield columns.sides.counted(either, len(columns)) >= len(marks)


def parties_named(columns: Columns, name: str) -> Mask:
    """The parties that a name means: an id, a country's code, or all words of a name in any order."""
    if name in columns.country_codes:
        return np.asarray(columns.party_country == columns.country_codes.index(name), bool)
    found = np.zeros(len(columns.parties), bool)
    if name in columns.party_at:
        found[columns.party_at[name]] = True
        return found
    found[list(_bearing(columns.parties, _words(name)))] = True
    return found


def _words(name: str) -> tuple[str, ...]:
    words = tuple(f" {word} " for word in fold(name).split())
    if not words:
        raise QueryError(f"There is no name in {name!r}", mend="Give a name, or a code such as FRA.")
    return words


def _bearing(things: Iterable[Any], words: tuple[str, ...]) -> Iterable[int]:
    return (at for at, each in enumerate(things) if all(word in each.folded for word in words))


def _at(columns: Columns, name: str) -> Mask:
    """Events in a country by its code, or at places by all words of a name."""
    if name in columns.country_codes:
        return _where(columns, (name,))
    held = np.zeros(len(columns.places) + 1, bool)  # the last stands for no place, which is -1
    held[list(_bearing(columns.places, _words(name)))] = True
    return np.asarray(held[columns.place], bool)


def _where(columns: Columns, codes: tuple[str, ...]) -> Mask:
    numbers = [columns.country_codes.index(code) for code in codes if code in columns.country_codes]
    held = np.isin(columns.place_country_or_none, numbers)
    return np.asarray(held[columns.place], bool)


def _facet(columns: Columns, facet: str, chosen: tuple[str, ...]) -> Mask:
    if facet in _SCALAR:
        return _marks(getattr(columns, facet), [_SCALAR[facet].index(value) for value in chosen])
    if facet == "quad":
        return _marks(columns.quad, [int(value) for value in chosen])
    if facet == "where":
        return _where(columns, chosen)
    if facet == "confidence":
        return _any([_banded(columns.confidence, value) for value in chosen])
    edges, names = (getattr(columns, name) for name in _EDGES[facet])
    return np.asarray(edges.having(np.array([name in chosen for name in names], bool), len(columns)), bool)


def _marks(column: NDArray[Any], chosen: Sequence[int]) -> Mask:
    held: Mask = np.zeros(_CODES, bool)
    held[list(chosen)] = True
    found: Mask = held[column]
    return found


def _banded(confidence: NDArray[np.float32], name: str) -> Mask:
    low, high = (np.float32(bound) for bound in BANDS[name])
    return np.asarray((confidence >= low) & (confidence < high), bool)


def _counts(columns: Columns, facet: str, at: NDArray[np.intp]) -> tuple[tuple[str, ...], Any]:
    """A facet's values, and how many of the events at these places have each."""
    if facet in _SCALAR:
        names = _SCALAR[facet]
        return names, np.bincount(getattr(columns, facet)[at], minlength=len(names))
    if facet == "quad":
        return ("1", "2", "3", "4"), np.bincount(columns.quad[at], minlength=5)[1:]
    if facet == "where":
        return columns.country_codes, _country_counts(columns, at)
    if facet == "confidence":
        sure = columns.confidence[at]
        return tuple(BANDS), [int(np.count_nonzero(_banded(sure, name))) for name in BANDS]
    edges, names = (getattr(columns, name) for name in _EDGES[facet])
    return names, edges.counts(at, len(names))


def _country_counts(columns: Columns, at: NDArray[np.intp]) -> NDArray[np.intp]:
    # What has no place is at -1, and so is the country of the last, which stands for none.
    countries = columns.place_country_or_none[columns.place[at]]
    return np.bincount(countries[countries >= 0], minlength=len(columns.country_codes))


@dataclass(frozen=True, slots=True)
class PartyCount:
    """A party with the number of its events."""

    party: Any
    events: int
    chosen: bool


def top_parties(found: Found, most: int = 8) -> tuple[PartyCount, ...]:
    """The parties with most events on either side."""
    columns = found.columns
    numbers = columns.sides.counts(found.at, len(columns.parties))
    chosen = {*found.wanted.actor}
    rows = ((columns.parties[at], int(numbers[at])) for at in leading(numbers, most))
    return tuple(PartyCount(party, number, party.key in chosen) for party, number in rows)


# Order and pages


def _keys(columns: Columns, sort: str) -> NDArray[np.float64]:
    """What an order goes by, smallest first; what has no date comes last either way."""
    name = sort.removeprefix("-")
    column = {"date": columns.start, "reported": columns.reported, "reports": columns.reports,
              "confidence": columns.confidence}[name]  # fmt: skip
    keys = column.astype(np.float64)
    keys = -keys if sort.startswith("-") else keys
    if name in {"date", "reported"}:
        keys[column == UNDATED] = np.inf
    return keys


def _ordered(columns: Columns, sort: str) -> Order:
    """The events in this order; equal keys go by id. Made once for each order."""
    if sort not in columns.orders:
        keys, ids = _keys(columns, sort), np.array(columns.ids, dtype="U")
        places = np.lexsort((ids, keys))
        ranks = np.empty(len(places), np.intp)
        ranks[places] = np.arange(len(places))
        columns.orders[sort] = Order(places, keys[places], ranks)
    return columns.orders[sort]


def _cursor(columns: Columns, sort: str, place: int) -> str:
    order = _ordered(columns, sort)
    return f"{float(order.keys[order.ranks[place]])!r}~{columns.ids[place]}"


def _after(columns: Columns, sort: str, cursor: str) -> int:
    """Where in the order the rows after the cursor begin, whether or not its event is still there."""
    if not cursor:
        return 0
    number, _, event_id = cursor.partition("~")
    try:
        key = float(number)
    except ValueError:
        key = float("nan")
    if key != key or not event_id:
        raise QueryError("This cursor leads nowhere", mend="Leave it out to begin at the first page.")
    order = _ordered(columns, sort)
    first, last = (int(np.searchsorted(order.keys, key, side)) for side in ("left", "right"))
    return bisect_right(order.places, event_id, first, last, key=lambda place: columns.ids[place])


def narrowed(found: Found, **changes: Any) -> Wanted:
    """The question with changes, from its first page."""
    return replace(found.wanted, after="", **changes)
