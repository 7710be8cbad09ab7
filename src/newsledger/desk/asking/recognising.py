"""Reads the box: names, places, types and days that the ledger knows; the rest are words to look for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsledger.data.own import load
from newsledger.desk.asking.columns import CORROBORATION, FACTUALITY, TYPES, Columns
from newsledger.desk.asking.quads import types
from newsledger.errors import QueryError
from newsledger.ledger import fold, parse_days

_LONGEST = 6  # words that one name can have
_QUOTED = re.compile(r'"[^"]*"?')
_RANGE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:\.\.|…|–|/)(\d{4}(?:-\d{2}(?:-\d{2})?)?)")
_SINCE = {"since": "start", "from": "start", "until": "end", "to": "end", "before": "end", "after": "start"}
_CORROBORATION = {"contested", "corroborated"}


@dataclass(frozen=True, slots=True)
class Recognised:
    """Words of the box, the condition that they were read as, and how a person would put it."""

    words: str
    field: str
    value: str
    said: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the box says: conditions, and the words left over."""

    recognised: tuple[Recognised, ...]
    text: str

    @property
    def conditions(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in self.recognised:
            found.setdefault(each.field, []).append(each.value)
        if self.text:
            found["text"] = [self.text]
        return found


def read_box(text: str, columns: Columns) -> Reading:
    """The longest names first, from the left; a phrase within quotation marks stays words."""
    recognised: list[Recognised] = []
    left: list[str] = []
    at = 0
    for quoted in _QUOTED.finditer(text):
        _take(text[at : quoted.start()].split(), columns, recognised, left)
        left.append(quoted.group())
        at = quoted.end()
    _take(text[at:].split(), columns, recognised, left)
    return Reading(tuple(recognised), " ".join(left))


def _take(words: list[str], columns: Columns, recognised: list[Recognised], left: list[str]) -> None:
    at = 0
    while at < len(words):
        found = next(_from(words, at, columns), None)
        if found is None:
            left.append(words[at])
            at += 1
        else:
            recognised.extend(found[1])
            at += found[0]


def _from(words: list[str], at: int, columns: Columns) -> Iterator[tuple[int, tuple[Recognised, ...]]]:
    """What the words from here on can be read as, with how many of them."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length]).strip(",;")
        if found := _days(phrase) or _term(phrase) or _named(phrase, columns):
            yield length, found


def _days(phrase: str) -> tuple[Recognised, ...]:
    lead, _, rest = phrase.partition(" ")
    if (side := _SINCE.get(lead.lower())) and rest and _is_day(rest):
        return (Recognised(phrase, side, rest, f"{lead.lower()} {rest}"),)
    if span := _RANGE.fullmatch(phrase):
        if _is_day(span[1]) and _is_day(span[2]):
            return (
                Recognised(phrase, "start", span[1], f"from {span[1]}"),
                Recognised(phrase, "end", span[2], f"to {span[2]}"),
            )
        return ()
    if not _is_day(phrase):
        return ()
    return (Recognised(phrase, "start", phrase, f"in {phrase}"), Recognised(phrase, "end", phrase, ""))


def _is_day(text: str) -> bool:
    try:
        parse_days(text)
    except QueryError:
        return False
    return True


def _term(phrase: str) -> tuple[Recognised, ...]:
    """PLOVER's types as they are written, modes, and words of how sure something is."""
    if phrase.upper() in TYPES and (phrase.isupper() or len(phrase) > 3):
        kind = phrase.upper()
        return (Recognised(phrase, "type", kind, f"type {kind}"),) if phrase == kind else ()
    if phrase in _CORROBORATION and phrase in CORROBORATION:
        return (Recognised(phrase, "corroboration", phrase, phrase),)
    if phrase in FACTUALITY:
        return (Recognised(phrase, "factuality", phrase, phrase),)
    return (Recognised(phrase, "mode", phrase, f"mode {phrase}"),) if phrase in _modes() and "-" in phrase else ()


@lru_cache(maxsize=1)
def _modes() -> frozenset[str]:
    return frozenset(mode for facts in types().values() for mode in facts["modes"])


def _named(phrase: str, columns: Columns) -> tuple[Recognised, ...]:
    key = fold(phrase)
    if not key.strip():
        return ()
    if phrase in columns.country_codes:
        return (Recognised(phrase, "actor", phrase, f"{state_name(phrase)}, as a party"),)
    if code := _state_called(key):
        return (Recognised(phrase, "actor", code, f"{state_name(code)}, as a party"),)
    if party := _names(columns)["party"].get(key):
        return (Recognised(phrase, "actor", party[0], f"{party[1]}, as a party"),)
    if place := _names(columns)["place"].get(key):
        return (Recognised(phrase, "place", place[1], f"in {place[1]}"),)
    return ()


def _names(columns: Columns) -> dict[str, dict[str, tuple[str, str]]]:
    """What parties and places of the ledger are called, and the last name of persons that one alone bears."""
    if not columns.spoken:
        parties = {fold(p.name): (p.key, p.name) for p in columns.parties if not p.key.startswith("~")}
        columns.spoken["party"] = {**_last_names(columns), **parties}
        columns.spoken["place"] = {fold(name): (name, name) for p in columns.places for name in p.names}
    return columns.spoken


def _last_names(columns: Columns) -> dict[str, tuple[str, str]]:
    bearers: dict[str, set[tuple[str, str]]] = {}
    for party in columns.parties:
        if party.kind == "person" and not party.key.startswith("~"):
            bearers.setdefault(fold(party.name.split()[-1]), set()).add((party.key, party.name))
    return {name: next(iter(held)) for name, held in bearers.items() if len(held) == 1}


@lru_cache(maxsize=1)
def _states() -> tuple[dict[str, str], dict[str, str]]:
    """States' names by code, and codes by every folded name."""
    rows = load("registry/states")
    names = {row["code"]: row["name"] for row in rows.values() if "code" in row}
    called = {
        fold(str(name)): row["code"]
        for row in rows.values()
        if "code" in row
        for name in (row["name"], *row.get("names", ()))
    }
    return names, called


def state_name(code: str) -> str:
    """A state's name by its code; the code itself where the registry has none."""
    return _states()[0].get(code, code)


def _state_called(folded: str) -> str | None:
    return _states()[1].get(folded)
