"""Time expressions before they are anchored: each knows how it resolves against an anchor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from newsledger.records import Precision, TimeKind
from newsledger.times.anchors import EARLIER, PAGE, TEXT, Anchor, Direction, Resolved, unknown, whole
from newsledger.times.calendars import (
    CENTURY,
    DAY,
    DECADE,
    MONTH,
    QUARTER,
    UNKNOWN_VALUE,
    WEEK,
    WEEKEND,
    YEAR,
    month_bounds,
    moved,
    nth_weekday,
    precision_of,
    safe_date,
    value_of,
    week_start,
    years,
)
from newsledger.times.intervals import NOWHEN, Interval, hull, moved_days
from newsledger.times.knowledge import conventions


class Expression(Protocol):
    """Anything that resolves to a TIMEX3 value; None where it is no valid time after all."""

    @property
    def kind(self) -> TimeKind: ...

    def resolve(self, anchor: Anchor) -> Resolved | None: ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """A calendar unit stated in full: the unit that holds the day."""

    day: date
    unit: str = DAY
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        return whole(self.day, self.unit)


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
class UnitStep:
    """A unit so many units from now (yesterday, last month, this week), or from the last date told."""

    unit: str
    step: int
    from_focus: bool = False
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        focus = self._focus(anchor)
        origin = focus or anchor.now
        # "The following day", told as past: later than something that the page does not date.
        adrift = self.from_focus and focus is None and self.step > 0 and anchor.direction is Direction.PAST
        if origin is None or adrift:
            return unknown(_X_VALUE.get(self.unit, UNKNOWN_VALUE), self.unit)
        day = moved(origin, self.unit, self.step)
        return whole(day, self.unit, EARLIER if focus else PAGE) if day else None

    def _focus(self, anchor: Anchor) -> date | None:
        if not self.from_focus or anchor.focus is None:
            return None
        when = anchor.focus.when
        return when.end if self.step > 0 else when.start


_X_VALUE = {
    DAY: UNKNOWN_VALUE,
    WEEK: "XXXX-WXX",
    WEEKEND: "XXXX-WXX-WE",
    MONTH: "XXXX-XX",
    QUARTER: "XXXX-QX",
    YEAR: "XXXX",
}


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


_SEVERAL = (2, 9)


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before or after now, or the last date told ("two days later")."""

    count: float | None
    unit: str
    sign: int
    from_focus: bool
    loose: bool = False
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        origin, by = self._origin(anchor)
        if self.count is None:
            return self._vague(origin, by)
        if origin is None or origin.start is None or origin.end is None:
            return unknown(UNKNOWN_VALUE, self.unit)
        there = Interval(*(moved(day, self.unit, self.sign * self.count) for day in (origin.start, origin.end)))
        return self._placed(origin, there, by) if there.days else None

    def _vague(self, origin: Interval | None, by: str) -> Resolved:
        """A few, several: between two and nine."""
        value = "PAST_REF" if self.sign < 0 else "FUTURE_REF"
        day = origin.start if origin and origin.days else None
        ends = [moved(day, self.unit, self.sign * n) for n in _SEVERAL] if day else []
        known = [e for e in ends if e is not None]
        when = Interval(min(known), max(known)) if len(known) == 2 else NOWHEN
        return Resolved(value, when, precision_of(when), by if when.days else "", self.unit)

    def _origin(self, anchor: Anchor) -> tuple[Interval | None, str]:
        if self.from_focus and anchor.focus and anchor.focus.when.days:
            return anchor.focus.when, EARLIER
        adrift = self.from_focus and self.sign > 0 and anchor.direction is Direction.PAST
        return (Interval(anchor.now, anchor.now), PAGE) if anchor.now and not adrift else (None, "")

    def _placed(self, origin: Interval, there: Interval, by: str) -> Resolved:
        if self.loose:
            between = hull([origin, there])
            return Resolved(value_of(there), between, precision_of(between), by, self.unit)
        if origin.days != 1 and self.unit in (DAY, WEEK):
            return Resolved(value_of(there), there, precision_of(there), by, self.unit)
        unit = {"S": DAY, "MIN": DAY, "H": DAY, "CE": DECADE, "MIL": CENTURY}.get(self.unit, self.unit)
        day = there.start or date.min
        return whole(day, unit, by)


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time: P3D, PT30M, PXY; ``sign`` -1 or 1 where it ends or starts now."""

    count: float | None
    unit: str
    sign: int = 0
    kind: TimeKind = TimeKind.DURATION

    @property
    def value(self) -> str:
        return length_value(self.count, self.unit)

    def resolve(self, anchor: Anchor) -> Resolved | None:
        when = self._when(anchor.now) if self.sign and anchor.now and self.count else NOWHEN
        return Resolved(self.value, when, precision_of(when), PAGE if when.days else "", self.unit)

    def _when(self, now: date) -> Interval:
        other = moved(now, self.unit, self.sign * (self.count or 0))
        if other is None:
            return NOWHEN
        return Interval(min(now, other), max(now, other))


_PERIOD = {
    "S": "T{}S",
    "MIN": "T{}M",
    "H": "T{}H",
    "FN": "{}W",
    "WE": "{}WE",
    "Q": "{}M",
    "DE": "{}Y",
    "CE": "{}Y",
    "MIL": "{}Y",
}
_FACTOR = {"FN": 2, "Q": 3, "DE": 10, "CE": 100, "MIL": 1000}


def length_value(count: float | None, unit: str) -> str:
    """TIMEX3 value of a duration; X for a vague count."""
    shown = "X" if count is None else f"{count * _FACTOR.get(unit, 1):.10g}"
    return "P" + _PERIOD.get(unit, "{}" + unit).format(shown)


@dataclass(frozen=True, slots=True)
class Valued:
    """A value that no anchor changes: sets and references."""

    value: str
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        present = self.value == "PRESENT_REF" and anchor.now
        when = Interval(anchor.now, anchor.now) if present else NOWHEN
        return Resolved(self.value, when, precision_of(when), PAGE if present else "")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bounds that are no unit of the calendar: seasons, fiscal years, halves, centuries."""

    value: str
    when: Interval
    precision: Precision = Precision.INTERVAL
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        return Resolved(self.value, self.when, self.precision, TEXT, YEAR)


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
