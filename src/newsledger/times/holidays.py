"""Holidays, days of a nation and anniversaries as expressions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from newsledger.records import TimeKind
from newsledger.times.anchors import EARLIER, PAGE, TEXT, Anchor, Direction, Resolved, unknown, whole
from newsledger.times.calendars import (
    DAY,
    UNKNOWN_VALUE,
    YEAR,
    easter,
    hijri_days,
    nth_weekday,
    orthodox_easter,
    precision_of,
    safe_date,
    value_of,
    whole_years_later,
)
from newsledger.times.intervals import Interval, moved_days
from newsledger.times.knowledge import Holiday, lunar_new_years, month_day


def holiday_dates(holiday: Holiday, year: int) -> tuple[Interval, ...]:
    """When the holiday falls in a year: usually once; the Islamic year can bring it twice or never."""
    found = (_spanned(first, holiday) for first in _first_days(holiday, year))
    return tuple(interval for interval in found if interval.days)


def _spanned(first: date, holiday: Holiday) -> Interval:
    return Interval(moved_days(first, -holiday.near), moved_days(first, holiday.span - 1 + holiday.near))


def _first_days(holiday: Holiday, year: int) -> Iterator[date]:
    if holiday.day:
        fixed = safe_date(year, *month_day(holiday.day))
        yield from [fixed] if fixed else []
    elif holiday.nth:
        yield nth_weekday(year, *holiday.nth)
    elif holiday.hijri:
        yield from sorted(day for one in holiday.hijri.split("|") for day in hijri_days(year, *month_day(one)))
    elif holiday.lunar is not None:
        yield from [lunar_new_years()[year]] if year in lunar_new_years() else []
    else:
        sunday = easter(year) if holiday.easter is not None else orthodox_easter(year)
        yield moved_days(sunday, holiday.easter or holiday.orthodox or 0) or sunday


@dataclass(frozen=True, slots=True)
class HolidayOf:
    """A holiday: of a stated year, or of the year that the verb or a word like "last" points to."""

    holiday: Holiday
    year: int | None = None
    step: int | None = None
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        year = self.year or (anchor.year_told if self.step is None else None)
        if year is not None:
            dates = holiday_dates(self.holiday, year)
            return self._resolved(dates[0], TEXT if self.year else EARLIER) if dates else None
        if anchor.now is None:
            day = self.holiday.day
            return unknown(f"XXXX-{day}" if day else UNKNOWN_VALUE, DAY)
        found = self._pointed(anchor.now, anchor.direction)
        return self._resolved(found, PAGE) if found else None

    def _pointed(self, now: date, direction: Direction) -> Interval | None:
        around = [i for y in (now.year - 1, now.year, now.year + 1) for i in holiday_dates(self.holiday, y)]
        begun = [i for i in around if i.start and i.start <= now]
        coming = [i for i in around if i.end and i.end >= now]
        if self.step == 0:
            return next((i for i in around if i.start and i.start.year == now.year), None)
        if self.step == 1 or (self.step is None and direction is Direction.FUTURE):
            return coming[0] if coming else None
        if self.step == -1 or direction is Direction.PAST:
            return begun[-1] if begun else None
        return min(begun[-1:] + coming[:1], key=lambda i: _apart(i, now), default=None)

    def _resolved(self, when: Interval, by: str) -> Resolved:
        return Resolved(value_of(when), when, precision_of(when), by, DAY)


def _apart(interval: Interval, now: date) -> int:
    return min(abs((end - now).days) for end in interval if end is not None)


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The n-th anniversary of what happened at a known time; its day where that is known to the day."""

    number: int
    of: Interval
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        start = self.of.start
        later = whole_years_later(start, self.number) if start else None
        if later is None:
            return None
        return whole(later, DAY if self.of.days == 1 else YEAR, TEXT)
