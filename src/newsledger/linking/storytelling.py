"""Stories: events of the same two parties, or of one country in one place, without a long pause between them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from newsledger.linking.knowledge import weights
from newsledger.records import Event, PlacePrecision, Story

_NAMES_SHOWN = 3
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})


def stories(events: Iterable[Event]) -> tuple[Story, ...]:
    """Stories of at least two events, by first day. Undated events belong to none."""
    groups: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        home = _home(event)
        if home and event.when.start:
            groups[home].append(event)
    least = weights()["stories"]["least_events"]
    found = [_story(run) for home in sorted(groups) for run in _runs(groups[home]) if len(run) >= least]
    return tuple(sorted(found, key=lambda s: (s.start or date.min, s.story_id)))


def with_stories(events: Sequence[Event], found: Iterable[Story]) -> tuple[Event, ...]:
    """The events with the story of each."""
    home = {event: story.story_id for story in found for event in story.events}
    return tuple(replace(e, story_id=home.get(e.event_id)) for e in events)


def _home(event: Event) -> tuple[str, str] | None:
    """What the event shares with others of its story.

    Its two countries; where it has one, its two parties, or else the country and the place.
    """
    parties = (*event.actor, *event.recipient)
    countries = tuple(dict.fromkeys(p.country for p in parties if p.country))
    if len(countries) > 1:
        return _ordered(*_across(event, countries))
    ids = tuple(dict.fromkeys(p.id for p in parties if p.id))
    if len(ids) > 1:
        return _ordered(ids[0], ids[1])
    if countries and event.where is not None and event.where.precision not in _WIDE:
        return countries[0], f"in {event.where.admin1 or event.where.name}"
    return None


def _across(event: Event, countries: Sequence[str]) -> tuple[str, str]:
    """The first country of each side; of an event with one side, its first two."""
    sides = ([p.country for p in side if p.country] for side in (event.actor, event.recipient))
    actor, recipient = sides
    apart = ((a, b) for a in actor for b in recipient if a != b)
    return next(apart, (countries[0], countries[1]))


def _ordered(one: str, two: str) -> tuple[str, str]:
    return min(one, two), max(one, two)


def _runs(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Events in order of their days, cut where nothing happens for long, and where a run grows too long."""
    run: list[Event] = []
    last = date.min
    for event in sorted(events, key=lambda e: (_first(e), e.event_id)):
        if run and (_first(event) - last).days > weights()["stories"]["gap_days"]:
            yield from _cut(run)
            run, last = [], date.min
        run.append(event)
        last = max(last, event.when.end or _first(event))
    if run:
        yield from _cut(run)


def _first(event: Event) -> date:
    return event.when.start or date.min


def _cut(run: list[Event]) -> Iterator[list[Event]]:
    """The run in parts of at most some months, each cut at the longest pause between first days."""
    waiting = [run]
    while waiting:
        part = waiting.pop()
        if (_first(part[-1]) - _first(part[0])).days <= weights()["stories"]["most_days"]:
            yield part
            continue
        at = max(range(1, len(part)), key=lambda i: ((_first(part[i]) - _first(part[i - 1])).days, -i))
        waiting += [part[at:], part[:at]]


def _story(run: Sequence[Event]) -> Story:
    starts = [e.when.start for e in run if e.when.start]
    ends = [e.when.end or e.when.start for e in run if e.when.end or e.when.start]
    told = [e.first_reported for e in run if e.first_reported]
    start, end = min(starts, default=None), max((d for d in ends if d), default=None)
    actors = tuple(name for name, _ in _names(run))
    return Story(
        story_id="s" + hashlib.sha256(min(e.event_id for e in run).encode()).hexdigest()[:16],
        title=_title(run, actors, start, end),
        events=tuple(e.event_id for e in run),
        actors=actors,
        start=start,
        end=end,
        first_reported=min(told, default=None),
        last_reported=max(told, default=None),
        countries=tuple(sorted({p.country for e in run for p in (*e.actor, *e.recipient) if p.country})),
        reports=sum(len(e.reports) for e in run),
    )


def _names(run: Sequence[Event]) -> list[tuple[str, int]]:
    tally = Counter(name for e in run for name in {p.name for p in (*e.actor, *e.recipient) if p.id or p.country})
    return sorted(tally.items(), key=lambda kv: (-kv[1], kv[0]))


def _title(run: Sequence[Event], actors: Sequence[str], start: date | None, end: date | None) -> str:
    kinds = Counter((e.modes[0] if e.modes else e.type.value.lower()) for e in run)
    what = ", ".join(f"{n} {k}" if n > 1 else k for k, n in sorted(kinds.items(), key=lambda kv: (-kv[1], kv[0]))[:3])
    return f"{', '.join(actors[:_NAMES_SHOWN])}: {what} ({_period(start, end)})"


def _period(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return "undated"
    return f"{start}" if start == end else f"{start} to {end}"
