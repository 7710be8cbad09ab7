"""Calendar units: their bounds, their TIMEX3 values and moving between them.

Unit codes are those of the word list: D day, W week (ISO, Monday first), WE weekend, M
month, Q quarter, Y year, DE decade, CE century.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from newsledger.records import Precision
from newsledger.times.intervals import Interval, moved_days

DAY, WEEK, WEEKEND, MONTH, QUARTER, YEAR, DECADE, CENTURY = "D", "W", "WE", "M", "Q", "Y", "DE", "CE"
_MONTHS_IN = {MONTH: 1, QUARTER: 3, YEAR: 12, DECADE: 120, CENTURY: 1200, "MIL": 12000}
_DAYS_IN = {DAY: 1, WEEK: 7, WEEKEND: 7, "FN": 14}
PRECISION = {
    DAY: Precision.DAY,
    WEEK: Precision.WEEK,
    WEEKEND: Precision.WEEK,
    MONTH: Precision.MONTH,
    QUARTER: Precision.SEASON,
    YEAR: Precision.YEAR,
    DECADE: Precision.DECADE,
}
UNKNOWN_VALUE = "XXXX-XX-XX"


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def month_bounds(year: int, month: int) -> Interval:
    """First and last day of a month."""
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def years(first: int, last: int) -> Interval:
    """From New Year's Day of the first year to New Year's Eve of the last, within the calendar."""
    return Interval(date(max(first, MINYEAR), 1, 1), date(min(last, MAXYEAR), 12, 31))


def week_start(day: date) -> date:
    """The Monday of the day's ISO week."""
    return moved_days(day, -day.weekday()) or date.min


def _week(day: date) -> Interval:
    start = week_start(day)
    return Interval(start, moved_days(start, 6) or date.max)


def _weekend(day: date) -> Interval:
    start = week_start(day)
    return Interval(moved_days(start, 5) or date.max, moved_days(start, 6) or date.max)


def _quarter(day: date) -> Interval:
    first = 3 * ((day.month - 1) // 3) + 1
    return Interval(date(day.year, first, 1), month_bounds(day.year, first + 2).end)


def _span_years(day: date, size: int) -> Interval:
    first = day.year - day.year % size
    return years(first, first + size - 1)


def bounds(day: date, unit: str) -> Interval:
    """The unit that holds the day; a day itself for units shorter than a week."""
    if unit == WEEK or unit == "FN":
        return _week(day)
    if unit == WEEKEND:
        return _weekend(day)
    if unit == MONTH:
        return month_bounds(day.year, day.month)
    if unit == QUARTER:
        return _quarter(day)
    size = {YEAR: 1, DECADE: 10, CENTURY: 100, "MIL": 1000}.get(unit)
    return _span_years(day, size) if size else Interval(day, day)


def value(day: date, unit: str) -> str:
    """TIMEX3 value of the unit that holds the day."""
    iso_year, iso_week, _ = day.isocalendar()
    if unit in (WEEK, "FN", WEEKEND):
        return f"{iso_year:04d}-W{iso_week:02d}" + ("-WE" if unit == WEEKEND else "")
    year = f"{day.year:04d}"
    if unit == QUARTER:
        return f"{year}-Q{(day.month - 1) // 3 + 1}"
    cut = {MONTH: 7, YEAR: 4, DECADE: 3, CENTURY: 2, "MIL": 1}.get(unit, 10)
    return f"{year}-{day.month:02d}-{day.day:02d}"[:cut]


def moved(day: date, unit: str, count: float) -> date | None:
    """The day so many units on (months end early where they must); None outside the calendar."""
    if unit in _DAYS_IN:
        return moved_days(day, round(count * _DAYS_IN[unit])) if abs(count) < 4_000_000 else None
    if unit not in _MONTHS_IN:
        return _moved_clock(day, unit, count)
    month = day.year * 12 + day.month - 1 + round(count * _MONTHS_IN[unit])
    year, zero_based = divmod(month, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, zero_based + 1, min(day.day, monthrange(year, zero_based + 1)[1]))


def _moved_clock(day: date, unit: str, count: float) -> date | None:
    hours = count / {"H": 1, "MIN": 60, "S": 3600}.get(unit, 1)
    return moved_days(day, int(hours / 24)) if abs(hours) < 24 * 4_000_000 else None


def value_of(interval: Interval) -> str:
    """The finest TIMEX3 value that holds the whole interval."""
    start, end = interval
    if start is None or end is None:
        return UNKNOWN_VALUE
    for unit in (DAY, WEEK, MONTH, YEAR, DECADE):
        if bounds(start, unit).end == bounds(end, unit).end:
            return value(start, unit)
    return UNKNOWN_VALUE


def precision_of(interval: Interval) -> Precision:
    """How finely an interval is known, by its length."""
    days = interval.days
    if days is None:
        return Precision.UNKNOWN
    limits = ((1, Precision.DAY), (7, Precision.WEEK), (31, Precision.MONTH))
    return next((p for most, p in limits if days <= most), Precision.INTERVAL)


def whole_years_later(day: date, count: int) -> date | None:
    """The same day of a later year; 28 February stands in for a missing leap day."""
    return safe_date(day.year + count, day.month, day.day) or safe_date(day.year + count, day.month, 28)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The which-th such weekday (1 Monday .. 7 Sunday) of the month; -1 is the last."""
    first, last = month_bounds(year, month)
    assert first is not None and last is not None
    if which < 0:
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date:
    """Western Easter by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    m = (a + 11 * h) // 319
    r = (2 * (b % 4) + 2 * (c // 4) - c % 4 - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter: the Julian computus, moved to the Gregorian calendar (1900-2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def hijri_days(year: int, month: int, day: int) -> tuple[date, ...]:
    """Days of a Gregorian year on which a day of the tabular Islamic calendar falls."""
    nearest = int((year - 622) * 33 / 32)
    found = (_from_hijri(h, month, day) for h in range(nearest - 1, nearest + 3))
    return tuple(d for d in found if d.year == year)


def _from_hijri(year: int, month: int, day: int) -> date:
    elapsed = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    # Day 1 of the calendar, 16 July 622 (Julian), is day 227015 of the proleptic Gregorian count.
    return date.fromordinal(227014 + elapsed)
