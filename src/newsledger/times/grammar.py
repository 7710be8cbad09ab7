"""The date grammar compiled: one expression over a sentence's row of categories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsledger.errors import DataError
from newsledger.times.knowledge import grammar_source, word_categories
from newsledger.times.lexing import Lexeme, lexemes, may_tell

_FROM_MARKS = [
    "small",
    "yy",
    "year",
    "int",
    "decimal",
    "clock",
    "iso",
    "slashed",
    "decade",
    "qn",
    "holiday",
    "comma",
    "dot",
    "open",
    "close",
    "slash",
    "dash",
    "sign",
    "other",
]
_NAME = re.compile(r"\{(\w+)\}|([a-z_]+)|(\S)")


@dataclass(frozen=True, slots=True)
class Rule:
    """How a stretch of categories is read; ``skip`` leaves out so many leading lexemes of the span."""

    read: str
    unless: str | None = None
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """Lexemes that a rule took, with those on either side."""

    rule: Rule
    lexemes: tuple[Lexeme, ...]
    before: tuple[Lexeme, ...]
    after: tuple[Lexeme, ...]

    def has(self, *categories: str) -> bool:
        return any(x.category in categories for x in self.lexemes)

    def all(self, *categories: str) -> list[Lexeme]:
        return [x for x in self.lexemes if x.category in categories]

    def first(self, *categories: str) -> Lexeme | None:
        return next((x for x in self.lexemes if x.category in categories), None)

    def number(self, *categories: str) -> int | None:
        """Meaning of the first lexeme of these categories, as a whole number."""
        found = self.first(*categories)
        return None if found is None else int(found.meaning)

    def code(self, *categories: str) -> str | None:
        """Meaning of the first lexeme of these categories, as a code."""
        found = self.first(*categories)
        return None if found is None else str(found.meaning)

    def previous(self, back: int = 1) -> Lexeme | None:
        return self.before[-back] if len(self.before) >= back else None

    def following(self, on: int = 1) -> Lexeme | None:
        return self.after[on - 1] if len(self.after) >= on else None

    @property
    def start(self) -> int:
        return self.lexemes[self.rule.skip].start

    @property
    def end(self) -> int:
        """Where it ends, short of a stop that ends the sentence rather than a month's name."""
        stop = len(self.lexemes) > 1 and self.lexemes[-1].category == "dot"
        return self.lexemes[-2 if stop else -1].end


@dataclass(frozen=True, slots=True)
class Grammar:
    letters: Mapping[str, str]
    pattern: re.Pattern[str]
    runs: re.Pattern[str]
    rules: tuple[Rule, ...]
    telling: frozenset[str]
    words: frozenset[str]

    def matches(self, text: str) -> Iterator[Match]:
        """Time expressions of a sentence in text order, none overlapping another."""
        if not may_tell(text, self.words):
            return
        row = lexemes(text)
        if not any(x.category in self.telling for x in row):
            return
        letters = "".join(self.letters.get(x.category, "~") for x in row)
        for number, start, end in self._found(letters):
            yield Match(self.rules[number], tuple(row[start:end]), tuple(row[:start]), tuple(row[end:]))

    def _found(self, letters: str) -> Iterator[tuple[int, int, int]]:
        """Rule, start and end of every match. No rule passes over two words that mean nothing to the grammar,
        so what lies between such is read alone, and what has been read so before is known."""
        for run in self.runs.finditer(letters):
            for number, start, end in _read(self.pattern, run[0]):
                yield number, run.start() + start, run.start() + end


@lru_cache(maxsize=1 << 15)
def _read(pattern: re.Pattern[str], run: str) -> tuple[tuple[int, int, int], ...]:
    return tuple((int((m.lastgroup or "r0")[1:]), m.start(), m.end()) for m in pattern.finditer(run))


def _letters(categories: Sequence[str]) -> dict[str, str]:
    # Private-use characters: no category can collide with the syntax of expressions.
    return {name: chr(0xE000 + i) for i, name in enumerate(categories)}


def _expand(
    source: str, macros: Mapping[str, str], classes: Mapping[str, list[str]], letters: Mapping[str, str]
) -> str:
    def part(match: re.Match[str]) -> str:
        macro, name, mark = match.groups()
        if macro is not None:
            return f"(?:{_expand(macros[macro], macros, classes, letters)})"
        if name is not None:
            return "[" + "".join(letters[c] for c in classes.get(name, [name])) + "]"
        return "(?:" if mark == "(" else mark

    return "".join(part(m) for m in _NAME.finditer(source))


def _compiled(source: Mapping[str, Any]) -> Grammar:
    letters = _letters(sorted({c for c, _ in word_categories().values()} | set(_FROM_MARKS)))
    rules = [Rule(r["read"], r.get("unless"), int(r.get("skip", 0))) for r in source["rules"]]
    try:
        bodies = [_expand(r["pattern"], source["macros"], source["classes"], letters) for r in source["rules"]]
        pattern = re.compile("|".join(f"(?P<r{i}>{body})" for i, body in enumerate(bodies)))
    except (KeyError, re.error) as error:
        raise DataError(
            "A pattern of the date grammar does not compile", where=f"times/grammar.yaml: {error}", mend="Mend it."
        ) from error
    telling = frozenset(source["telling"])
    words = frozenset(word for word, (category, _) in word_categories().items() if category in telling)
    other = letters["other"]
    runs = re.compile(f"[^{other}]+(?:{other}[^{other}]+)*")
    return Grammar(letters, pattern, runs, tuple(rules), telling, words)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of data/times/grammar.yaml, compiled once."""
    return _compiled(grammar_source())
