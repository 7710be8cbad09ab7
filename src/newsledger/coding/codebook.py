"""The codebook lexicon: words that can be an event, and the type each makes.

A predicate is written as lemmas: "impose $restriction" is the verb *impose* with an object of
the class *restriction*; "a|b" are alternatives; a hyphen stays in its word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newsledger.coding.ontology import ontology
from newsledger.data.own import load, remembered, version
from newsledger.errors import DataError
from newsledger.records import EventType

_OTHER = frozenset({"classes", "light", "governors", "tolls", "things"})
DEFAULT_SLOTS = ("obj", "dative", "with", "against", "to", "on", "at", "for", "of", "from", "in")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a codebook line says of its words; ``own``: the line is of a user's own codebook."""

    type: EventType
    mode: str | None
    cameo: str | None
    slots: tuple[str, ...]
    absorbs: bool
    reciprocal: bool
    party_object: bool
    weak: bool
    joint: bool
    solo: bool
    violent: bool
    infinitive: bool
    subject: str | None
    context: str | None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A predicate: ``needs`` are the sets of lemmas that must stand with the head lemma."""

    words: str
    head: str
    needs: tuple[frozenset[str], ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Light:
    light: frozenset[str]
    receiving: frozenset[str]
    taking: frozenset[str]
    ending: frozenset[str]
    occurring: frozenset[str]


@dataclass(frozen=True, slots=True)
class Codebook:
    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    light: Light
    governors: dict[str, frozenset[str]]
    version: str


def _entry(kind: EventType, row: dict[str, Any], absorbs: bool, where: str) -> Entry:
    mode = row.get("mode")
    if mode is not None and mode not in ontology()[kind].modes:
        raise DataError(f"{kind} has no mode {mode!r}", where=where, mend="Use a mode of ontology/types.yaml.")
    flags = {
        k: bool(row.get(k))
        for k in ("reciprocal", "party_object", "weak", "joint", "solo", "violent", "infinitive", "own")
    }
    return Entry(
        type=kind,
        mode=mode,
        cameo=row.get("cameo"),
        slots=tuple(str(s) for s in row.get("recipient") or DEFAULT_SLOTS),
        absorbs=absorbs,
        subject=row.get("subject"),
        context=row.get("context"),
        **flags,
    )


def _alternatives(word: str, classes: dict[str, Any], where: str) -> frozenset[str]:
    found: set[str] = set()
    for choice in word.split("|"):
        if choice.startswith("$"):
            if choice[1:] not in classes:
                raise DataError(f"No word class {choice!r}", where=where, mend="Add it to codebook/classes.yaml.")
            found.update(str(w) for w in classes[choice[1:]])
        else:
            found.add(choice)
    return frozenset(found)


def _verb(words: str, entry: Entry, classes: dict[str, Any], where: str) -> Pattern:
    first, *rest = words.split()
    return Pattern(words, first, tuple(_alternatives(w, classes, where) for w in rest), entry)


def _noun(words: str, entry: Entry) -> Pattern:
    *before, last = words.split()
    return Pattern(words, last, tuple(frozenset({w}) for w in before), entry)


def _grouped(patterns: list[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        found.setdefault(pattern.head, []).append(pattern)
    return {head: tuple(sorted(group, key=lambda p: -len(p.needs))) for head, group in found.items()}


@remembered
def codebook() -> Codebook:
    """The codebook in force, the packaged one with a user's own over it, checked against the ontology."""
    data = load("codebook")
    verbs: list[Pattern] = []
    nouns: list[Pattern] = []
    for where, page in sorted(data.items()):
        if where in _OTHER:
            continue
        for row in page["entries"]:
            entry = _entry(EventType(page["type"]), row, bool(page.get("absorbs")), where)
            verbs += [_verb(str(w), entry, data["classes"], where) for w in row.get("verbs") or ()]
            nouns += [_noun(str(w), entry) for w in row.get("nouns") or ()]
    light = Light(**{k: frozenset(v) for k, v in data["light"].items()})
    governors = {k: frozenset(v) for k, v in data["governors"].items()}
    return Codebook(_grouped(verbs), _grouped(nouns), light, governors, version())
