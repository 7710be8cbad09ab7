"""A sentence as a row of lexemes, each with one category of the date grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from newsledger.times.knowledge import Holiday, holidays, national_kinds, phrase_pattern, word_categories

Meaning = str | int | float

_DIGITS = re.compile(
    r"""
      (?P<word>\b[ap]\.\s?m\b\.?|(?!\bQ[1-4]\b)[A-Za-z]+(?:\.[A-Za-z]+)*)  # first, for most are words
    | (?P<iso>\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
    | (?P<slashed>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b|\b\d{4}/\d{2}/\d{2}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b)
    | (?P<clock>\b\d{1,2}[:.]\d{2}(?::\d{2})?(?=\s?[ap]\.?m\b)|\b\d{1,2}:\d{2}(?::\d{2})?\b)
    | (?P<decade>(?:\b\d{3}0|(?<!\w)'?\d0)\s?'?s\b)
    | (?P<quarter>\bQ[1-4]\b)
    | (?P<ordinal>\b\d{1,3}(?:st|nd|rd|th)\b)
    | (?P<number>(?<![\w.])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\w.])\d+\.\d+|(?<![\w.])\d+(?=[ap]m\b)|(?<![\w.])\d+(?!\w))
    | (?P<mark>--+|[-–—−‒]|[,./()'&:+#$%])
    """,
    re.VERBOSE,
)
# What the expression above can take for more than a word of the list, and its plain words.
_NUMERIC = re.compile(r"\d|\b[ap]\.\s?m\b")
_PLAIN_WORD = re.compile(r"[a-z]+(?:\.[a-z]+)*")
_MARKS = {
    ",": "comma",
    ".": "dot",
    "(": "open",
    ")": "close",
    "/": "slash",
    "-": "dash",
    "–": "dash",
    "−": "dash",
    "‒": "dash",
    "+": "sign",
}


class Lexeme(NamedTuple):
    """A stretch of a sentence: ``start`` and ``end`` count from the sentence's first character."""

    text: str
    start: int
    end: int
    category: str
    meaning: Meaning = 0


@lru_cache(maxsize=1)
def _holiday_names() -> tuple[re.Pattern[str], dict[str, int]]:
    """Expression that finds holidays and days of a nation, and the holiday's place by its name."""
    places = {name: i for i, holiday in enumerate(holidays()) for name in holiday.names}
    national = [f"{kind} day" for kind in sorted(national_kinds())]
    return phrase_pattern([*places, *national]), places


def holiday_of(lexeme: Lexeme) -> Holiday | None:
    """The holiday that the lexeme names; None for a day that needs a country."""
    return holidays()[int(lexeme.meaning)] if isinstance(lexeme.meaning, int) else None


@lru_cache(maxsize=1)
def _hints() -> tuple[str, ...]:
    """Substrings one of which every holiday's name holds: cheap to look for before the names are."""
    names = _holiday_names()[1]
    return ("day", *sorted({max(n.split(), key=len).split("'")[0] for n in names if "day" not in n}))


def may_tell(text: str, telling: frozenset[str]) -> bool:
    """Whether a number, a holiday or one of these words stands in the text; without, no time can be told."""
    lowered = text.lower()
    if _NUMERIC.search(lowered) or not telling.isdisjoint(_PLAIN_WORD.findall(lowered)):
        return True
    return any(hint in lowered for hint in _hints())


def _holidays_in(text: str) -> list[Lexeme]:
    lowered = text.lower()
    if not any(hint in lowered for hint in _hints()):
        return []
    pattern, places = _holiday_names()
    found = []
    for match in pattern.finditer(text):
        name = re.sub(r"\s+", " ", re.sub(r"\s'", "'", match[0].lower()))
        found.append(Lexeme(match[0], match.start(), match.end(), "holiday", places.get(name, name)))
    return found


def _number(text: str) -> tuple[str, Meaning]:
    plain = text.replace(",", "")
    if "." in plain:
        return "decimal", float(plain)
    number = int(plain) if len(plain) < 12 else 0
    if "," in text:
        return "int", number
    if len(plain) <= 2 and 1 <= number <= 31:
        return "small", number
    if len(plain) == 2 and 32 <= number <= 99:
        return "yy", number
    return ("year" if len(plain) == 4 and 1000 <= number <= 2100 else "int"), number


def _decade(text: str) -> int:
    number = int(re.sub(r"\D", "", text))
    return number if number >= 100 else (1900 if number >= 20 else 2000) + number


@lru_cache(maxsize=1 << 14)
def _word(text: str) -> tuple[str, Meaning]:
    lowered = text.lower().replace(" ", "")
    category, meaning = word_categories().get(lowered) or word_categories().get(lowered.rstrip("."), ("other", 0))
    return category, meaning


def _lexeme(match: re.Match[str]) -> Lexeme:
    kind, text = match.lastgroup or "mark", match[0]
    if kind == "word":
        return Lexeme(text, match.start(), match.end(), *_word(text))
    category, meaning = kind, text
    if kind == "number":
        category, meaning = _number(text)  # type: ignore[assignment]
    elif kind == "ordinal":
        meaning = int(text[:-2])  # type: ignore[assignment]
    elif kind == "decade":
        meaning = _decade(text)  # type: ignore[assignment]
    elif kind == "quarter":
        category, meaning = "qn", int(text[1])  # type: ignore[assignment]
    elif kind == "mark":
        category = _MARKS.get(text, "other")
    return Lexeme(text, match.start(), match.end(), category, meaning)


def lexemes(text: str) -> list[Lexeme]:
    """The sentence's words, numbers and marks in order; a holiday's name is one lexeme."""
    return list(_with_holidays([_lexeme(m) for m in _DIGITS.finditer(text)], _holidays_in(text)))


def _with_holidays(plain: list[Lexeme], named: list[Lexeme]) -> Iterator[Lexeme]:
    for lexeme in plain:
        while named and named[0].end <= lexeme.start:
            yield named.pop(0)
        if not named or lexeme.end <= named[0].start:
            yield lexeme
    yield from named
