"""Parts of a time that another expression names: early in it, at an hour of it, from it to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from newsledger.records import Precision, TimeKind
from newsledger.times.anchors import EARLIER, PAGE, Anchor, Resolved, unknown, whole
from newsledger.times.calendars import (
    DAY,
    MONTH,
    UNKNOWN_VALUE,
    YEAR,
    month_bounds,
    precision_of,
    years,
)
from newsledger.times.expressions.base import Expression
from newsledger.times.expressions.shifts import length_value
from newsledger.times.intervals import Interval
from newsledger.times.knowledge import conventions


@dataclass(frozen=True, slots=True)
class Part:
    """Early, mid or late in what another expression names: narrower bounds, the same value."""

    base: Expression
    modifier: str

    @property
    def kind(self) -> TimeKind:
        return self.base.kind

    def resolve(self, anchor: Anchor) -> Resolved | None:
        found = self.base.resolve(anchor)
        if found is None or found.when.start is None:
            return found
        when = part_of(found.when, found.unit, self.modifier)
        return replace(found, when=when, precision=precision_of(when) if when != found.when else found.precision)


def part_of(when: Interval, unit: str, modifier: str) -> Interval:
    """The early, middle or late share of a week, month, year or decade by convention."""
    name = {"M": "month", "Y": "year", "DE": "decade", "CE": "century", "W": "week"}.get(unit)
    start, end = when
    if name is None or start is None or end is None:
        return when
    first, last = conventions().parts[name][modifier]
    if name in ("month", "week"):
        return Interval(start + timedelta(days=first - 1), min(end, start + timedelta(days=last - 1)))
    if name == "year":
        return Interval(date(start.year, first, 1), month_bounds(start.year, last).end)
    return years(start.year + first, min(end.year, start.year + last))


@dataclass(frozen=True, slots=True)
class SinceStart:
    """Earlier or later in the unit that holds now: from its start to now, or from now to its end."""

    base: Expression
    sign: int
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        found = self.base.resolve(anchor)
        if found is None or anchor.now is None:
            return found
        start, end = found.when
        if start is None or end is None:
            return found
        if not start <= anchor.now <= end:
            return replace(found, when=part_of(found.when, found.unit, "early" if self.sign < 0 else "late"))
        when = Interval(start, anchor.now) if self.sign < 0 else Interval(anchor.now, end)
        return replace(found, when=when, precision=precision_of(when))


@dataclass(frozen=True, slots=True)
class Timed:
    """A clock time or part of the day on a day that another expression, or the context, names."""

    base: Expression | None
    suffix: str
    minute: bool
    kind: TimeKind = TimeKind.TIME

    def resolve(self, anchor: Anchor) -> Resolved | None:
        found = self.base.resolve(anchor) if self.base else self._context(anchor)
        if found is None:
            return None
        if found.unit != DAY or found.precision is not Precision.DAY:
            return Resolved(UNKNOWN_VALUE + self.suffix, found.when, found.precision, found.anchored_by)
        return replace(
            found, value=found.value + self.suffix, precision=Precision.MINUTE if self.minute else found.precision
        )

    def _context(self, anchor: Anchor) -> Resolved:
        if anchor.focus and anchor.focus.unit == DAY and len(anchor.focus.value) >= 10:
            return replace(anchor.focus, value=anchor.focus.value[:10], precision=Precision.DAY, anchored_by=EARLIER)
        return whole(anchor.now, DAY, PAGE) if anchor.now else unknown(UNKNOWN_VALUE)


@dataclass(frozen=True, slots=True)
class Range:
    """From one time to another: a duration with bounds."""

    first: Expression
    last: Expression
    unit: str
    kind: TimeKind = TimeKind.DURATION

    def resolve(self, anchor: Anchor) -> Resolved | None:
        first, last = self.first.resolve(anchor), self.last.resolve(anchor)
        if first is None or last is None:
            return None
        start, end = first.when.start, last.when.end
        if start is None or end is None:
            return unknown(length_value(None, self.unit), self.unit, Precision.INTERVAL)
        if start > end:
            return None
        return Resolved(
            self._length(start, last.when.start or end), Interval(start, end), Precision.INTERVAL, first.anchored_by
        )

    def _length(self, start: date, last: date) -> str:
        if self.unit == YEAR:
            return length_value(last.year - start.year, YEAR)
        if self.unit == MONTH:
            return length_value(12 * (last.year - start.year) + last.month - start.month, MONTH)
        return length_value((last - start).days, DAY)
