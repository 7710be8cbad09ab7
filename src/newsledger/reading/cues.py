"""The wording that tells the parts of a page apart, compiled once from ``data/zones.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsledger.data.loading import load
from newsledger.errors import DataError

_BULLET = re.compile(r"^[\s\-*•►▶»>|·–—#_^]+(?=\w|\[|\()")
_CLOSING = " .:!…»>→|*_"

# A cue for a short line says nothing about a long paragraph.
MAX_CUE_LINE = 220


def straight(text: str) -> str:
    """The same number of characters with plain quotation marks and apostrophes."""
    if text.isascii():
        return text
    # Four replacements are several times as quick as one translation table.
    text = text.replace("\u2019", "'").replace("\u2018", "'")
    return text.replace("\u201c", '"').replace("\u201d", '"')


def fold(line: str) -> str:
    """Lower case, straight quotation marks, single spaces, no bullet, no closing punctuation."""
    return bare(plain(line))


def plain(line: str) -> str:
    """Lower case with straight quotation marks and single spaces; punctuation kept."""
    return " ".join(straight(line).lower().split())


def bare(lowered: str) -> str:
    """A line through ``plain`` without its bullet and its closing punctuation."""
    return _BULLET.sub("", lowered).rstrip(_CLOSING)


def choice(phrases: Iterable[str]) -> str:
    """A pattern that matches any of the phrases, longest first."""
    return "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))


@dataclass(frozen=True, slots=True)
class LineCues:
    """Tells whether a short line is of one kind, and where such a line closes a paragraph."""

    whole: re.Pattern[str]
    starts: tuple[str, ...]
    patterns: re.Pattern[str]
    tail: re.Pattern[str]
    lists: re.Pattern[str]
    foot: re.Pattern[str]

    def match(self, folded: str, lowered: str) -> bool:
        """``folded`` and ``lowered`` are the line through ``fold`` and ``plain``."""
        if len(folded) > MAX_CUE_LINE:
            return False
        if self.whole.fullmatch(folded) or lowered.lstrip("-*•►▶»>^ ").startswith(self.starts):
            return True
        return self.patterns.search(folded) is not None


@dataclass(frozen=True, slots=True)
class Voice:
    """Scores how far a paragraph sounds like its page's author and not like a report."""

    patterns: tuple[tuple[int, re.Pattern[str]], ...]
    threshold: int
    courtesy: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    promotion: LineCues
    boilerplate: LineCues
    caption_labels: tuple[str, ...]
    credit: re.Pattern[str]
    byline_openers: re.Pattern[str]
    roles: frozenset[str]
    callings: frozenset[str]
    end_marks: frozenset[str]
    machine_summary: re.Pattern[str]
    release: re.Pattern[str]
    date_label: str
    late_labels: frozenset[str]
    last_slug: re.Pattern[str]
    comment_heading: re.Pattern[str]
    comment_furniture: re.Pattern[str]
    comment_said: str
    comment_saying: frozenset[str]
    readers: frozenset[str]
    asks: frozenset[str]
    asks_of: frozenset[str]
    joins: frozenset[str]
    outlet_nouns: frozenset[str]
    telling: str
    quote_openers: str
    voice: Voice
    english: frozenset[str]
    english_share: float
    foreign: frozenset[str]


def _pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    try:
        return re.compile(source, flags)
    except re.error as error:
        raise DataError("A pattern is not a valid regular expression", where=f"zones: {source}: {error}") from error


def _get(table: Mapping[str, Any], *keys: str) -> Any:
    value: Any = table
    for key in keys:
        if not isinstance(value, Mapping) or key not in value:
            raise DataError("A key is missing", where=f"zones: {'.'.join(keys)}", mend="Add it, or restore the file.")
        value = value[key]
    return value


def _words(table: Mapping[str, Any], *keys: str) -> list[str]:
    value = _get(table, *keys)
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise DataError("A list of words is expected", where=f"zones: {'.'.join(keys)}", mend="Quote each of them.")
    return value


def _any(table: Mapping[str, Any], *keys: str) -> re.Pattern[str]:
    """Matches what any of the patterns under the keys does; nothing where there are none."""
    return _pattern("|".join(f"(?:{p})" for p in _words(table, *keys)) or r"(?!)")


def _line_cues(table: Mapping[str, Any], kind: str) -> LineCues:
    whole = choice(fold(p) for p in _words(table, kind, "whole"))
    tails = choice(_words(table, kind, "tails"))
    return LineCues(
        whole=_pattern(rf"(?:{whole})(?:[\s|.:,•·-]+(?:{whole}))*"),
        starts=tuple(_words(table, kind, "starts")),
        patterns=_any(table, kind, "patterns"),
        lists=_any(table, kind, "lists"),
        foot=_any(table, kind, "foot"),
        tail=_pattern(rf"(?<=[.!?\"”’)])\s+((?:{tails})[\s.:…»>→]*(?:https?://\S+)?)\s*$", re.IGNORECASE),
    )


def _voice(table: Mapping[str, Any]) -> Voice:
    rules = _get(table, "voice", "patterns")
    flags = {False: 0, True: re.IGNORECASE}
    # The pronoun "I" is a capital letter; everything else is matched in either case.
    compiled = tuple((int(r["points"]), _pattern(r["words"], flags[r"\bI(?=" not in r["words"]])) for r in rules)
    titles = choice(_words(table, "voice", "courtesy"))
    return Voice(compiled, int(_get(table, "voice", "threshold")), _pattern(rf"\b(?:{titles})\s+((?:[A-Z][\w’'-]+))"))


def build(table: Mapping[str, Any]) -> Cues:
    """Compiled cues from the parsed file. Raises DataError on a missing key or a bad pattern."""
    furniture = choice(_words(table, "comment", "furniture"))
    return Cues(
        promotion=_line_cues(table, "promotion"),
        boilerplate=_line_cues(table, "boilerplate"),
        caption_labels=tuple(_words(table, "caption", "labels")),
        credit=_any(table, "caption", "credits"),
        byline_openers=_pattern(rf"^(?:{choice(_words(table, 'byline', 'openers'))})\s+(?=\S)", re.IGNORECASE),
        roles=frozenset(_words(table, "byline", "roles")),
        callings=frozenset(_words(table, "byline", "callings")),
        end_marks=frozenset(_words(table, "end_marks")),
        machine_summary=_any(table, "machine_summary"),
        release=_any(table, "release"),
        date_label=choice(_words(table, "dateline", "date_labels")),
        late_labels=frozenset(_words(table, "dateline", "late_labels")),
        last_slug=_pattern(rf"\[(?:{choice(_words(table, 'dateline', 'last_slug'))})\]\s*", re.IGNORECASE),
        comment_heading=_any(table, "comment", "headings"),
        comment_furniture=_pattern(rf"(?:\d+ )?(?:{furniture})(?:[ ·•|,]+(?:\d+ )?(?:{furniture}|\d+))*"),
        comment_saying=frozenset(_words(table, "comment", "said")),
        readers=frozenset(_words(table, "comment", "readers")),
        asks=frozenset(_words(table, "promotion", "asks")),
        asks_of=frozenset(_words(table, "promotion", "asks_of")),
        joins=frozenset(_words(table, "byline", "joins")),
        comment_said=choice(_words(table, "comment", "said")),
        outlet_nouns=frozenset(_words(table, "quoting", "outlet_nouns")),
        telling=choice(_words(table, "quoting", "telling")),
        quote_openers=choice(_words(table, "quoting", "openers")),
        voice=_voice(table),
        english=frozenset(_words(table, "english", "words")),
        english_share=float(_get(table, "english", "share")),
        foreign=frozenset(_words(table, "english", "foreign")),
    )


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The compiled cues that ship with the package."""
    return build(load("zones")["zones"])
