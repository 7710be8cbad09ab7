"""What each figure shows, counted from the events; drawing comes after."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from newsledger.coding.ontology import intensity, ontology
from newsledger.exporting.dyads import dyads
from newsledger.exporting.graphml import key_of
from newsledger.exporting.source import day_of
from newsledger.records import Event, Party

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


# Beyond eight years, months are too thin to see, and years are counted.
_MOST_MONTHS = 96


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbers by month or year, in order and without gaps: ``starts`` are first days, ``days`` their usual length.

    ``series`` holds a number for each step under each name.
    """

    starts: tuple[date, ...]
    days: int
    series: dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two parties by name: how many events join them, and the mean score of these, -10 to +10."""

    one: str
    two: str
    events: int
    score: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the number of events there, by quad class."""

    name: str
    lat: float
    lon: float
    quads: dict[int, int]


def by_quad(events: Iterable[Event]) -> Steps:
    """Events by time and quad class; those without a month are let go."""
    return _summed(tuple(QUADS.values()), [(QUADS[ontology()[e.type].quad], day, 1.0) for e, day in _dated(events)])


def scores(events: Iterable[Event], one: str, other: str) -> Steps:
    """What two did to each other over time, as sums of scores: cooperation above zero, conflict below.

    Each direction is a series, named "A → B"; a party is told by a name or a country code.
    """
    sides = {f"{one} → {other}": (one, other), f"{other} → {one}": (other, one)}
    told = [
        (name, day, intensity(event.type, event.modes))
        for event, day in _dated(events)
        for name, (doer, target) in sides.items()
        if _has(event.actor, doer) and _has(event.recipient, target)
    ]
    return _summed(tuple(sides), told)


def _summed(names: tuple[str, ...], told: list[tuple[str, date, float]]) -> Steps:
    """The numbers told under each name, summed by month, or by year where there are too many months."""
    yearly = bool(told) and _months(max(d for _, d, _ in told)) - _months(min(d for _, d, _ in told)) > _MOST_MONTHS
    held: dict[tuple[str, int], float] = defaultdict(float)
    for name, day, number in told:
        held[name, day.year if yearly else _months(day)] += number
    places = [place for _, place in held]
    steps = range(min(places), max(places) + 1) if places else range(0)
    starts = tuple(date(step, 1, 1) if yearly else date(step // 12, step % 12 + 1, 1) for step in steps)
    series = {name: tuple(held[name, step] for step in steps) for name in names}
    return Steps(starts, 365 if yearly else 30, series)


def _months(day: date) -> int:
    """Months since the year naught."""
    return day.year * 12 + day.month - 1


def ties(events: Iterable[Event], most: int) -> list[Tie]:
    """The pairs among the parties that take part in most, at most so many parties."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    names: dict[str, str] = {}
    for event in events:
        for one, two in _joined(event):
            names |= {key_of(one): one.name, key_of(two): two.name}
            first, second = sorted((key_of(one), key_of(two)))
            found[first, second].append(intensity(event.type, event.modes))
    kept = _busiest(found, most)
    return [
        Tie(names[one], names[two], len(each), round(sum(each) / len(each), 2))
        for (one, two), each in sorted(found.items())
        if one in kept and two in kept
    ]


def spots(events: Iterable[Event]) -> list[Spot]:
    """Places with a point, each by its most frequent name, by falling number of events."""
    found: dict[tuple[float, float], Counter[int]] = defaultdict(Counter)
    names: dict[tuple[float, float], Counter[str]] = defaultdict(Counter)
    for event in events:
        where = event.where
        if where is not None and where.lat is not None and where.lon is not None:
            found[where.lat, where.lon][ontology()[event.type].quad] += 1
            names[where.lat, where.lon][where.name] += 1
    made = [Spot(_usual(names[at]), *at, dict(quads)) for at, quads in found.items()]
    return sorted(made, key=lambda spot: (-sum(spot.quads.values()), spot.name))


def _usual(names: Counter[str]) -> str:
    """The name that most events give a place; pages write one town in several ways."""
    return min(names, key=lambda name: (-names[name], name))


def _dated(events: Iterable[Event]) -> Iterator[tuple[Event, date]]:
    for event in events:
        day = day_of(event.when)
        if day is not None:
            yield event, day


def _has(parties: Iterable[Party], wanted: str) -> bool:
    words = wanted.casefold().split()
    return any(party.country == wanted or all(word in party.name.casefold() for word in words) for party in parties)


def _joined(event: Event) -> Iterator[tuple[Party, Party]]:
    for dyad in dyads(event):
        if dyad.actor and dyad.recipient and key_of(dyad.actor) != key_of(dyad.recipient):
            yield dyad.actor, dyad.recipient


def _busiest(found: dict[tuple[str, str], list[float]], most: int) -> set[str]:
    counted: Counter[str] = Counter()
    for pair, events in found.items():
        counted.update(dict.fromkeys(pair, len(events)))
    return set(sorted(counted, key=lambda key: (-counted[key], key))[:most])
