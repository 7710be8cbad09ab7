"""The date knowledge, read from data/times and checked on load."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from newsledger.data.loading import load
from newsledger.errors import DataError
from newsledger.times.calendars import month_bounds, safe_date, years
from newsledger.times.intervals import Interval


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day of every year; exactly one of ``day``, ``nth``, ``easter``, ``orthodox``, ``hijri``, ``lunar`` is set."""

    names: tuple[str, ...]
    day: str | None = None
    nth: tuple[int, int, int] | None = None
    easter: int | None = None
    orthodox: int | None = None
    hijri: str | None = None
    lunar: int | None = None
    span: int = 1
    near: int = 0


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4)
def words_of(text: str) -> frozenset[str]:
    """The text's words in lower case; the same text is asked about once for each known event."""
    return frozenset(_WORD.findall(text.lower()))


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """A dated event that pages name without dating: every element of ``words`` must be near.

    ``firsts`` are the words, in lower case, with which the phrases of each element begin.
    """

    words: tuple[re.Pattern[str], ...]
    firsts: tuple[frozenset[str], ...]
    when: Interval
    founded: bool

    def named_in(self, text: str) -> bool:
        among = words_of(text)
        # Most texts hold none of the words, and looking a word up is far quicker than looking for it.
        if any(first.isdisjoint(among) for first in self.firsts):
            return False
        return all(word.search(text) for word in self.words)


@dataclass(frozen=True, slots=True)
class Conventions:
    """What vague words are taken to mean."""

    parts: Mapping[str, Mapping[str, tuple[int, int]]]
    seasons: Mapping[str, tuple[int, int]]
    fiscal: Mapping[str, tuple[int, int]]
    fiscal_spanning: Mapping[str, tuple[int, int]]
    school: Mapping[str, tuple[int, int]]
    unlikely_days: int
    near_days: int
    planning: frozenset[str]
    planned: frozenset[str]
    saying: frozenset[str]
    speaking: frozenset[str]
    enacting: frozenset[str]
    done: frozenset[str]
    pledging: frozenset[str]
    coming: frozenset[str]
    will: frozenset[str]
    ought: frozenset[str]
    ought_verbs: frozenset[str]
    before_now: frozenset[str]
    many: frozenset[str]
    afterwards: frozenset[str]
    facing: frozenset[str]
    stretches: frozenset[str]
    chances: frozenset[str]
    taking: frozenset[str]
    claiming: frozenset[str]
    spans: Mapping[str, frozenset[str]]
    future_auxiliaries: frozenset[str]
    ambiguous_months: frozenset[str]
    before_month: frozenset[str]
    before_year: frozenset[str]
    before_clock: frozenset[str]
    numbered: frozenset[str]
    names: re.Pattern[str]


_MARKS = ("seasons", "fiscal", "fiscal_spanning", "school")
_WORD_SETS = (
    *("planning", "planned", "saying", "speaking", "enacting", "future_auxiliaries", "before_now", "done"),
    *(
        "many",
        "afterwards",
        "facing",
        "stretches",
        "chances",
        "taking",
        "claiming",
        "pledging",
        "coming",
        "will",
        "ought",
        "ought_verbs",
    ),
    *("ambiguous_months", "before_month", "before_year", "before_clock", "numbered"),
)


def _file(name: str) -> Any:
    try:
        return load("times")[name]
    except KeyError as error:
        raise DataError(
            "A date knowledge file is missing", where=f"times/{name}.yaml", mend="Reinstall the package."
        ) from error


def _bad(name: str, entry: object) -> DataError:
    return DataError(
        "This entry does not say what its head comment asks", where=f"times/{name}.yaml: {entry}", mend="Mend it."
    )


def phrase_pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """One expression that finds any of the phrases as whole words, spaces and case free."""
    longest = sorted((p.strip() for p in phrases), key=lambda p: (-len(p), p))
    body = "|".join(re.escape(p).replace(r"\ ", r"\s+").replace("'", r"\s?'") for p in longest)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


def month_day(text: str) -> tuple[int, int]:
    """Month and day of ``MM-DD``; DataError where no year has such a day."""
    match = re.fullmatch(r"(\d{2})-(\d{2})", str(text))
    if not match or safe_date(2000, int(match[1]), int(match[2])) is None:
        raise _bad("holidays or national", text)
    return int(match[1]), int(match[2])


def _holiday(entry: Mapping[str, Any]) -> Holiday:
    fields = dict(entry, names=tuple(str(n) for n in entry["names"]))
    if "nth" in fields:
        fields["nth"] = tuple(fields["nth"])
    kinds = sum(key in fields for key in ("day", "nth", "easter", "orthodox", "hijri", "lunar"))
    try:
        found = Holiday(**fields)
    except TypeError as error:
        raise _bad("holidays", entry) from error
    if kinds != 1:
        raise _bad("holidays", entry)
    for day in (found.day or found.hijri or "01-01").split("|"):
        month_day(day)
    return found


@lru_cache(maxsize=1)
def holidays() -> tuple[Holiday, ...]:
    return tuple(_holiday(entry) for entry in _file("holidays"))


@lru_cache(maxsize=1)
def national_days() -> Mapping[str, Mapping[str, str]]:
    """By country word: kind of day ("national", "victory" ...) to ``MM-DD``."""
    found: dict[str, dict[str, str]] = {}
    for entry in _file("national"):
        days = {kind: str(day) for kind, day in entry.items() if kind != "words"}
        for day in days.values():
            month_day(day)
        found |= {str(word): days for word in entry["words"]}
    return found


@lru_cache(maxsize=1)
def country_words() -> re.Pattern[str]:
    return phrase_pattern(list(national_days()))


@lru_cache(maxsize=1)
def national_kinds() -> frozenset[str]:
    return frozenset(kind for days in national_days().values() for kind in days)


@lru_cache(maxsize=1)
def lunar_new_years() -> Mapping[int, date]:
    days = [date.fromisoformat(str(d)) for d in _file("lunar")["days"]]
    return {d.year: d for d in days}


def _stated(text: str) -> Interval:
    """Bounds of a year, a year and month, or a date as the data writes them."""
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 1:
        return years(parts[0], parts[0])
    if len(parts) == 2:
        return month_bounds(parts[0], parts[1])
    day = safe_date(*parts)
    if day is None:
        raise _bad("known", text)
    return Interval(day, day)


def _known(entry: Mapping[str, Any]) -> KnownEvent:
    start = _stated(str(entry["start"]))
    end = _stated(str(entry["end"])) if "end" in entry else start
    phrases = [str(word).split("|") for word in entry["words"]]
    firsts = tuple(frozenset(w for p in one for w in _WORD.findall(p.lower())[:1]) for one in phrases)
    words = tuple(map(phrase_pattern, phrases))
    return KnownEvent(words, firsts, Interval(start.start, end.end), bool(entry.get("founded", False)))


@lru_cache(maxsize=1)
def known_events() -> tuple[KnownEvent, ...]:
    """Known events, those that more words must point to first."""
    found = [_known(entry) for entry in _file("known")]
    return tuple(sorted(found, key=lambda k: -len(k.words)))


def known_event(text: str, *, founding: bool) -> KnownEvent | None:
    """The known event that the text names; founding days only where asked for (anniversaries)."""
    return next((k for k in known_events() if (founding or not k.founded) and k.named_in(text)), None)


@lru_cache(maxsize=1)
def conventions() -> Conventions:
    raw = _file("conventions")
    words = {key: frozenset(map(str, raw[key])) for key in _WORD_SETS}
    pairs = {key: {k: (int(v[0]), int(v[1])) for k, v in raw[key].items()} for key in _MARKS}
    parts = {unit: {k: (int(v[0]), int(v[1])) for k, v in shares.items()} for unit, shares in raw["parts"].items()}
    return Conventions(
        parts=parts,
        seasons=pairs["seasons"],
        fiscal=pairs["fiscal"],
        fiscal_spanning=pairs["fiscal_spanning"],
        school=pairs["school"],
        unlikely_days=int(raw["unlikely_days"]),
        near_days=int(raw["near_days"]),
        spans={prep: frozenset(map(str, nouns)) for prep, nouns in raw["spans"].items()},
        **words,
        names=phrase_pattern(raw["names"]),
    )


@lru_cache(maxsize=1)
def word_categories() -> Mapping[str, tuple[str, str | int | float]]:
    """Each word of the grammar with its category and what it stands for."""
    found: dict[str, tuple[str, str | int | float]] = {}
    for category, words in _file("words").items():
        for word, meaning in words.items():
            if word in found:
                raise _bad("words", word)
            found[str(word)] = (str(category), meaning)
    return found


@lru_cache(maxsize=1)
def grammar_source() -> Mapping[str, Any]:
    """The classes, macros and rules of the grammar file, as written."""
    source = _file("grammar")
    if not all(key in source for key in ("classes", "macros", "rules")):
        raise _bad("grammar", "classes, macros, rules")
    return dict(source)
