"""Days and months told without their year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from newsledger.records import Precision, TimeKind
from newsledger.times.anchors import EARLIER, PAGE, Anchor, Direction, Resolved, unknown, whole
from newsledger.times.calendars import (
    DAY,
    MONTH,
    safe_date,
)
from newsledger.times.expressions.base import Expression
from newsledger.times.knowledge import conventions


def nearest_year(month: int, day: int | None, anchor: Anchor) -> int | None:
    """The year of a month or day told without one, by the verb and the publication date."""
    if anchor.year_told is not None:
        return anchor.year_told
    if anchor.now is None:
        return None
    return _chosen(month, day, anchor.now, anchor.direction)


def _chosen(month: int, day: int | None, now: date, direction: Direction) -> int:
    here = (now.month, now.day) if day else (now.month,)
    there = (month, day) if day else (month,)
    past = now.year - (there > here)
    ahead = now.year + (there < here)
    back, on = _distance(past, month, day, now), _distance(ahead, month, day, now)
    rules = conventions()
    if direction is Direction.PAST:
        return ahead if back > rules.unlikely_days and on < rules.near_days else past
    if direction is Direction.FUTURE:
        return past if on > rules.unlikely_days and back < rules.near_days else ahead
    return past if back <= on else ahead


def _distance(year: int, month: int, day: int | None, now: date) -> int:
    there = safe_date(year, month, day or 1) or safe_date(year, month, 28)
    origin = now if day else now.replace(day=1)
    return abs((there - origin).days) if there else 10**6


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A month and a day, with no year of their own; a weekday stated with them tells years apart."""

    month: int
    day: int
    weekday: int | None = None
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        year = self._year(anchor)
        if year is None:
            leap_safe = safe_date(2000, self.month, self.day)
            return unknown(f"XXXX-{self.month:02d}-{self.day:02d}", DAY, Precision.DAY) if leap_safe else None
        day = safe_date(year, self.month, self.day)
        return whole(day, DAY, EARLIER if anchor.year_told else PAGE) if day else None

    def _year(self, anchor: Anchor) -> int | None:
        years_near = [nearest_year(self.month, self.day, anchor)]
        if anchor.year_told is not None:
            years_near.append(nearest_year(self.month, self.day, replace(anchor, year_told=None)))
        if anchor.now is not None:
            years_near += [anchor.now.year - 1, anchor.now.year, anchor.now.year + 1]
        return next((y for y in years_near if y and self._agrees(y)), None if self.weekday else years_near[0])

    def _agrees(self, year: int) -> bool:
        day = safe_date(year, self.month, self.day)
        return day is not None and self.weekday in (None, day.isoweekday())


@dataclass(frozen=True, slots=True)
class MonthOfYear:
    """A month with no year of its own, or with the year another expression gives."""

    month: int
    year_of: Expression | None = None
    step: int | None = None
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        year, by = self._year(anchor)
        if year is None:
            return unknown(f"XXXX-{self.month:02d}", MONTH, Precision.MONTH)
        day = safe_date(year, self.month, 1)
        return whole(day, MONTH, by) if day else None

    def _year(self, anchor: Anchor) -> tuple[int | None, str]:
        if self.year_of is not None:
            found = self.year_of.resolve(anchor)
            return (found.when.start.year, found.anchored_by) if found and found.when.start else (None, "")
        if self.step is not None and anchor.now:
            return self._stepped(anchor.now), PAGE
        return nearest_year(self.month, None, anchor), EARLIER if anchor.year_told else PAGE

    def _stepped(self, now: date) -> int:
        if self.step == 0:
            return now.year
        if self.step == 1:
            return now.year + (self.month <= now.month)
        return now.year - (self.month >= now.month)
