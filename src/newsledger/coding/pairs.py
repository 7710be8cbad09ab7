"""The one best report between two parties that the reader already knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsledger.coding.arguments import Arguments, Side
from newsledger.coding.candidates import Candidate
from newsledger.coding.decision import Decision
from newsledger.coding.head import Judgement
from newsledger.coding.judging import Judge, Proposal, decided, weigh
from newsledger.language import Sentence
from newsledger.records import KnownPair, Party, Span

_ELISION = re.compile(r"\s*(?:\.\.\.|…)\s*")


@dataclass(frozen=True, slots=True)
class _Choice:
    score: float
    judge: Judge
    candidate: Candidate
    judgement: Judgement
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]


def _spans(words: Sequence[str], text: str) -> tuple[Span, ...]:
    """Where the given words stand in a sentence; of an elided phrase, where its parts do."""
    found = []
    for phrase in words:
        for part in (p for p in _ELISION.split(phrase) if p):
            at = text.find(part)
            found += [Span(at, at + len(part))] if at >= 0 else []
    return tuple(found)


def holds(sentence: Sentence, pair: KnownPair) -> bool:
    """Whether words of either party stand in a sentence."""
    text = sentence.text
    return bool(_spans(pair.actor, text) or _spans(pair.recipient, text))


def _score(judgement: Judgement, actor: tuple[Span, ...], recipient: tuple[Span, ...]) -> float:
    """How well a trigger is an event with these parties in these parts, 0..2."""
    marks = [judgement.part(s, recipient=False) for s in actor] + [judgement.part(s, recipient=True) for s in recipient]
    return 1 - judgement.none + (sum(marks) / len(marks) if marks else 0.0)


def _choices(judge: Judge, pair: KnownPair) -> Iterator[_Choice]:
    text = judge.view.sentence.text
    actor, recipient = _spans(pair.actor, text), _spans(pair.recipient, text)
    if not actor and not recipient:
        return
    for candidate, judgement in judge.judged():
        if judgement is not None:
            yield _Choice(_score(judgement, actor, recipient), judge, candidate, judgement, actor, recipient)


def _party(span: Span, judge: Judge) -> Party:
    """The party that the given words stand for; the bare words where none is known."""
    sentence = judge.view.sentence
    placed = Span(span.start + sentence.span.start, span.end + sentence.span.start)
    found = judge.mentions.party_at(placed)
    words = placed.of(judge.mentions.parsed.document.text)
    given = found or Party(words, words)
    return replace(given, text=words, span=placed, resolved_by=f"given; {given.resolved_by}")


def _side(spans: tuple[Span, ...], judge: Judge) -> Side:
    return Side(tuple(_party(s, judge) for s in spans), (), "given by the row")


def between(judges: Sequence[Judge], pair: KnownPair) -> Iterator[tuple[Sentence, Decision]]:
    """The best-scored trigger with its likeliest type; nothing where the words stand nowhere."""
    choices = [c for judge in judges for c in _choices(judge, pair)]
    if not choices:
        return
    best = max(choices, key=lambda c: (c.score, -c.candidate.trigger.i))
    judge = best.judge
    passing = judge.head.between(judge.view.encoding, judge.view.states, best.actor, best.recipient)
    weighed = weigh(best.judgement, best.candidate, passing)
    pattern = judge.pattern(best.candidate, weighed.type, best.judgement)
    arguments = Arguments(_side(best.actor, judge), _side(best.recipient, judge))
    one = Proposal(best.candidate, best.judgement, weighed, pattern, arguments)
    yield judge.view.sentence, decided(judge, one, one.strength)
