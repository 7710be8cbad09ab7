"""Whether what the grammar matched is a time where it stands: names, verbs and counts are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from newsledger.times.grammar import Match
from newsledger.times.knowledge import conventions
from newsledger.times.lexing import Lexeme

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

TokenAt = Callable[[int], "Token | None"]
_VERBAL = frozenset(("MD", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG"))
_OWNERS = frozenset(("his", "her", "their", "its", "my", "our", "your", "whose"))
_DURING = frozenset(("in", "over", "during", "by", "since", "until"))
_CURRENCY = frozenset("$£€¥#")
# The first years that a bare figure is taken for without a preposition before it.
_MODERN = range(1900, 2100)


def _led(match: Match, words: frozenset[str]) -> bool:
    """The word before the match is one of these."""
    previous = match.previous()
    return previous is not None and previous.text.lower() in words


def _capitalised(match: Match) -> bool:
    return all(x.text[0].isupper() for x in match.all("month", "month_abbr", "weekday_abbr"))


def _month(match: Match, at: TokenAt) -> bool:
    month = match.first("month", "month_abbr")
    if month is None or month.text.lower() not in conventions().ambiguous_months:
        return True
    token = at(month.start)
    if token is None or token.tag_ in _VERBAL:
        return False
    following = match.following()
    if len(match.lexemes) == 1 and token.is_sent_start and following is not None and following.category == "on":
        return False  # "March on the capital", said to a crowd
    if len(match.lexemes) > 1 or _led(match, conventions().before_month):
        return True
    said = token.dep_ == "nsubj" and token.head.lemma_ in conventions().saying
    return not (_named(token) or token.dep_ == "pobj" or said)  # "sympathized with May", "May said"


def _named(token: Token) -> bool:
    """Part of a name: of a person, or compounded with another proper noun."""
    person = token.ent_type_ in ("PERSON", "ORG", "FAC", "WORK_OF_ART")
    beside = token.i > 0 and token.nbor(-1).tag_ == "NNP" and token.nbor(-1).text[0].isupper()
    compound = token.dep_ == "compound" and token.head.tag_ in ("NNP", "NNPS")
    return person or beside or compound


def _year(match: Match, at: TokenAt) -> bool:
    year = match.first("year")
    if year is None or len(match.lexemes) > 1:
        return True
    previous, token = match.previous(), at(year.start)
    if previous is not None and previous.end == year.start and previous.text in "/-$£€¥#+.":
        return False
    if _led(match, conventions().numbered):
        return False
    if (previous is not None and previous.text in _CURRENCY) or token is None:
        return False
    led = _led(match, conventions().before_year)
    return (led or year.meaning in _MODERN) and not _counts(token)


def _counts(token: Token) -> bool:
    """A number of things ("2000 soldiers"), and no year before a noun ("the 2009 elections")."""
    if token.dep_ not in ("nummod", "quantmod", "compound") or token.head.i <= token.i:
        return False
    if token.head.tag_ not in ("NNS",):
        return token.dep_ == "quantmod"
    return not any(t.dep_ in ("det", "poss") and t.i < token.i for t in token.head.children)


def _length(match: Match, at: TokenAt) -> bool:
    unit = match.first("unit", "century", "units", "quarter", "quarters")
    figure = match.first("year")
    singular = unit is not None and unit.category in ("unit", "century", "quarter")
    if figure is not None and singular and figure.meaning in _MODERN:
        return False
    return not (singular and unit is not None and unit.category == "quarter")


def _decade(match: Match, at: TokenAt) -> bool:
    decade = match.first("decade")
    if decade is None or len(decade.text.rstrip("s'")) >= 4 or decade.text.startswith("'"):
        return True
    return match.has("the", "early", "mid", "late") and int(decade.meaning) >= 1920


def _clock(match: Match, at: TokenAt) -> bool:
    if len(match.lexemes) > 1 or not match.has("clock"):
        return True
    return _led(match, conventions().before_clock)


def _often(match: Match, at: TokenAt) -> bool:
    often = match.first("often")
    token = at(often.start) if often else None
    return token is None or token.tag_ not in ("NNP", "NNPS") or token.is_sent_start is True


def _reference(match: Match, at: TokenAt) -> bool:
    following = match.following()
    if match.has("past", "future"):
        return _led(match, frozenset(("in",)))
    if match.has("now"):
        return following is None or (following.category not in ("dash", "that") and following.text.lower() != "that")
    return True


def _unit(match: Match, at: TokenAt) -> bool:
    """Not "the end of the day" and its like: they are manners of speaking."""
    if _led(match, _OWNERS):  # "his last year in office": of his, not of the calendar
        return False
    told = match.has("following", "previous", "that", "same")
    return told or match.code("unit") != "D" or not match.has("edge", "late", "early", "mid")


def _day_month(match: Match, at: TokenAt) -> bool:
    """A month with a number after it that counts what follows ("in March 20 people died")."""
    last = match.lexemes[-1]
    if last.category != "small" or match.lexemes[-2:][0].category not in ("month", "month_abbr", "dot"):
        return True
    token = at(last.start)
    return token is None or not (token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS")


def _weekday(match: Match, at: TokenAt) -> bool:
    """Not the first name of a person: "Sunday Adeyemi scored", but "said Sunday Adeyemi had"."""
    first = match.first("weekday")
    token = at(first.start) if first is not None and len(match.lexemes) == 1 else None
    if token is None or token.i + 1 >= len(token.doc):
        return True
    after = token.nbor(1)
    named = after.tag_ == "NNP" and after.text[0].isupper() and after.ent_type_ not in ("DATE", "TIME")
    if token.is_sent_start:
        return not (named and after.ent_type_ == "PERSON")
    told = token.nbor(-1).pos_ in ("VERB", "AUX", "ADP")
    party = token.dep_ == "compound" and token.head.dep_ in ("nsubj", "nsubjpass", "appos")
    return told or not (named and party) or any(c.dep_ in ("det", "poss") for c in token.head.children)


def _holiday(match: Match, at: TokenAt) -> bool:
    """Not the opening of a longer name: "the Good Friday Agreement", "the Tet Offensive"."""
    last = match.first("holiday")
    token = at(last.end - 1) if last is not None and last is match.lexemes[-1] else None
    if token is None or token.i + 1 >= len(token.doc):
        return True
    after = token.nbor(1)
    plain = after.ent_type_ in ("DATE", "TIME", "PERSON") and after.tag_ != "NNP"
    return plain or not (after.tag_ == "NNP" and after.text[0].isupper() and token.dep_ in ("compound", "nmod"))


def _season(match: Match, at: TokenAt) -> bool:
    """A season alone is a time only where a preposition makes it one."""
    return len(match.lexemes) != 2 or not match.has("the") or _led(match, _DURING)


_CHECKS: Mapping[str, Callable[[Match, TokenAt], bool]] = {
    "month_alone": _month,
    "year_alone": _year,
    "weekday": _weekday,
    "holiday": _holiday,
    "range_of_years": _year,
    "length": _length,
    "season": _season,
    "decade": _decade,
    "timed": _clock,
    "often": _often,
    "reference": _reference,
    "unit": _unit,
    "day_month": _day_month,
}


def stands(match: Match, at: TokenAt, sentence: str) -> bool:
    """Whether the match is a time here. ``at`` gives the token at a character of the sentence."""
    if not _capitalised(match) or _in_name(match, sentence):
        return False
    check = _CHECKS.get(match.rule.read)
    return check is None or check(match, at)


def _in_name(match: Match, sentence: str) -> bool:
    nearby = sentence[max(0, match.start - 20) : match.end + 20]
    found = conventions().names.finditer(nearby)
    shift = max(0, match.start - 20)
    return any(f.start() + shift < match.end and match.start < f.end() + shift for f in found)


def is_rate(match: Match, at: TokenAt) -> bool:
    """ "A year" after a count or a sum: so many each year."""
    first = match.lexemes[0]
    if first.category != "a" or len(match.lexemes) != 2 or match.rule.read != "length":
        return False
    return _counted(match.previous()) or _hung_on_noun(at(match.lexemes[-1].start))


def _counted(previous: Lexeme | None) -> bool:
    return previous is not None and previous.category in ("small", "yy", "int", "decimal", "number", "times")


def _hung_on_noun(token: Token | None) -> bool:
    return token is not None and token.dep_ == "npadvmod" and token.head.pos_ in ("NOUN", "NUM", "SYM")
