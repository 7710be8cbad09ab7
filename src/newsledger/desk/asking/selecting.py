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
    day_number,
)
from newsledger.desk.asking.wanted import BANDS, FACETS, Wanted
from newsledger.errors import QueryError
from newsledger.ledger import fold

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
    """The events that have what was wanted. ``mask`` marks them; ``without`` leaves out one facet."""

    columns: Columns
    wanted: Wanted
    mask: Mask
    base: Mask
    facets: dict[str, Mask]

    @property
    def events(self) -> int:
        return int(self.mask.sum())

    @property
    def reports(self) -> int:
        return int(self.columns.reports[self.mask].sum())

    @property
    def documents(self) -> int:
        return self.columns.documents_of(self.mask)

    def without(self, facet: str) -> Mask:
        """What would be found if nothing were asked of one facet."""
        others = [mask for name, mask in self.facets.items() if name != facet]
        return _all([self.base, *others])

    def counts(self, facet: str, most: int = 8) -> tuple[Counted, ...]:
        """The facet's commonest values, and those chosen, with their counts."""
        chosen = getattr(self.wanted, facet)
        names, numbers = _counts(self.columns, facet, self.without(facet))
        ranked = sorted(zip(names, numbers, strict=True), key=lambda pair: (-pair[1], pair[0]))
        rows = [Counted(n, int(c), n in chosen) for n, c in ranked if c or n in chosen]
        shown = rows[:most]
        return (*shown, *(row for row in rows[most:] if row.chosen))

    def page(self) -> tuple[tuple[str, ...], str | None]:
        """The ids of one page of events, and the cursor of the next."""
        _, order = _ordered(self.columns, self.wanted.sort)
        rest = order[_after(self.columns, self.wanted.sort, self.wanted.after) :]
        hits = rest[self.mask[rest]][: self.wanted.limit + 1]
        shown = hits[: self.wanted.limit]
        more = len(hits) > len(shown)
        ids = tuple(self.columns.ids[place] for place in shown)
        return ids, _cursor(self.columns, self.wanted.sort, int(shown[-1])) if more else None


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
    return Found(columns, wanted, _all([base, *facets.values()]), base, facets)


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
    found = np.zeros(len(columns), bool)
    rows = rows[rows < len(columns.report_event)]
    events = columns.report_event[rows]
    found[events[events >= 0]] = True
    return found


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
    held = np.append(np.isin(columns.place_country, numbers), False)
    return np.asarray(held[columns.place], bool)


def _facet(columns: Columns, facet: str, chosen: tuple[str, ...]) -> Mask:
    if facet in _SCALAR:
        return _marks(getattr(columns, facet), [_SCALAR[facet].index(value) for value in chosen])
    if facet == "quad":
        return _marks(columns.quad, [int(value) for value in chosen])
    if facet == "where":
        return _where(columns, chosen)
    if facet == "confidence":
        return _any([_band(columns, value) for value in chosen])
    edges, names = (getattr(columns, name) for name in _EDGES[facet])
    return np.asarray(edges.having(np.isin(np.array(names or ("",)), chosen)[: len(names)], len(columns)), bool)


def _marks(column: NDArray[Any], chosen: Sequence[int]) -> Mask:
    held: Mask = np.isin(column, chosen)
    return held


def _band(columns: Columns, name: str) -> Mask:
    low, high = (np.float32(bound) for bound in BANDS[name])
    return np.asarray((columns.confidence >= low) & (columns.confidence < high), bool)


def _counts(columns: Columns, facet: str, mask: Mask) -> tuple[tuple[str, ...], list[int]]:
    if facet in _SCALAR:
        names = _SCALAR[facet]
        return names, np.bincount(getattr(columns, facet)[mask], minlength=len(names)).tolist()
    if facet == "quad":
        return ("1", "2", "3", "4"), np.bincount(columns.quad[mask], minlength=5)[1:].tolist()
    if facet == "where":
        return columns.country_codes, _country_counts(columns, mask)
    if facet == "confidence":
        return tuple(BANDS), [int((_band(columns, name) & mask).sum()) for name in BANDS]
    edges, names = (getattr(columns, name) for name in _EDGES[facet])
    return names, edges.counts(mask, len(names)).tolist()


def _country_counts(columns: Columns, mask: Mask) -> list[int]:
    countries = np.append(columns.place_country, -1)[columns.place[mask]]
    numbers: list[int] = np.bincount(countries[countries >= 0], minlength=len(columns.country_codes)).tolist()
    return numbers


@dataclass(frozen=True, slots=True)
class PartyCount:
    """A party with the number of its events."""

    party: Any
    events: int
    chosen: bool


def top_parties(found: Found, most: int = 8) -> tuple[PartyCount, ...]:
    """The parties with most events on either side."""
    columns = found.columns
    numbers = columns.sides.counts(found.mask, len(columns.parties))
    best = np.lexsort((np.arange(len(numbers)), -numbers))[:most]
    chosen = {*found.wanted.actor}
    rows = ((columns.parties[at], int(numbers[at])) for at in best if numbers[at])
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


def _ordered(columns: Columns, sort: str) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """The events' keys, and their places in this order; equal keys go by id. Made once for each order."""
    if sort not in columns.orders:
        keys, ids = _keys(columns, sort), np.array(columns.ids, dtype="U")
        columns.orders[sort] = (keys, np.lexsort((ids, keys)))
    return columns.orders[sort]


def _cursor(columns: Columns, sort: str, place: int) -> str:
    return f"{float(_ordered(columns, sort)[0][place])!r}~{columns.ids[place]}"


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
    keys, order = _ordered(columns, sort)
    first, last = (int(np.searchsorted(keys[order], key, side)) for side in ("left", "right"))
    return bisect_right(order, event_id, first, last, key=lambda place: columns.ids[place])


def narrowed(found: Found, **changes: Any) -> Wanted:
    """The question with changes, from its first page."""
    return replace(found.wanted, after="", **changes)
