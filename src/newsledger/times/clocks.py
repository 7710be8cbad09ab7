"""Clock times and parts of the day, and the day that they stand with."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.times.calendars import DAY, safe_date
from newsledger.times.expressions import DayOfMonth, Expression, Fixed, UnitStep, Weekday
from newsledger.times.grammar import Match
from newsledger.times.lexing import Lexeme


def _number(lexemes: Sequence[Lexeme], *categories: str) -> int | None:
    return next((int(x.meaning) for x in lexemes if x.category in categories), None)


def point(lexemes: Sequence[Lexeme]) -> Expression | None:
    """The day that a month with a day, a weekday or a word like "today" names."""
    month = _number(lexemes, "month", "month_abbr")
    if month is not None:
        return _month_day(lexemes, month)
    weekday = _number(lexemes, "weekday")
    if weekday is not None:
        return Weekday(weekday, _number(lexemes, "last", "this", "next", "past", "coming", "previous", "following"))
    deictic = _number(lexemes, "deictic")
    return UnitStep(DAY, deictic) if deictic is not None else None


def _month_day(lexemes: Sequence[Lexeme], month: int) -> Expression | None:
    day, year = _number(lexemes, "small", "ordinal"), _number(lexemes, "year")
    short = _number(lexemes, "yy")
    year = 1900 + short if year is None and short is not None else year
    if year is None:
        weekday = _number(lexemes, "weekday", "weekday_abbr")
        return DayOfMonth(month, day or 0, weekday) if safe_date(2000, month, day or 0) else None
    whole = safe_date(year, month, day or 0)
    return Fixed(whole) if whole else None


def clock_suffix(match: Match) -> str | None:
    """The T part of the value: T17:30, T18:00Z, TMO; None where the digits are no time of day."""
    clock = _clock_lexeme(match)
    if clock is not None:
        return _clock(clock, match)
    noon = match.number("noon")
    if noon is not None:
        return f"T{noon:02d}:00"
    part = match.code("part", "tonight")
    return f"T{part}" if part else None


def _clock_lexeme(match: Match) -> Lexeme | None:
    clock = match.first("clock")
    if clock or not match.has("meridiem", "zone"):
        return clock
    places = [i for i, x in enumerate(match.lexemes) if x.category in ("meridiem", "zone") and i]
    return match.lexemes[places[0] - 1] if places else None


def _clock(clock: Lexeme, match: Match) -> str | None:
    digits = clock.text.replace(".", ":")
    if ":" not in digits and len(digits) >= 3:
        digits = f"{digits[:-2]}:{digits[-2:]}"
    hour, minute = ([int(p) for p in digits.split(":")] + [0])[:2] if digits.replace(":", "").isdigit() else (99, 0)
    half = match.number("meridiem")
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    if hour > 23 or minute > 59:
        return None
    zone = "Z" if match.code("zone") == "Z" and not match.has("sign") else ""
    return f"T{hour:02d}:{minute:02d}{zone}"


def has_minutes(suffix: str) -> bool:
    return suffix[1:2].isdigit()


def timed_base(match: Match) -> Expression | None:
    """The day of a clock time or part of the day; None where the context must give it."""
    days = [x for x in match.lexemes if x is not _clock_lexeme(match)]
    found = point(days)
    if found is not None:
        return found
    if match.has("tonight", "this"):
        return UnitStep(DAY, 0)
    if match.has("last"):
        return UnitStep(DAY, -1)
    step = match.number("following", "previous", "that", "same")
    return UnitStep(DAY, step, True) if step is not None else None
