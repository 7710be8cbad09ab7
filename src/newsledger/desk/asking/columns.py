"""All events of a ledger as columns in memory, so that counting them is quick whatever is asked.

Events stand in the ledger's own order (date, then id) and are known by their place in it. A
million reports take some hundred megabytes and are counted in milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsledger.records import Corroboration, EventType, Factuality, PlacePrecision, Precision

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]
Chosen = NDArray[Any]  # a mask over all, or the places of some in their order

_FEW = 8  # one in so many counts as few
UNDATED = 0  # the day number of what has no date; date.toordinal() begins at 1

TYPES = tuple(kind.value for kind in EventType)
FACTUALITY = tuple(kind.value for kind in Factuality)
CORROBORATION = tuple(kind.value for kind in Corroboration)
PRECISION = tuple(kind.value for kind in Precision)
PLACED = (*(kind.value for kind in PlacePrecision), "none")


class Stamp(NamedTuple):
    """One state of a ledger by what was done last: a run that ended, a linking, a judgement; None for none yet."""

    run: int | None
    linking: int | None
    judgement: int | None

    @property
    def events(self) -> tuple[int | None, int | None]:
        """What the events themselves rest on: a judgement tells on them when they are linked next."""
        return self.run, self.linking


@dataclass(frozen=True, slots=True)
class PartyKey:
    """A party as the ledger knows it: by the registry's id, or by its name where it has none."""

    key: str
    name: str
    kind: str
    country: str | None
    folded: str


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """A place that events are said to have happened at; ``names`` are all that pages call it."""

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str
    folded: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OriginKey:
    """One who first says something: an outlet, an agency, a government."""

    name: str
    kind: str


def places_of(chosen: Chosen) -> NDArray[np.intp]:
    """Where the mask marks; places stay as they are."""
    return np.flatnonzero(chosen) if chosen.dtype == bool else chosen


def leading(numbers: NDArray[Any], most: int) -> NDArray[np.intp]:
    """The places of the largest numbers above nought, largest first; equal ones in their order."""
    places = np.flatnonzero(numbers > 0)
    if len(places) > most:
        least = np.partition(numbers[places], len(places) - most)[len(places) - most]
        places = places[numbers[places] >= least]
    return places[np.lexsort((places, -numbers[places]))][:most]


@dataclass(frozen=True, eq=False)
class Edges:
    """Which event has which values: two columns of one length, in the order of events, each pair once."""

    event: Ints
    value: Ints

    @cached_property
    def _by_event(self) -> _Groups:
        return _Groups.of(self.event, np.arange(len(self.event)))

    @cached_property
    def _by_value(self) -> _Groups:
        order = np.argsort(self.value, kind="stable")
        return _Groups.of(self.value[order], order)

    def events_of(self, values: Chosen) -> Ints:
        """The events that have the values marked, once for each that they have."""
        return self._by_value.taken(self.value, self.event, np.sort(places_of(values)))

    def values_of(self, chosen: Chosen) -> Ints:
        """The values of the events chosen, once for each event that has them."""
        return self._by_event.taken(self.event, self.value, places_of(chosen))

    def having(self, values: Chosen, events: int) -> Mask:
        """The events that have at least one of the values marked."""
        found = np.zeros(events, bool)
        found[self.events_of(values)] = True
        return found

    def counted(self, values: Chosen, events: int) -> Ints:
        """How many of the values marked each event has."""
        return np.bincount(self.events_of(values), minlength=events).astype(np.int32)

    def counts(self, chosen: Chosen, values: int) -> NDArray[np.intp]:
        """How many of the events chosen have each value."""
        return np.bincount(self.values_of(chosen), minlength=values)


@dataclass(frozen=True, slots=True)
class _Groups:
    """Places of edges by one of their ends, so that those of a few ends are found without a walk over all."""

    starts: NDArray[np.int64]
    places: NDArray[np.int64]

    @classmethod
    def of(cls, ends: Ints, places: NDArray[np.int64]) -> _Groups:
        """From ends in order, and the place of each edge."""
        last = int(ends[-1]) if len(ends) else -1
        return cls(np.searchsorted(ends, np.arange(last + 2)).astype(np.int64), places)

    def taken(self, near: Ints, far: Ints, ends: NDArray[np.intp]) -> Ints:
        """The far ends of the edges whose near end is one of these, which are in order."""
        size = len(self.starts) - 1
        ends = ends[: np.searchsorted(ends, size)]
        if len(ends) == size:
            return far
        if len(ends) * _FEW > size:
            marked = np.zeros(size, bool)
            marked[ends] = True
            return far[marked[near]]
        found: Ints = far[self._few(ends)]
        return found

    def _few(self, ends: NDArray[np.intp]) -> NDArray[np.int64]:
        first = self.starts[ends]
        sizes = self.starts[ends + 1] - first
        before = np.concatenate(([0], np.cumsum(sizes)))
        found: NDArray[np.int64] = self.places[np.arange(before[-1]) + np.repeat(first - before[:-1], sizes)]
        return found


@dataclass(frozen=True, eq=False)
class Order:
    """Events in an order: their places, the keys that these go by, and each event's rank."""

    places: NDArray[np.intp]
    keys: NDArray[np.float64]
    ranks: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Columns:
    """One ledger's events. ``stamp`` tells which state of the ledger they were read from."""

    stamp: Stamp
    ids: tuple[str, ...]
    type: NDArray[np.int8]
    factuality: NDArray[np.int8]
    corroboration: NDArray[np.int8]
    precision: NDArray[np.int8]
    placed: NDArray[np.int8]
    start: Ints
    end: Ints
    reported: Ints
    place: Ints
    confidence: NDArray[np.float32]
    reports: Ints
    conflicts: NDArray[np.int8]
    story: Ints
    actors: Edges
    recipients: Edges
    countries: Edges
    modes: Edges
    outlets: Edges
    sources: Edges
    origins: Edges
    parties: tuple[PartyKey, ...]
    places: tuple[PlaceKey, ...]
    country_codes: tuple[str, ...]
    mode_names: tuple[str, ...]
    outlet_names: tuple[str, ...]
    source_kinds: tuple[str, ...]
    origin_names: tuple[OriginKey, ...]
    stories: tuple[str, ...]
    documents: Edges  # pages by number, for counting alone
    pages: int
    report_event: Ints  # by the report's row number; -1 where it has no event

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def orders(self) -> dict[str, Order]:
        """The orders that were asked for so far, by name."""
        return {}

    @cached_property
    def ranked(self) -> dict[str, NDArray[np.intp]]:
        """The alphabet's ranks of the names of facets that were counted so far."""
        return {}

    @cached_property
    def spoken(self) -> dict[str, dict[str, tuple[str, str]]]:
        """What parties and places are called, once somebody has asked for it."""
        return {}

    @cached_property
    def at(self) -> dict[str, int]:
        """An event's place by its id."""
        return {event_id: place for place, event_id in enumerate(self.ids)}

    @cached_property
    def sides(self) -> Edges:
        """Parties on either side."""
        pairs = np.unique(
            np.stack([np.concatenate(both) for both in self._both_sides()]).astype(np.int64), axis=1
        ).astype(np.int32)
        return Edges(pairs[0], pairs[1])

    def _both_sides(self) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
        one, other = self.actors, self.recipients
        return (one.event, other.event), (one.value, other.value)

    @cached_property
    def party_at(self) -> dict[str, int]:
        return {party.key: place for place, party in enumerate(self.parties)}

    @cached_property
    def party_country(self) -> Ints:
        """Each party's country as a place in ``country_codes``; -1 for none."""
        codes = {code: place for place, code in enumerate(self.country_codes)}
        return np.array([codes.get(party.country or "", -1) for party in self.parties], np.int32)

    @cached_property
    def place_country(self) -> Ints:
        """Each place's country as a place in ``country_codes``; -1 for none."""
        codes = {code: place for place, code in enumerate(self.country_codes)}
        return np.array([codes.get(place.country or "", -1) for place in self.places], np.int32)

    @cached_property
    def place_country_or_none(self) -> Ints:
        """Each place's country, and after the last -1, so that no place, which is -1, has none."""
        return np.append(self.place_country, np.int32(-1))

    @cached_property
    def report_event_or_none(self) -> Ints:
        """Each report's event, and after the last row -1 for none."""
        return np.append(self.report_event, np.int32(-1))

    @cached_property
    def quad(self) -> NDArray[np.int8]:
        """PLOVER's quad class of each event, 1..4."""
        from newsledger.desk.asking.quads import quad_of

        return np.array([quad_of(kind) for kind in TYPES], np.int8)[self.type]

    def documents_of(self, chosen: Chosen) -> int:
        """How many documents stand behind the events chosen."""
        found = self.documents.values_of(chosen)
        marked = np.zeros(self.pages, bool)
        marked[found] = True
        return int(np.count_nonzero(marked))

    @cached_property
    def story_at(self) -> dict[str, int]:
        return {story: place for place, story in enumerate(self.stories)}


def day_number(day: date | str | None) -> int:
    """The day's ordinal; 0 where there is none."""
    if day is None:
        return UNDATED
    return (date.fromisoformat(day[:10]) if isinstance(day, str) else day).toordinal()
