"""Reads holidays, days of a nation and anniversaries out of their sentence."""

from __future__ import annotations

import re
from datetime import date

from newsledger.times.calendars import years
from newsledger.times.expressions import Expression, Part
from newsledger.times.grammar import Match
from newsledger.times.holidays import Anniversary, HolidayOf
from newsledger.times.knowledge import Holiday, country_words, known_event, known_events, national_days
from newsledger.times.lexing import holiday_of

# How far after "the 80th anniversary" the event it commemorates is looked for, in characters.
_REACH = 90
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_STEPS = ("last", "this", "next", "past", "coming", "previous", "following")


def _country_before(sentence: str, place: int) -> str | None:
    """The country word that stands nearest before the place, else the one right after "of"."""
    before = list(country_words().finditer(sentence, 0, place))
    if before:
        return re.sub(r"\s+", " ", before[-1][0].lower())
    after = country_words().search(sentence, place)
    return re.sub(r"\s+", " ", after[0].lower()) if after else None


def _national(match: Match, sentence: str) -> Holiday | None:
    lexeme = match.first("holiday")
    country = _country_before(sentence, lexeme.start) if lexeme else None
    if lexeme is None or country is None:
        return None
    kind = str(lexeme.meaning).removesuffix(" day")
    day = national_days()[country].get(kind)
    return Holiday((lexeme.text,), day=day) if day else None


def holiday(match: Match, sentence: str) -> Expression | None:
    """A holiday, or a day of the nation that the sentence names before it."""
    lexeme = match.first("holiday")
    found = holiday_of(lexeme) if lexeme else None
    found = found or _national(match, sentence)
    if found is None:
        return None
    base = HolidayOf(found, match.number("year"), match.number(*_STEPS))
    modifier = match.code("early", "mid", "late", "edge")
    return Part(base, modifier) if modifier else base


def anniversary(match: Match, sentence: str) -> Expression | None:
    """The anniversary of an event whose day is known, or whose year the words right after give."""
    number = match.number("ordinal", "number", "small", "yy", "int")
    after = sentence[match.end : match.end + _REACH]
    known = known_event(after, founding=True)
    if not number:
        return None
    return Anniversary(number, known.when) if known else _of_year(number, after)


def _of_year(number: int, after: str) -> Expression | None:
    """ "The 80th anniversary of the 1941 siege": of the one year that the words right after name."""
    stated = [int(y) for y in _YEAR.findall(re.split(r"[,;.]", after)[0])]
    return Anniversary(number, years(stated[0], stated[0])) if len(stated) == 1 else None


def known_day(match: Match, sentence: str) -> date | None:
    """The day of a known event that a month and day without a year are part of the name of: "the Sept. 11 attacks"."""
    month, day = match.number("month", "month_abbr"), match.number("small", "ordinal")
    for known in known_events():
        start = known.when.start
        if start is None or known.when.days != 1 or (start.month, start.day) != (month, day):
            continue
        spans = [m.span() for m in known.words[0].finditer(sentence)]
        if known.named_in(sentence) and any(a <= match.start and match.end <= b for a, b in spans):
            return start
    return None
