"""From what the grammar matched to expressions: one reading a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsledger.records import TimeKind
from newsledger.times.calendars import CENTURY, DAY, DECADE, MONTH, WEEK, YEAR, safe_date, years
from newsledger.times.clocks import clock_suffix, has_minutes, point, timed_base
from newsledger.times.expressions import (
    Expression,
    Fixed,
    Length,
    MonthOfYear,
    NthWeek,
    NthWeekday,
    Part,
    Shift,
    SinceStart,
    Stretch,
    Timed,
    UnitStep,
    Valued,
    Weekday,
    Weekend,
)
from newsledger.times.grammar import Match
from newsledger.times.numerals import amount, amount_lexemes
from newsledger.times.occasions import anniversary, holiday, known_day
from newsledger.times.seasons import FiscalYear, QuarterOf, Season

Reading = Callable[[Match, str], Expression | None]
STEP = ("last", "this", "next", "past", "coming", "previous", "following", "same", "that")
_FROM_FOCUS = ("previous", "following", "same", "that")
_UNITS = ("unit", "century", "units", "quarter", "quarters")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression with its place in the sentence."""

    expression: Expression
    start: int
    end: int


def _fixed(year: int | None, month: int | None, day: int | None, unit: str = DAY) -> Fixed | None:
    whole = safe_date(year or 0, month or 1, day or 1)
    return Fixed(whole, unit) if whole else None


def _modified(match: Match, base: Expression | None) -> Expression | None:
    modifier = match.code("early", "mid", "late", "edge")
    half = match.first("ordinal") if match.has("half") and not match.has("month", "century") else None
    if half is not None:
        modifier = "early" if half.meaning == 1 else "late"
    return Part(base, modifier) if base and modifier else base


def _iso(match: Match, sentence: str) -> Expression | None:
    text = match.lexemes[0].text
    year, month, day = (int(p) for p in text[:10].split("-"))
    fixed = _fixed(year, month, day)
    return Timed(fixed, text[10:], True) if fixed and len(text) > 10 else fixed


def _slashed(match: Match, sentence: str) -> Expression | None:
    parts = [int(p) for p in match.lexemes[0].text.replace(".", "/").split("/")]
    if parts[0] > 31:
        return _fixed(parts[0], parts[1], parts[2])
    first, second, year = parts
    year += 0 if year > 99 else 1900 if year > 68 else 2000
    day_first = second <= 12 and (first > 12 or "." in match.lexemes[0].text)
    month, day = (second, first) if day_first else (first, second)
    return _fixed(year, month, day)


def _full_date(match: Match, sentence: str) -> Expression | None:
    return point(match.lexemes)


def _day_month(match: Match, sentence: str) -> Expression | None:
    known = known_day(match, sentence)
    return Fixed(known) if known else point(match.lexemes)


def _month_year(match: Match, sentence: str) -> Expression | None:
    return _modified(match, _fixed(match.number("year"), match.number("month", "month_abbr"), 1, MONTH))


def _month_of(match: Match, sentence: str) -> Expression | None:
    step, unit = match.number(*STEP), match.code("unit")
    if unit != YEAR or step is None:
        return None
    return _modified(match, MonthOfYear(match.number("month", "month_abbr") or 0, _unit_step(match, YEAR)))


def _unit_step(match: Match, unit: str) -> UnitStep:
    told = match.has(*_FROM_FOCUS) or (match.has("next") and unit == DAY)
    return UnitStep(unit, match.number(*STEP) or 0, told, match.has("next") and match.has("the"))


def _season(match: Match, sentence: str) -> Expression | None:
    code = match.code("season", "fall") or ""
    year_of = _unit_step(match, YEAR) if match.has("unit") else None
    return Season(code, match.number("year"), match.number(*STEP), year_of)


def _fiscal(match: Match, sentence: str) -> Expression | None:
    code, found = match.code("fiscal", "school") or "", match.all("year")
    if found:
        two = len(match.all("year", "yy", "small")) > 1
        return FiscalYear(code, int(found[0].meaning), spanning=two)
    step = match.number(*STEP)
    return _modified(match, FiscalYear(code, None, step or 0))


def _year_of(match: Match) -> Expression | None:
    year = match.number("year")
    if year is not None:
        return _fixed(year, 1, 1, YEAR)
    return _unit_step(match, YEAR) if match.has(*STEP) else None


def _quarter(match: Match, sentence: str) -> Expression | None:
    number = match.number("qn", "ordinal")
    return QuarterOf(number, False, _year_of(match)) if number else None


def _half_year(match: Match, sentence: str) -> Expression | None:
    unit = match.code("unit")
    if match.has("year") or unit == YEAR:
        return QuarterOf(match.number("ordinal") or 0, True, _year_of(match))
    return _modified(match, _unit_step(match, unit or DAY)) if match.has(*STEP) else None


def _decade(match: Match, sentence: str) -> Expression | None:
    first = match.number("decade") or 0
    # "The 1800s" are a century; "the 2000s" so far are mostly ten years.
    century = first % 100 == 0 and first < 2000
    return _modified(match, _fixed(first, 1, 1, CENTURY if century else DECADE))


def _century(match: Match, sentence: str) -> Expression | None:
    number = match.number("ordinal") or 0
    if not 1 <= number <= 30:
        return None
    base = Stretch(f"{number - 1:02d}", years(100 * (number - 1), 100 * number - 1))
    modifier = match.code("early", "mid", "late", "edge")
    start = base.when.start
    return Part(Fixed(start, CENTURY), modifier) if modifier and start else base


def _day_from(match: Match, sentence: str) -> Expression | None:
    sign = match.number("before", "after") or 0
    return UnitStep(DAY, (match.number("deictic") or 0) + sign) if match.code("unit") == DAY else None


def _month_named(match: Match) -> Expression | None:
    month, year = match.number("month", "month_abbr") or 0, match.number("year")
    return _fixed(year, month, 1, MONTH) if year else MonthOfYear(month)


def _nth_weekday(match: Match, sentence: str) -> Expression | None:
    month = _month_named(match)
    return NthWeekday(month, match.number("weekday") or 0, match.number("ordinal", "last") or 1) if month else None


def _nth_week(match: Match, sentence: str) -> Expression | None:
    month, which = _month_named(match), match.number("ordinal", "last") or 1
    return NthWeek(month, which) if month and match.code("unit") == WEEK and which <= 5 else None


def _deictic(match: Match, sentence: str) -> Expression | None:
    return UnitStep(DAY, match.number("deictic") or 0)


def _weekday(match: Match, sentence: str) -> Expression | None:
    day, step = match.number("weekday") or 0, match.number(*STEP)
    if match.code("unit") == WEEK:
        return Weekday(day, week=step)
    return Weekday(day, step, from_focus=match.has(*_FROM_FOCUS)) if not match.has("unit") else None


def _weekdays(match: Match, sentence: str) -> Expression | None:
    day = match.number("weekday", "weekdays")
    return Valued(f"XXXX-WXX-{day}" if day else "XXXX-WXX-WE", TimeKind.SET)


def _weekend(match: Match, sentence: str) -> Expression | None:
    if match.has("that", "following", "previous"):
        return UnitStep("WE", match.number("that", "following", "previous") or 0, True)
    return Weekend(match.number("last", "this", "next", "past", "coming") or 0)


def _window(match: Match, sentence: str) -> Expression | None:
    sign = match.number(*STEP) or 0
    return Length(amount(match.lexemes), match.code(*_UNITS) or DAY, sign)


def _recent(match: Match, sentence: str) -> Expression | None:
    sign = match.number("recent", "past", "last", "coming", "these") or 0
    return Valued({-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[sign])


def _unit(match: Match, sentence: str) -> Expression | None:
    unit = match.code("unit", "quarter", "century") or DAY
    if match.has("past") or (match.has("last") and match.has("the") and unit in (DECADE, CENTURY)):
        return Length(1, unit, -1)
    if unit in ("S", "MIN", "H") or (unit == DAY and not match.has(*_FROM_FOCUS, "next")):
        return None
    sign = match.number("earlier", "later")
    base = _unit_step(match, unit)
    return SinceStart(base, sign) if sign else _modified(match, base)


def _shift(match: Match, sentence: str) -> Expression | None:
    unit = match.code(*_UNITS) or DAY
    sign = match.number("ago", "earlier", "later", "before", "after") or (1 if match.has("now") else 0)
    from_now = match.has("ago", "now")
    bare = not amount_lexemes(match.lexemes)
    if bare and match.has("units", "quarters"):
        return Shift(None, unit, sign, not from_now)
    if bare and match.following() is not None and match.following().category not in ("comma", "dot", "other"):  # type: ignore[union-attr]
        return None
    if bare:
        return UnitStep(unit, sign, True)
    if match.has("before", "after") and not _closed(match):
        return None
    loose = match.has("more") and any(x.text.lower() in ("less", "fewer") for x in match.all("more"))
    return Shift(amount(match.lexemes), unit, sign, not from_now, loose)


def _closed(match: Match) -> bool:
    """Nothing follows that "after" or "before" could govern."""
    following = match.following()
    return following is None or following.category in ("comma", "dot", "close") or following.text == ";"


def _often(match: Match, sentence: str) -> Expression | None:
    value = match.code("often")
    if value:
        return Valued(value, TimeKind.SET)
    unit = match.code(*_UNITS) or DAY
    count = 2 if match.has("other") else match.number("ordinal") or amount(match.all("number", "small", "vague")) or 1
    return Length(count, unit, kind=TimeKind.SET)


def _length(match: Match, sentence: str) -> Expression | None:
    count = amount(match.lexemes) if amount_lexemes(match.lexemes) else (1 if match.has("unit") else None)
    unit = match.code(*_UNITS) or DAY
    return Length(count, unit)


def _month_alone(match: Match, sentence: str) -> Expression | None:
    month = match.number("month", "month_abbr") or 0
    return _modified(match, MonthOfYear(month, step=match.number(*STEP)))


def _year_alone(match: Match, sentence: str) -> Expression | None:
    return _modified(match, _fixed(match.number("year"), 1, 1, YEAR))


def _reference(match: Match, sentence: str) -> Expression | None:
    if match.has("future"):
        return Valued("FUTURE_REF")
    if match.has("past"):
        return Valued("PAST_REF")
    return Valued(match.code("present", "formerly", "now", "moment") or "PRESENT_REF")


def _timed(match: Match, sentence: str) -> Expression | None:
    suffix = clock_suffix(match)
    return Timed(timed_base(match), suffix, has_minutes(suffix)) if suffix else None


READINGS: Mapping[str, Reading] = {
    "iso": _iso,
    "slashed": _slashed,
    "timed": _timed,
    "full_date": _full_date,
    "month_of": _month_of,
    "month_year": _month_year,
    "day_month": _day_month,
    "season": _season,
    "fiscal": _fiscal,
    "quarter": _quarter,
    "half_year": _half_year,
    "decade": _decade,
    "century": _century,
    "anniversary": anniversary,
    "holiday": holiday,
    "day_from": _day_from,
    "deictic": _deictic,
    "nth_weekday": _nth_weekday,
    "nth_week": _nth_week,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "weekend": _weekend,
    "window": _window,
    "recent": _recent,
    "unit": _unit,
    "shift": _shift,
    "often": _often,
    "length": _length,
    "month_alone": _month_alone,
    "year_alone": _year_alone,
    "reference": _reference,
}
