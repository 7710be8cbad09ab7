"""Which type a candidate is, whether it is a report at all, and why.

A candidate's patterns are weighed by what its parties are (a civil subject makes a strike a
protest, an armed one an attack); cooperation that is only promised becomes the type that the
ontology names as its future.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsledger.actors import Mentions
from newsledger.coding.arguments import Arguments, Finder
from newsledger.coding.candidates import Candidate, candidates
from newsledger.coding.codebook import Codebook, Entry, Pattern
from newsledger.coding.factuality import Reading, factuality
from newsledger.coding.ontology import ontology
from newsledger.coding.referee import Signs
from newsledger.coding.syntax import complements
from newsledger.language import Sentence
from newsledger.records import EventType, Party

CIVIL = frozenset({"CVL", "LAB", "EDU", "REL", "AGR", "REF", "OPP", "SOC", "MED", "PTY", "BUS", "JRN"})
ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "GOV", "COP"})
FORCES, CRIMINALS = frozenset({"MIL", "COP", "SPY", "GOV", "JUD"}), frozenset({"CRM"})


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate decided: its entry, type, parties and factuality, a score 0..1 and reasons."""

    candidate: Candidate
    pattern: Pattern
    type: EventType
    mode: str | None
    arguments: Arguments
    reading: Reading
    score: float
    reason: str
    second: str | None = None
    signs: Signs | None = None

    @property
    def entry(self) -> Entry:
        return self.pattern.entry


def _sectors(parties: tuple[Party, ...]) -> set[str]:
    return {s for p in parties for s in p.sectors[:1]}


def _subject_fits(entry: Entry, sides: Arguments) -> bool:
    if entry.subject is None:
        return True
    sectors = _sectors(sides.actor.parties)
    return bool(sectors & (CIVIL if entry.subject == "civil" else ARMED))


def _joint(sides: Arguments) -> bool:
    countries = {p.country for p in (*sides.actor.parties, *sides.recipient.parties) if p.country}
    return len(countries) > 1


def _fits(pattern: Pattern, sides: Arguments) -> bool:
    entry = pattern.entry
    if not _subject_fits(entry, sides) or (entry.joint and not _joint(sides)):
        return False
    if entry.party_object and not (sides.recipient or sides.actor):
        return False
    return not (entry.party_object and not sides.recipient)


def _score(pattern: Pattern, sides: Arguments) -> float:
    """A first weight for a reading: more words, both parties and known countries speak for it."""
    score = 0.35 + 0.12 * min(len(pattern.needs), 2) + 0.02 * (pattern.entry.subject is not None)
    score += 0.15 * bool(sides.actor) + 0.12 * bool(sides.recipient)
    score += 0.08 * any(p.country for p in sides.actor.parties) + 0.08 * any(p.country for p in sides.recipient.parties)
    return score - 0.2 * pattern.entry.weak


def _enough(pattern: Pattern, sides: Arguments, candidate: Candidate) -> bool:
    """No party, no event; a weak word or a bare noun needs both sides."""
    entry = pattern.entry
    both = bool(sides.actor) and (bool(sides.recipient) or len(sides.actor.parties) > 1)
    if entry.weak or (candidate.nominal and candidate.carrier is None):
        return both
    if ontology()[entry.type].recipient and not sides.recipient:
        return False
    if entry.infinitive and not _asked_to(candidate):
        return False
    return bool(sides.actor) or (bool(sides.recipient) and entry.party_object)


def _asked_to(candidate: Candidate) -> bool:
    """Someone is told to do something: an infinitive hangs on the verb."""
    return any(any(c.tag_ == "TO" for c in clause.children) for clause in complements(candidate.verb))


def promised(kind: EventType, reading: Reading) -> tuple[EventType, str]:
    """What a cooperative type becomes when it is still to come, with a note for the reason."""
    future = ontology()[kind].future
    if future is not None and reading.promised:
        return future, f"; {kind} promised is {future}"
    return kind, ""


def lawful(kind: EventType, mode: str | None, sides: Arguments) -> tuple[EventType, str | None]:
    """What a deed is where a state's forces do it to criminals: a navy that captures pirates arrests them."""
    facts = ontology()[kind].modes.get(mode or "")
    doers, done_to = sides.actor.parties, sides.recipient.parties
    if facts is None or facts.lawful is None or not doers or not done_to:
        return kind, mode
    enforced = all(FORCES & set(p.sectors) for p in doers) and all(CRIMINALS & set(p.sectors) for p in done_to)
    other, _, its_mode = facts.lawful.partition("/")
    return (EventType(other), its_mode) if enforced else (kind, mode)


def decide(candidate: Candidate, finder: Finder, codebook: Codebook) -> Decision | None:
    """The best reading of a candidate, or None where the codebook's conditions are not met."""
    readings: list[Decision] = []
    reading = factuality(candidate.trigger, codebook, candidate.carrier)
    for pattern in candidate.patterns:
        sides = finder.find(candidate, pattern.entry)
        if not _fits(pattern, sides) or not _enough(pattern, sides, candidate):
            continue
        kind, note = promised(pattern.entry.type, reading)
        whose = "own codebook" if pattern.entry.own else "codebook"
        reason = f"{whose} {pattern.entry.type}: {pattern.words!r}{note}"
        mode = pattern.entry.mode if kind is pattern.entry.type else None
        readings.append(Decision(candidate, pattern, kind, mode, sides, reading, _score(pattern, sides), reason))
    if not readings:
        return None
    readings.sort(key=lambda d: -d.score)
    best = readings[0]
    second = next(
        (f"{d.type} ({d.pattern.words!r}, {d.score:.2f})" for d in readings[1:] if d.type is not best.type), None
    )
    return replace(best, second=second, arguments=best.arguments)


def by_codebook(sentence: Sentence, mentions: Mentions, book: Codebook) -> list[Decision]:
    """The decisions of codebook and parse alone, without the learned head."""
    finder = Finder(sentence, mentions, book)
    return [d for c in candidates(sentence, book) if (d := decide(c, finder, book)) is not None]
