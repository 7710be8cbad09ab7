"""Weighs the codebook, the parse and the learned head into one decision a trigger.

The head gives each trigger a distribution over the types and none; a type that the codebook
names for the word gains by a factor. A side's parties are those noun phrases whose words the
head marks, helped where the parse gives them the same part. Figures here were set on the
project's own kept-back sentences, never on another's gold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.actors import Mentions
from newsledger.actors.phrases import core
from newsledger.coding.arguments import Arguments, Finder, Side
from newsledger.coding.candidates import Candidate, candidates, carrier
from newsledger.coding.codebook import Codebook, Entry, Pattern
from newsledger.coding.decision import Decision, decide, promised
from newsledger.coding.factuality import Reading, factuality
from newsledger.coding.head import Encoding, Head, Judgement, candidate_words
from newsledger.language import Sentence
from newsledger.language.paragraphs import smooth
from newsledger.records import EventType, Party, Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from spacy.tokens import Token

# How much likelier a type becomes when the codebook names it for the word.
CODEBOOK_FACTOR = 4.0
# Least probability of the best type for a report: with the codebook's word, and without it.
KNOWN_WORD, UNKNOWN_WORD = 0.45, 0.75
# Least mark for a noun phrase to be a party, and what the parse's agreement adds to it.
PARTY_MARK, PARSE_BONUS = 0.5, 0.25
# Below this the head's factuality gives way to the rules'.
SURE_OF_FACTUALITY = 0.6


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with the encoder's reading of it."""

    sentence: Sentence
    encoding: Encoding
    states: npt.NDArray[np.float32]

    def within(self, token: Token) -> Span:
        """A token's characters, counted from the sentence's start."""
        span, start = self.sentence.span_of(token), self.sentence.span.start
        return Span(span.start - start, span.end - start)


def read(sentence: Sentence, head: Head) -> View:
    """The sentence as the encoder reads it."""
    return View(sentence, *head.states(smooth(sentence.text)))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A type's share after the codebook's word is counted in."""

    type: EventType
    share: float
    second: str | None


def weigh(judgement: Judgement, named: frozenset[EventType]) -> Weighed:
    """The best type with its share of all, none included."""
    raised = {t: p * (CODEBOOK_FACTOR if t in named else 1.0) for t, p in judgement.types.items()}
    total = sum(raised.values()) + judgement.none
    ranked = sorted(raised.items(), key=lambda item: (-item[1], item[0]))
    (best, first), (other, next_best) = ranked[0], ranked[1]
    rival = ("no event", judgement.none) if judgement.none > next_best else (str(other), next_best)
    return Weighed(best, first / total, f"{rival[0]} {rival[1] / total:.2f}")


class Judge:
    """Decides the events of one sentence."""

    def __init__(self, view: View, mentions: Mentions, codebook: Codebook, head: Head) -> None:
        self.view, self.mentions, self.codebook, self.head = view, mentions, codebook, head
        self.finder = Finder(view.sentence, mentions, codebook)

    def decisions(self) -> list[Decision]:
        return [d for c, j in self.judged() if (d := self._decide(c, j)) is not None]

    def judged(self) -> list[tuple[Candidate, Judgement | None]]:
        """Every candidate with what the head thinks of it; None past the head's cut."""
        found = self._candidates()
        offsets = [self.view.within(c.trigger).start for c in found]
        return list(zip(found, self.head.judge(self.view.encoding, self.view.states, offsets), strict=True))

    def _candidates(self) -> list[Candidate]:
        """The codebook's candidates, and every other word that the head can judge."""
        known = {c.trigger.i: c for c in candidates(self.view.sentence, self.codebook)}
        for token in candidate_words(self.view.sentence.tokens):
            if token.i not in known:
                known[token.i] = Candidate(token, (), (), carrier(token, self.codebook))
        return [known[i] for i in sorted(known)]

    def _decide(self, candidate: Candidate, judgement: Judgement | None) -> Decision | None:
        if judgement is None:
            return decide(candidate, self.finder, self.codebook)
        named = frozenset(p.entry.type for p in candidate.patterns)
        weighed = weigh(judgement, named)
        if weighed.share < (KNOWN_WORD if weighed.type in named else UNKNOWN_WORD):
            return None
        pattern = self.pattern(candidate, weighed.type, judgement)
        arguments = self._arguments(candidate, pattern, judgement)
        if not self._stands(candidate, pattern, arguments):
            return None
        return decided(self, candidate, judgement, weighed, arguments)

    def _stands(self, candidate: Candidate, pattern: Pattern, arguments: Arguments) -> bool:
        """No party, no event; a noun that no light verb carries must name a party of its own."""
        parties = (*arguments.actor.parties, *arguments.recipient.parties)
        if not any(public(p) for p in parties):
            return False
        if not candidate.nominal or candidate.carrier is not None:
            return True
        own = self.finder.find(candidate, pattern.entry)
        return bool(own.actor or own.recipient)

    def pattern(self, candidate: Candidate, kind: EventType, judgement: Judgement) -> Pattern:
        """The codebook's pattern of this type whose mode the head likes best; a bare one if none."""
        fitting = [p for p in candidate.patterns if p.entry.type is kind]
        if fitting:
            return max(fitting, key=lambda p: (len(p.needs), judgement.modes.get(f"{kind}/{p.entry.mode}", 0.0)))
        return Pattern(candidate.trigger.lemma_.lower(), candidate.trigger.lemma_.lower(), (), _bare(kind))

    def reading(self, candidate: Candidate, judgement: Judgement) -> Reading:
        rule = factuality(candidate.trigger, self.codebook, candidate.carrier)
        value, share = max(judgement.factualities.items(), key=lambda item: item[1])
        if value is rule.value or share < SURE_OF_FACTUALITY or rule.reason == "negated":
            return rule
        return Reading(value, f"learned head {share:.2f}; rules said {rule.value} ({rule.reason})", rule.promised)

    # -- parties ------------------------------------------------------------------------

    def _arguments(self, candidate: Candidate, pattern: Pattern, judgement: Judgement) -> Arguments:
        parsed = self.finder.find(candidate, pattern.entry)
        marked: dict[bool, list[tuple[Token, float]]] = {False: [], True: []}
        for token in self._heads():
            parts = {side: self._mark(token, judgement, parsed, recipient=side) for side in (False, True)}
            side = parts[True] > parts[False]
            if parts[side] >= PARTY_MARK:
                marked[side].append((token, parts[side]))
        actor = self._side(marked[False]) or self._fallback(parsed.actor, judgement, recipient=False)
        recipient = self._side(marked[True]) or self._fallback(parsed.recipient, judgement, recipient=True)
        return Arguments(actor, _without(recipient, actor))

    def _heads(self) -> Iterator[Token]:
        """Heads of noun phrases that are parties, and demonyms inside larger phrases that are none."""
        for token in self.view.sentence.tokens:
            if (
                token.dep_ not in {"compound", "det", "punct"}
                and token.is_alpha
                and self.mentions.one(token, self.view.sentence)
            ):
                yield token

    def _mark(self, token: Token, judgement: Judgement, parsed: Arguments, *, recipient: bool) -> float:
        spans = [self.view.within(t) for t in core(token)]
        marks = [judgement.part(s, recipient=recipient) for s in spans]
        own = judgement.part(self.view.within(token), recipient=recipient)
        side = parsed.recipient if recipient else parsed.actor
        return (own + sum(marks) / len(marks)) / 2 + PARSE_BONUS * any(token.i == h.i for h in side.heads)

    def _side(self, marked: Iterable[tuple[Token, float]]) -> Side:
        marks = list(marked)
        heads = [t for t, _ in marks if not any(_holds(h, t) for h, _ in marks)]
        parties: list[Party] = []
        for token in heads:
            parties += [p for p in self.mentions.one(token, self.view.sentence) if not _among(p, parties)]
        best = max((m for _, m in marks), default=0.0)
        return Side(tuple(parties), tuple(heads), f"learned head {min(best, 1.0):.2f}")

    def _fallback(self, side: Side, judgement: Judgement, *, recipient: bool) -> Side:
        """The parse's parties stand where the head marks none, unless it rather sees the other part."""
        kept = [h for h in side.heads if judgement.part(self.view.within(h), recipient=not recipient) < PARTY_MARK]
        return side if kept else Side()


def decided(
    judge: Judge, candidate: Candidate, judgement: Judgement, weighed: Weighed, arguments: Arguments
) -> Decision:
    """The decision for a candidate whose type and parties are settled."""
    pattern = judge.pattern(candidate, weighed.type, judgement)
    named = frozenset(p.entry.type for p in candidate.patterns)
    reading = judge.reading(candidate, judgement)
    kind, note = promised(weighed.type, reading)
    return Decision(
        candidate=candidate,
        pattern=pattern,
        type=kind,
        mode=_mode(kind, pattern, judgement),
        arguments=arguments,
        reading=reading,
        score=weighed.share,
        reason=_reason(weighed, pattern, named, judge.head.version) + note,
        second=weighed.second,
    )


def _holds(outer: Token, inner: Token) -> bool:
    """One phrase inside another's ("Qatar's" in "Qatar's emir"): the outer phrase is the party."""
    token = inner
    while token != outer:
        if token.dep_ in {"conj", "relcl", "acl", "ROOT"} or token.head == token:
            return False
        token = token.head
    return outer != inner


def _among(party: Party, parties: list[Party]) -> bool:
    return any(p == party or (p.id is not None and p.id == party.id) for p in parties)


# Of these alone nothing political is told: company news, a review, a match report.
_PRIVATE = frozenset({"BUS", "JRN", "UNK", "EDU", "MED"})


def public(party: Party) -> bool:
    """Whether a party takes part in public affairs: of a known state or body, or in a public role."""
    known = party.id is not None or party.country is not None
    return bool(set(party.sectors) - _PRIVATE) or (known and not party.sectors)


def _without(side: Side, other: Side) -> Side:
    ids = {p.id or p.span for p in other.parties}
    kept = tuple(p for p in side.parties if (p.id or p.span) not in ids)
    return Side(kept, side.heads if kept else (), side.reason)


def _bare(kind: EventType) -> Entry:
    flags = dict.fromkeys(("reciprocal", "party_object", "weak", "joint", "solo", "violent", "infinitive"), False)
    absorbs = kind in {EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.ACCUSE}
    return Entry(type=kind, mode=None, cameo=None, slots=(), absorbs=absorbs, subject=None, context=None, **flags)


# The head names a mode only when it is this sure; the codebook's own mode comes first.
_SURE_OF_MODE = 0.5


def _mode(kind: EventType, pattern: Pattern, judgement: Judgement) -> str | None:
    if pattern.entry.type is kind and pattern.entry.mode is not None:
        return pattern.entry.mode
    own = {m: p for m, p in judgement.modes.items() if m.startswith(f"{kind}/")}
    total = sum(own.values())
    best = max(own.items(), key=lambda item: item[1], default=None)
    if best is None or total < _SURE_OF_MODE or best[1] / total < _SURE_OF_MODE:
        return None
    return best[0].split("/", 1)[1]


def _reason(weighed: Weighed, pattern: Pattern, named: frozenset[EventType], version: str) -> str:
    word = f"codebook {pattern.words!r}" if weighed.type in named else f"word {pattern.words!r}, not in the codebook"
    return f"{weighed.type} {weighed.share:.2f}: {word} with learned head {version}"
