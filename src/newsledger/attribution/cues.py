"""The words by which someone is shown to say, hold or mean something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsledger.data.loading import load
from newsledger.errors import DataError
from newsledger.records import Basis

FRAMES = frozenset({"quote", "clause", "infinitive", "object infinitive", "gerund", "object", "naming"})


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue does when its content has one form; ``addressee``: its direct object is spoken to."""

    stance: str
    addressee: bool = False


@dataclass(frozen=True, slots=True)
class Stance:
    """``tells``: the content reaches us on the speaker's word; ``basis``: what an event told there rests on.

    ``clauses``: of a stance that does not tell, whether it tells what is put in a clause;
    ``raises``: "does not" with it means that the content is not so.
    """

    tells: bool
    basis: Basis
    clauses: bool = False
    raises: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A lemma with its senses, by the frame or preposition that its content comes in."""

    frames: Mapping[str, Sense]
    prepositions: Mapping[str, Sense]


@dataclass(frozen=True, slots=True)
class Hearsay:
    """Words that mark one basis, by the part they play."""

    adverbs: frozenset[str]
    raising: frozenset[str]
    passives: frozenset[str]
    adjectives: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """Every list of cue words, as attribution uses them."""

    stances: Mapping[str, Stance]
    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    documents: frozenset[str]
    carriers: frozenset[str]
    sourcing: Mapping[str, tuple[tuple[str, ...], ...]]
    sourcing_media: frozenset[tuple[str, ...]]
    possessed: Mapping[str, frozenset[str]]
    citing: frozenset[str]
    naming: frozenset[str]
    as_cues: frozenset[str]
    crediting: frozenset[str]
    refusing: frozenset[str]
    withholding: frozenset[str]
    gainsaying: frozenset[str]
    silent: frozenset[str]
    reported: Hearsay
    alleged: Hearsay
    intelligence: frozenset[str]


def words_of(value: Any, where: str) -> tuple[str, ...]:
    """A list of words; YAML reads some bare words (on, no) as truth values, which is an error here."""
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise DataError("A list of words is wanted", where=where, mend='Quote words such as "on" and "no".')
    return tuple(value)


def _groups(data: Any, where: str) -> list[Mapping[str, Any]]:
    groups = data.get("groups") if isinstance(data, dict) else None
    if not isinstance(groups, list) or not all(isinstance(group, dict) for group in groups):
        raise DataError("A list of groups is wanted", where=where, mend="See the head of the file.")
    return groups


def _sense(group: Mapping[str, Any], where: str) -> Sense:
    stance, addressee = group.get("stance"), group.get("addressee", False)
    if not isinstance(stance, str) or not isinstance(addressee, bool):
        raise DataError("A group needs a stance", where=where, mend="Add a stance; addressee is true or false.")
    return Sense(stance, addressee)


def _forms(group: Mapping[str, Any], where: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    frames = words_of(group.get("frames", []), where)
    unknown = sorted(set(frames) - FRAMES)
    if unknown:
        raise DataError(f"Unknown frames {', '.join(unknown)}", where=where, mend=f"Use {', '.join(sorted(FRAMES))}.")
    after = words_of(group.get("prepositions", []) + group.get("complements", []), where)
    return frames, after


def _lexicon(data: Any, key: str) -> dict[str, Cue]:
    """Lemma to cue; where two groups give one form, the later one, being the more particular, wins."""
    held: dict[str, tuple[dict[str, Sense], dict[str, Sense]]] = {}
    for group in _groups(data, f"cues/{key}"):
        where = f"cues/{key}: {group.get('stance')}"
        sense, (frames, after) = _sense(group, where), _forms(group, where)
        for word in words_of(group.get(key), where):
            into = held.setdefault(word, ({}, {}))
            into[0].update(dict.fromkeys(frames, sense))
            into[1].update(dict.fromkeys(after, sense))
    return {word: Cue(frames, after) for word, (frames, after) in held.items()}


def _hearsay(data: Mapping[str, Any], name: str) -> Hearsay:
    def part(key: str) -> frozenset[str]:
        return frozenset(words_of(data[name].get(key, []), f"cues/hearsay: {name} {key}"))

    return Hearsay(part("adverbs"), part("raising"), part("passives"), part("adjectives"))


def _stances(data: Mapping[str, Any]) -> dict[str, Stance]:
    found = {}
    for name, entry in data.items():
        if (
            not isinstance(entry, dict)
            or not isinstance(entry.get("tells"), bool)
            or entry.get("basis") not in set(Basis)
        ):
            raise DataError("A stance needs tells and a basis", where=f"cues/stances: {name}", mend="Add them.")
        found[name] = Stance(
            entry["tells"], Basis(entry["basis"]), entry.get("clauses") is True, entry.get("raises") is True
        )
    return found


def _checked(found: Cues) -> Cues:
    """The cues, if every stance that a cue names is one of those described."""
    used = {
        s.stance
        for table in (found.verbs, found.nouns, found.adjectives)
        for c in table.values()
        for s in (*c.frames.values(), *c.prepositions.values())
    }
    if used - set(found.stances):
        raise DataError(
            f"Stances not described: {', '.join(sorted(used - set(found.stances)))}",
            where="cues/stances",
            mend="Describe them there.",
        )
    return found


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as words, by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def _flat(lists: Iterable[Any], where: str) -> frozenset[str]:
    return frozenset(word for words in lists for word in words_of(words, where))


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cue words, read once; DataError where a list does not say what its schema asks."""
    data = load("cues")
    nouns, phrases, refusals, hearsay = data["nouns"], data["phrases"], data["refusals"], data["hearsay"]
    sourcing, of_media = (words_of(phrases[k], f"cues/phrases: {k}") for k in ("sourcing", "sourcing_media"))
    return _checked(
        Cues(
            stances=_stances(data["stances"]),
            verbs=_lexicon(data["verbs"], "verbs"),
            nouns=_lexicon(nouns, "nouns"),
            adjectives=_lexicon(data["adjectives"], "adjectives"),
            documents=frozenset(words_of(nouns["documents"], "cues/nouns: documents")),
            carriers=frozenset(words_of(nouns["carriers"], "cues/nouns: carriers")),
            sourcing=_by_first((*sourcing, *of_media)),
            sourcing_media=frozenset(tuple(phrase.split()) for phrase in of_media),
            possessed={k: frozenset(words_of(v, f"cues/phrases: {k}")) for k, v in phrases["possessed"].items()},
            citing=frozenset(words_of(phrases["citing"], "cues/phrases: citing")),
            naming=frozenset(words_of(phrases["naming"], "cues/phrases: naming")),
            as_cues=frozenset(words_of(phrases["as_cues"], "cues/phrases: as_cues")),
            crediting=frozenset(words_of(phrases["crediting"], "cues/phrases: crediting")),
            refusing=frozenset(words_of(refusals["refusing"], "cues/refusals: refusing")),
            withholding=frozenset(words_of(refusals["withholding"], "cues/refusals: withholding")),
            gainsaying=frozenset(words_of(refusals["gainsaying"], "cues/refusals: gainsaying")),
            silent=frozenset(words_of(refusals["silent"], "cues/refusals: silent")),
            reported=_hearsay(hearsay, "reported"),
            alleged=_hearsay(hearsay, "alleged"),
            intelligence=_flat(hearsay["intelligence"].values(), "cues/hearsay: intelligence"),
        )
    )
