"""Calendar dates as pages write them: the shapes that need no knowledge of the language's grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from newsledger.records import Precision

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"

# One date, as a fragment for larger patterns; no named groups, so that it can stand twice.
DATE = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s*,?\s+(?:\d{{4}}|\d{{2}}\b)"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
).replace(_MONTH, f"(?i:{_MONTH})")

_WORDED = re.compile(rf"({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(\d{{4}})", re.IGNORECASE)
_WORDED_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\s*,?\s+(\d{{4}}|\d{{2}}\b)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?\d{4,6})?Z?")
_MONTH_ONLY = re.compile(r"(\d{4})-(\d\d)")
_YEAR_ONLY = re.compile(r"\d{4}")

# The first newspapers with dated telegraph copy; earlier years are misread numbers.
MIN_YEAR = 1900
MAX_YEAR = 2100
# Two-digit years below this are of this century.
_PIVOT = 50


@dataclass(frozen=True, slots=True)
class Day:
    """A date or a whole month or year: inclusive ends and how finely it is known."""

    start: date
    end: date
    precision: Precision


def day(year: int, month: int, number: int) -> Day | None:
    """One day, or None where the calendar or plausibility forbids it."""
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    try:
        exact = date(year, month, number)
    except ValueError:
        return None
    return Day(exact, exact, Precision.DAY)


def month(year: int, number: int) -> Day | None:
    first = day(year, number, 1)
    if first is None:
        return None
    after = date(year + number // 12, number % 12 + 1, 1)
    return Day(first.start, after - timedelta(days=1), Precision.MONTH)


def _month_number(word: str) -> int:
    # Folded, for a pattern that ignores case also takes the long s for an s.
    return _MONTHS.index(word[:3].casefold()) + 1


def _full_year(digits: str) -> int:
    number = int(digits)
    return number if len(digits) == 4 else number + (2000 if number < _PIVOT else 1900)


def find(text: str) -> Day | None:
    """The first calendar date in the text.

    Numeric dates that end with the year count only where one reading is possible.
    """
    shapes = ((_WORDED, _worded), (_WORDED_DAY_FIRST, _day_first), (_YEAR_FIRST, _year_first), (_YEAR_LAST, _year_last))
    hits = ((m.start(), read(m)) for shape, read in shapes if (m := shape.search(text)))
    good = [(at, found) for at, found in hits if found is not None]
    return min(good, key=lambda hit: hit[0])[1] if good else None


def _worded(m: re.Match[str]) -> Day | None:
    return day(int(m[3]), _month_number(m[1]), int(m[2]))


def _day_first(m: re.Match[str]) -> Day | None:
    return day(_full_year(m[3]), _month_number(m[2]), int(m[1]))


def _year_first(m: re.Match[str]) -> Day | None:
    return day(int(m[1]), int(m[2]), int(m[3]))


def _year_last(m: re.Match[str]) -> Day | None:
    a, b, year = int(m[1]), int(m[2]), int(m[3])
    if a == b or b > 12:
        return day(year, a, b)
    return day(year, b, a) if a > 12 else None


def parse(value: object) -> Day | None:
    """A date given as data: ISO forms, "19950101", "2020-02", "2020", epoch seconds, or words."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _number(value)
    text = str(value).strip()
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _year_first(compact)
    coarse = _MONTH_ONLY.fullmatch(text)
    if coarse:
        return month(int(coarse[1]), int(coarse[2]))
    if _YEAR_ONLY.fullmatch(text):
        return _year(int(text))
    return find(text[:200])


def _year(number: int) -> Day | None:
    first, last = day(number, 1, 1), day(number, 12, 31)
    return Day(first.start, last.end, Precision.YEAR) if first and last else None


def _number(value: float) -> Day | None:
    """YYYYMMDD, a year, or seconds or milliseconds since 1970 (UTC)."""
    if isinstance(value, int) and MIN_YEAR <= value <= MAX_YEAR:
        return _year(value)
    if isinstance(value, int) and 19_000_101 <= value <= 21_001_231:
        return parse(str(value))
    # Bounds first: a whole number of any length can be compared, and only a short one divided.
    if not 1e8 <= value <= 4e12:
        return None
    seconds = value / 1000 if value > 1e11 else value
    if not 1e8 <= seconds <= 4e9:
        return None
    moment = datetime.fromtimestamp(seconds, UTC)
    return day(moment.year, moment.month, moment.day)
