"""Finds the words of a page that name places, before asking which places they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsledger.language import Parsed, Sentence
from newsledger.language.casing import is_english
from newsledger.language.naming import lowered
from newsledger.places.evidence import ENOUGH, LONGER, Verdict, judge
from newsledger.places.gazetteer import Entry, Gazetteer
from newsledger.places.knowledge import shorts
from newsledger.places.matching import Match, Reader, of_short
from newsledger.places.names import fold
from newsledger.records import Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# What a name's acceptance elsewhere on the page adds to a doubtful mention of it.
_CARRIED = 1.2
# Most words between two names of a row, and what they may be.
_ROW, _JOINING = 3, frozenset({",", "and", "or", "the", "&"})
# A first name and a surname.
_FULL_NAME = 2
# What standing in a row with a located place adds.
_BESIDE = 1.3


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a sentence that names a place.

    ``first`` and ``last`` are the positions of the tokens ``opening`` and ``closing`` among
    the sentence's words; ``after`` is the word that follows, or ""; ``entries`` the places
    of the name, empty where the gazetteer has none; ``feature`` what the words themselves
    tell ("Rapides Parish": admin2), else "".
    """

    sentence: Sentence
    first: int
    last: int
    opening: Token
    closing: Token
    after: str
    span: Span
    text: str
    key: str
    entries: tuple[Entry, ...]
    feature: str
    verdict: Verdict


def spots(parsed: Parsed, gazetteer: Gazetteer, taken: Collection[Span] = ()) -> list[Spot]:
    """The place names of a page in text order; ``taken`` spans belong to persons and bodies."""
    surnames, given = _surnames(parsed), _given(parsed)
    readers = [Reader(s, gazetteer, surnames, given) for s in parsed.sentences]
    gazetteer.prepare(key for reader in readers for key in reader.folded())
    found = [spot for reader in readers for spot in _of_sentence(reader)]
    sure = {s.key for s in found if s.verdict.accepted and s.verdict.points >= ENOUGH + 0.5}
    held = [s for s in found if _kept(s, sure)]
    return _addresses(held, readers, gazetteer, taken)


def _persons(parsed: Parsed) -> Iterator[Sequence[Token]]:
    return (tuple(e) for s in parsed.sentences for kind, e in s.tokens.ents if kind == "PERSON")


def _surnames(parsed: Parsed) -> frozenset[str]:
    """The last words of the page's persons of two names or more."""
    named = (p[-1].text for p in _persons(parsed) if len(p) > 1)
    return frozenset(fold(name) for name in named if name[0].isupper())


def _given(parsed: Parsed) -> frozenset[str]:
    """First names of those whom the page calls by the last alone as well; "Huntsville Fire" has none."""
    known = {p[0].text for p in _persons(parsed) if len(p) == 1}
    named = (p for p in _persons(parsed) if len(p) == _FULL_NAME and p[-1].text in known)
    return frozenset(fold(person[0].text) for person in named if person[0].text[0].isupper())


def _kept(spot: Spot, sure: set[str]) -> bool:
    """Accepted, or carried by the name's standing as a place elsewhere on the page; a piece
    of a longer name is not carried."""
    verdict = spot.verdict
    return verdict.accepted or (spot.key in sure and LONGER not in verdict.cues and verdict.points + _CARRIED >= ENOUGH)


def _of_sentence(reader: Reader) -> list[Spot]:
    """Listed names first, then whole stretches where those fell short; each stands where it
    is accepted, and doubtful ones are lifted by an accepted one beside them in a row."""
    listed = [_spot(reader, m) for m in reader.matches()]
    covered = {i for s in listed if s.verdict.accepted for i in range(s.first, s.last + 1)}
    longer = [_spot(reader, m) for m in reader.runs(covered)]
    wider = {i for s in longer if s.verdict.accepted for i in range(s.first, s.last + 1)}
    kept = [s for s in listed if s.verdict.accepted or not wider.intersection(range(s.first, s.last + 1))]
    spans = {(s.first, s.last) for s in kept}
    free = {i for first, last in spans for i in range(first, last + 1)}
    kept += [s for s in longer if s.verdict.accepted or not free.intersection(range(s.first, s.last + 1))]
    return _lifted(reader, sorted(kept, key=lambda s: s.first))


def _lifted(reader: Reader, found: list[Spot]) -> list[Spot]:
    """ "Cairo, Giza and Minya": what stands in a row with a place is likelier one."""
    lifted = list(found)
    for order in (range(len(lifted)), range(len(lifted) - 1, -1, -1)):
        for i in order:
            if not lifted[i].verdict.accepted and any(_lifts(reader, lifted[i], s) for s in _beside(lifted, i)):
                lifted[i] = _raised(lifted[i])
    return lifted


def _beside(found: list[Spot], at: int) -> list[Spot]:
    return found[max(0, at - 1) : at] + found[at + 1 : at + 2]


def _lifts(reader: Reader, doubtful: Spot, other: Spot) -> bool:
    beside = other.verdict.located and other.verdict.accepted and _in_row(reader, doubtful, other)
    return beside and not _is_plain(doubtful)


def _is_plain(spot: Spot) -> bool:
    """ "*Presumably*, Lagos will agree": a word of the language that no gazetteer holds."""
    return not spot.entries and spot.first == spot.last and is_english(lowered(spot.text))


def _raised(spot: Spot) -> Spot:
    verdict = Verdict(spot.verdict.points + _BESIDE, ("in a row with a place", *spot.verdict.cues), True)
    return replace(spot, verdict=verdict)


def _in_row(reader: Reader, one: Spot, two: Spot) -> bool:
    first, second = (one, two) if one.first <= two.first else (two, one)
    if not 0 < second.first - first.last - 1 <= _ROW:
        return False
    return _JOINING.issuperset(reader.texts[first.last + 1 : second.first])


def _spot(reader: Reader, match: Match) -> Spot:
    span = reader.sentence.between(reader.tokens[match.first], reader.tokens[match.last])
    verdict = judge(reader, match)
    opening, closing = reader.tokens[match.first], reader.tokens[match.last]
    after = reader.texts[match.last + 1] if match.last + 1 < len(reader.texts) else ""
    return Spot(
        reader.sentence,
        match.first,
        match.last,
        opening,
        closing,
        after,
        span,
        match.text,
        fold(match.text),
        match.entries,
        match.feature,
        verdict,
    )


def _addresses(
    found: list[Spot], readers: Iterable[Reader], gazetteer: Gazetteer, taken: Collection[Span]
) -> list[Spot]:
    """Adds states in short after "City," and takes out what others have claimed."""
    by_sentence: dict[int, list[Spot]] = {}
    for spot in found:
        by_sentence.setdefault(spot.sentence.index, []).append(spot)
    held: list[Spot] = []
    for reader in readers:
        mine = by_sentence.get(reader.sentence.index, [])
        held += sorted([*mine, *_postal(reader, mine, gazetteer)], key=lambda s: s.first)
    return [s for s in held if not any(t.contains(s.span) and t != s.span for t in taken)]


def _postal(reader: Reader, mine: list[Spot], gazetteer: Gazetteer) -> list[Spot]:
    """ "Augusta, Ga." and "Paris, TX": letters that mean a state only here."""
    added = []
    for spot in mine:
        at = spot.last + 2
        if at < len(reader.texts) and reader.texts[at - 1] == "," and not any(s.first <= at <= s.last for s in mine):
            held = [e for s in shorts().get(reader.texts[at], ()) for e in of_short(s.country, s.admin1, gazetteer)]
            if held:
                added.append(_spot(reader, Match(at, at, reader.texts[at], tuple(held), "", True)))
    return added
