"""Stories: events of the same two parties without a long pause between them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from newsledger.linking.knowledge import weights
from newsledger.records import Event, Party, Story

_NAMES_SHOWN = 3


def stories(events: Iterable[Event]) -> tuple[Story, ...]:
    """Stories of at least two events, by first day. Undated events belong to none."""
    groups: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        pair = _pair(event)
        if pair and event.when.start:
            groups[pair].append(event)
    least = weights()["stories"]["least_events"]
    found = [_story(run) for pair in sorted(groups) for run in _runs(groups[pair]) if len(run) >= least]
    return tuple(sorted(found, key=lambda s: (s.start or date.min, s.story_id)))


def with_stories(events: Sequence[Event], found: Iterable[Story]) -> tuple[Event, ...]:
    """The events with the story of each."""
    home = {event: story.story_id for story in found for event in story.events}
    return tuple(replace(e, story_id=home.get(e.event_id)) for e in events)


def _pair(event: Event) -> tuple[str, str] | None:
    """The two countries, or where one country is all there is, the two parties, that the event is between."""
    actor, recipient = (_keys(side) for side in (event.actor, event.recipient))
    for one, two in ((a, b) for a in actor for b in recipient if a != b):
        return min(one, two), max(one, two)
    return None


def _keys(parties: Sequence[Party]) -> tuple[str, ...]:
    countries = [p.country for p in parties if p.country]
    return tuple(dict.fromkeys([*countries, *(p.id for p in parties if p.id)]))


def _runs(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Events in order of their days, cut where nothing happens for long."""
    run: list[Event] = []
    last = date.min
    for event in sorted(events, key=lambda e: (e.when.start or date.min, e.event_id)):
        start = event.when.start or date.min
        if run and (start - last).days > weights()["stories"]["gap_days"]:
            yield run
            run, last = [], date.min
        run.append(event)
        last = max(last, event.when.end or start)
    if run:
        yield run


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
