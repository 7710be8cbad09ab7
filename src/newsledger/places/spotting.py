"""Finds the words of a page that name places, before asking which places they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from newsledger.language import Parsed, Sentence
from newsledger.places.evidence import ENOUGH, Verdict, judge
from newsledger.places.gazetteer import Entry, Gazetteer
from newsledger.places.knowledge import shorts
from newsledger.places.matching import Match, Reader, of_short
from newsledger.places.names import fold
from newsledger.records import Span

# What a name's acceptance elsewhere on the page adds to a doubtful mention of it.
_CARRIED = 1.2


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a sentence that names a place.

    ``first`` and ``last`` are its tokens' positions in the sentence; ``entries`` the places
    of the name, empty where the gazetteer has none; ``feature`` what the words themselves
    tell ("Rapides Parish": admin2), else "".
    """

    sentence: Sentence
    first: int
    last: int
    span: Span
    text: str
    key: str
    entries: tuple[Entry, ...]
    feature: str
    verdict: Verdict


def spots(parsed: Parsed, gazetteer: Gazetteer, taken: Collection[Span] = ()) -> list[Spot]:
    """The place names of a page in text order; ``taken`` spans belong to persons and bodies."""
    readers = [Reader(s, gazetteer) for s in parsed.sentences]
    gazetteer.prepare(key for reader in readers for key in reader.folded())
    found = [spot for reader in readers for spot in _of_sentence(reader)]
    sure = {s.key for s in found if s.verdict.accepted and s.verdict.points >= ENOUGH + 0.5}
    held = [s for s in found if _kept(s, sure)]
    return _addresses(held, readers, gazetteer, taken)


def _kept(spot: Spot, sure: set[str]) -> bool:
    return spot.verdict.accepted or (spot.key in sure and spot.verdict.points + _CARRIED >= ENOUGH)


def _of_sentence(reader: Reader) -> list[Spot]:
    matches = list(reader.matches())
    covered = {i for m in matches for i in range(m.first, m.last + 1)}
    matches += reader.unknown(covered)
    return [_spot(reader, m) for m in sorted(matches, key=lambda m: m.first)]


def _spot(reader: Reader, match: Match) -> Spot:
    span = reader.sentence.between(reader.tokens[match.first], reader.tokens[match.last])
    verdict = judge(reader, match)
    return Spot(reader.sentence, match.first, match.last, span, match.text, fold(match.text), match.entries, match.feature, verdict)


def _addresses(found: list[Spot], readers: Iterable[Reader], gazetteer: Gazetteer, taken: Collection[Span]) -> list[Spot]:
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
    """"Augusta, Ga." and "Paris, TX": letters that mean a state only here."""
    added = []
    for spot in mine:
        at = spot.last + 2
        if at < len(reader.texts) and reader.texts[at - 1] == "," and not any(s.first <= at <= s.last for s in mine):
            held = [e for s in shorts().get(reader.texts[at], ()) for e in of_short(s.country, s.admin1, gazetteer)]
            if held:
                added.append(_spot(reader, Match(at, at, reader.texts[at], tuple(held), "", True)))
    return added
