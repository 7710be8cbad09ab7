"""Ranges: from one day, month, year or weekday to another, with both ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from newsledger.times.calendars import DAY, MONTH, YEAR, safe_date
from newsledger.times.clocks import point
from newsledger.times.expressions import DayOfMonth, Expression, Fixed, MonthOfYear, Range, Weekday, WeekdayAfter
from newsledger.times.grammar import Match
from newsledger.times.lexing import Lexeme
from newsledger.times.readings import Found

_JOINTS = ("to", "dash", "and")


def _found(unit: str, ends: Sequence[tuple[Expression | None, Lexeme, Lexeme]], match: Match) -> list[Found]:
    """The range over the whole match, then each end over its own lexemes."""
    parts = [Found(e, first.start, last.end) for e, first, last in ends if e is not None]
    if len(parts) != 2:
        return []
    return [Found(Range(parts[0].expression, parts[1].expression, unit), match.start, match.end), *parts]


def _joint(match: Match) -> int:
    return max(i for i, x in enumerate(match.lexemes) if x.category in _JOINTS)


def _dated(year: int | None, month: int, day: int) -> Expression | None:
    if year is None:
        return DayOfMonth(month, day) if safe_date(2000, month, day) else None
    whole = safe_date(year, month, day)
    return Fixed(whole) if whole else None


def range_of_days(match: Match) -> list[Found]:
    """Days of one month: "September 10 through 13", "10-13 September 2023"."""
    month, year = match.number("month", "month_abbr") or 0, match.number("year")
    first, last = match.all("small", "ordinal")[:2]
    named = match.first("month", "month_abbr") or first
    left, right = (named, first) if named.start < first.start else (first, first)
    final = match.lexemes[-1] if named.start > last.start else last
    ends = [
        (_dated(year, month, int(first.meaning)), left, right),
        (_dated(year, month, int(last.meaning)), last, final),
    ]
    return _found(DAY, ends, match)


def _halves(match: Match) -> tuple[list[Lexeme], list[Lexeme]]:
    joint = _joint(match)
    left = [x for x in match.lexemes[:joint] if x.category not in ("from", "between")]
    return left, list(match.lexemes[joint + 1 :])


def range_of_dates(match: Match) -> list[Found]:
    """Two dates in full: "from May 30 to June 2, 2012"; the first takes the second's year where it lacks one."""
    left, right = _halves(match)
    year = next((x for x in right if x.category == "year"), None)
    shared = left if year is None or any(x.category in ("year", "yy") for x in left) else [*left, year]
    return _found(DAY, [(point(shared), left[0], left[-1]), (point(right), right[0], right[-1])], match)


def range_of_months(match: Match) -> list[Found]:
    """Two months: "between May and August 2010"."""
    left, right = _halves(match)
    shared = next((int(x.meaning) for x in right if x.category == "year"), None)
    ends = [(_month(half, shared), half[0], half[-1]) for half in (left, right)]
    return _found(MONTH, ends, match)


def _month(half: Sequence[Lexeme], shared: int | None) -> Expression | None:
    month = next(int(x.meaning) for x in half if x.category in ("month", "month_abbr"))
    year = next((int(x.meaning) for x in half if x.category == "year"), shared)
    if year is None:
        return MonthOfYear(month)
    day = safe_date(year, month, 1)
    return Fixed(day, MONTH) if day else None


def range_of_years(match: Match) -> list[Found]:
    """Two years: "between 1950 and 1953", "2009-10"."""
    left, right = _halves(match)
    first, last = int(left[-1].meaning), int(right[0].meaning)
    last += first - first % 100 if last < 100 else 0
    days = [safe_date(year, 1, 1) for year in (first, last)]
    ends = [
        (Fixed(day, YEAR) if day else None, half[0], half[-1]) for day, half in zip(days, (left, right), strict=True)
    ]
    return _found(YEAR, ends, match) if first < last else []


def range_of_weekdays(match: Match) -> list[Found]:
    """Two weekdays: "Monday through Friday"."""
    first, last = match.all("weekday")
    start = Weekday(int(first.meaning))
    return _found(DAY, [(start, first, first), (WeekdayAfter(start, int(last.meaning)), last, last)], match)


RANGES: Mapping[str, Callable[[Match], list[Found]]] = {
    "range_of_days": range_of_days,
    "range_of_dates": range_of_dates,
    "range_of_months": range_of_months,
    "range_of_years": range_of_years,
    "range_of_weekdays": range_of_weekdays,
}
