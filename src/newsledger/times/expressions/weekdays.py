"""Days of the week, weeks of a month, weekends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from newsledger.records import Precision, TimeKind
from newsledger.times.anchors import EARLIER, PAGE, Anchor, Direction, Resolved, unknown, whole
from newsledger.times.calendars import (
    DAY,
    WEEKEND,
    nth_weekday,
    week_start,
)
from newsledger.times.expressions.base import Expression
from newsledger.times.intervals import Interval, moved_days


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week; ``step`` is -1 last, 0 this, 1 next; ``week`` counts whole weeks instead."""

    weekday: int
    step: int | None = None
    week: int | None = None
    from_focus: bool = False
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        focus = anchor.focus.when.start if self.from_focus and anchor.focus else None
        now = focus or anchor.now
        if now is None:
            return unknown(f"XXXX-WXX-{self.weekday}", DAY, Precision.DAY)
        day = self._from(now, anchor.direction)
        return whole(day, DAY, EARLIER if focus else PAGE) if day else None

    def _from(self, now: date, direction: Direction) -> date | None:
        if self.week is not None or self.step == 0:
            here = moved_days(week_start(now), 7 * (self.week or 0) + self.weekday - 1)
            over = self.week is None and direction is Direction.FUTURE and here is not None and here < now
            return moved_days(here, 7) if here and over else here
        back = (now.isoweekday() - self.weekday) % 7
        if self.step == -1:
            return moved_days(now, -(back or 7))
        if self.step == 1:
            return moved_days(now, 7 - back)
        if direction is Direction.FUTURE:
            return moved_days(now, (7 - back) % 7)
        return moved_days(now, -back)


@dataclass(frozen=True, slots=True)
class WeekdayAfter:
    """The first such day of the week after another day: the end of "Friday to Sunday"."""

    first: Expression
    weekday: int
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        found = self.first.resolve(anchor)
        if found is None or found.when.start is None:
            return unknown(f"XXXX-WXX-{self.weekday}", DAY, Precision.DAY)
        start = found.when.start
        day = moved_days(start, (self.weekday - start.isoweekday()) % 7)
        return whole(day, DAY, found.anchored_by) if day else None


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The which-th such weekday of a month: "the first Monday of September"; -1 is the last."""

    month: Expression
    weekday: int
    which: int
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        found = self.month.resolve(anchor)
        if found is None or found.when.start is None:
            return unknown(f"XXXX-WXX-{self.weekday}", DAY, Precision.DAY)
        month = found.when.start
        day = nth_weekday(month.year, month.month, self.weekday, self.which)
        return whole(day, DAY, found.anchored_by) if day.month == month.month else None


@dataclass(frozen=True, slots=True)
class NthWeek:
    """The which-th seven days of a month: "the second week of March"; -1 is the last."""

    month: Expression
    which: int
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        found = self.month.resolve(anchor)
        if found is None or found.when.start is None or found.when.end is None:
            return found
        start, end = found.when.start, found.when.end
        first = end - timedelta(days=6) if self.which < 0 else start + timedelta(days=7 * (self.which - 1))
        if first > end:
            return None
        return replace(found, when=Interval(first, min(end, first + timedelta(days=6))), precision=Precision.WEEK)


@dataclass(frozen=True, slots=True)
class Weekend:
    """A weekend: ``step`` -1 last, 1 next, 0 the one that the verb points to."""

    step: int
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        if anchor.now is None:
            return unknown("XXXX-WXX-WE", WEEKEND)
        back = self.step == -1 or (self.step == 0 and anchor.direction is not Direction.FUTURE)
        inside = anchor.now.isoweekday() >= 6
        weeks = (-1 if back and not (inside and self.step == 0) else 0) + (1 if self.step == 1 and inside else 0)
        day = moved_days(anchor.now, 7 * weeks)
        return whole(day, WEEKEND, PAGE) if day else None
