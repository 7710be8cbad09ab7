"""Reads holidays, days of a nation and anniversaries out of their sentence."""

from __future__ import annotations

import re

from newsledger.times.expressions import Expression, Part
from newsledger.times.grammar import Match
from newsledger.times.holidays import Anniversary, HolidayOf
from newsledger.times.knowledge import Holiday, country_words, known_event, national_days
from newsledger.times.lexing import holiday_of

# How far after "the 80th anniversary" the event it commemorates is looked for, in characters.
_REACH = 90
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
    known = known_event(sentence[match.end : match.end + _REACH], founding=True)
    return Anniversary(number, known.when) if known and number else None
