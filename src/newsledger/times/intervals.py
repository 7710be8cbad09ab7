"""Arithmetic on inclusive intervals of days, either end of which may be unknown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple


class Interval(NamedTuple):
    """First and last day, both inclusive; None where that end is unknown."""

    start: date | None
    end: date | None

    @property
    def days(self) -> int | None:
        """How many days it holds, or None where an end is unknown."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1


NOWHEN = Interval(None, None)


def moved_days(day: date, days: int) -> date | None:
    """The day so many days on, or None outside the calendar's years."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def widen(interval: Interval, days: int) -> Interval:
    """The interval with so many days more on each known end."""
    start = interval.start and moved_days(interval.start, -days)
    return Interval(start, interval.end and moved_days(interval.end, days))


def intersect(first: Interval, second: Interval) -> Interval | None:
    """What two intervals share; None where they are apart. An unknown end does not bound."""
    starts = [s for s in (first.start, second.start) if s is not None]
    ends = [e for e in (first.end, second.end) if e is not None]
    shared = Interval(max(starts, default=None), min(ends, default=None))
    empty = shared.start is not None and shared.end is not None and shared.start > shared.end
    return None if empty else shared


def contains(outer: Interval, inner: Interval) -> bool:
    """Whether every day of ``inner`` lies in ``outer``; False where ``inner`` lacks an end."""
    if inner.start is None or inner.end is None:
        return False
    return (outer.start is None or outer.start <= inner.start) and (outer.end is None or inner.end <= outer.end)


def overlaps_days(first: Interval, second: Interval) -> int:
    """How many days two bounded intervals share; 0 where either lacks an end."""
    if first.days is None or second.days is None:
        return 0
    shared = intersect(first, second)
    return (shared.days or 0) if shared else 0


def hull(intervals: Iterable[Interval]) -> Interval:
    """The least interval that holds them all; an end that one lacks stays unknown."""
    held = list(intervals)
    if not held:
        return NOWHEN
    starts, ends = [i.start for i in held], [i.end for i in held]
    start = min(s for s in starts if s is not None) if None not in starts else None
    end = max(e for e in ends if e is not None) if None not in ends else None
    return Interval(start, end)
