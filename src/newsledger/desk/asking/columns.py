"""All events of a ledger as columns in memory, so that counting them is quick whatever is asked.

Events stand in the ledger's own order (date, then id) and are known by their place in it. A
million reports take some hundred megabytes and are counted in milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsledger.records import Corroboration, EventType, Factuality, PlacePrecision, Precision

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]

_FEW = 8  # one in so many counts as few
UNDATED = 0  # the day number of what has no date; date.toordinal() begins at 1

TYPES = tuple(kind.value for kind in EventType)
FACTUALITY = tuple(kind.value for kind in Factuality)
CORROBORATION = tuple(kind.value for kind in Corroboration)
PRECISION = tuple(kind.value for kind in Precision)
PLACED = (*(kind.value for kind in PlacePrecision), "none")


class Stamp(NamedTuple):
    """One state of a ledger by what was done last: the run that ended, the linking, the judgement; None for none yet."""

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
    """A place that events are said to have happened at."""

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str
    folded: str


@dataclass(frozen=True, slots=True)
class OriginKey:
    """One who first says something: an outlet, an agency, a government."""

    name: str
    kind: str


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

    def events_of(self, values: Mask) -> Ints:
        """The events that have the values marked, once for each that they have."""
        few = self._by_value.few(values)
        return self.event[values[self.value]] if few is None else self.event[few]

    def values_of(self, chosen: Mask) -> Ints:
        """The values of the events chosen, once for each event that has them."""
        few = self._by_event.few(chosen)
        return self.value[chosen[self.event]] if few is None else self.value[few]

    def having(self, values: Mask, events: int) -> Mask:
        """The events that have at least one of the values marked."""
        found = np.zeros(events, bool)
        found[self.events_of(values)] = True
        return found

    def counted(self, values: Mask, events: int) -> Ints:
        """How many of the values marked each event has."""
        return np.bincount(self.events_of(values), minlength=events).astype(np.int32)

    def counts(self, chosen: Mask, values: int) -> Ints:
        """How many of the events chosen have each value."""
        return np.bincount(self.values_of(chosen), minlength=values).astype(np.int32)


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

    def few(self, marked: Mask) -> NDArray[np.int64] | None:
        """The places of the edges of the ends marked; None where so many are that a walk over all is quicker."""
        ends = np.flatnonzero(marked[: len(self.starts) - 1])
        if len(ends) * _FEW > len(marked):
            return None
        first = self.starts[ends]
        sizes = self.starts[ends + 1] - first
        before = np.concatenate(([0], np.cumsum(sizes)))
        found: NDArray[np.int64] = self.places[np.arange(before[-1]) + np.repeat(first - before[:-1], sizes)]
        return found


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
    def orders(self) -> dict[str, tuple[NDArray[np.float64], NDArray[np.intp]]]:
        """The orders that were asked for so far, by name: the events' keys, and their places in order."""
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
    def quad(self) -> NDArray[np.int8]:
        """PLOVER's quad class of each event, 1..4."""
        from newsledger.desk.asking.quads import quad_of

        return np.array([quad_of(kind) for kind in TYPES], np.int8)[self.type]

    def documents_of(self, chosen: Mask) -> int:
        """How many documents stand behind the events chosen."""
        return int(np.count_nonzero(self.documents.counts(chosen, self.pages)))

    @cached_property
    def story_at(self) -> dict[str, int]:
        return {story: place for place, story in enumerate(self.stories)}


def day_number(day: date | str | None) -> int:
    """The day's ordinal; 0 where there is none."""
    if day is None:
        return UNDATED
    return (date.fromisoformat(day[:10]) if isinstance(day, str) else day).toordinal()
