"""The one best report between two parties that the reader already knows.

Which word tells the event is often in doubt, less so what passes between the two: the type is the
mean over the triggers, each as far as it seems to have these parties, and the pair's own head has
more to say than where the parties are to be found as well. Weights by our kept-back sentences with
both parties given: type right .74 by the best trigger and the usual weight, .77 so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsledger.coding.arguments import Arguments, Side
from newsledger.coding.candidates import Candidate
from newsledger.coding.decision import Decision
from newsledger.coding.head import Judgement
from newsledger.coding.judging import Judge, Proposal, decided
from newsledger.coding.weighing import Weighed, favoured, likely, settled
from newsledger.language import Sentence
from newsledger.records import KnownPair, Party, Span

# How sharply the mean over the triggers prefers the better ones (an inverse temperature), and the pair's exponent.
_SHARPNESS, _PAIR_WEIGHT = 4.0, 2.0
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


def _passing(best: _Choice, choices: Sequence[_Choice]) -> Weighed:
    """What passes between the pair, by every trigger of the best one's sentence and by the parties' own words."""
    beside = [c for c in choices if c.judge is best.judge]
    shares = [math.exp(_SHARPNESS * (c.score - best.score)) for c in beside]
    held = [favoured(c.judgement, c.candidate) for c in beside]
    pair = best.judge.between(best.actor, best.recipient)
    types = {t: p**_PAIR_WEIGHT * sum(w * one[t] for w, one in zip(shares, held, strict=True)) for t, p in pair.items()}
    return settled(likely(best.judgement, best.candidate.named), types)


def between(judges: Sequence[Judge], pair: KnownPair) -> Iterator[tuple[Sentence, Decision]]:
    """The best-scored trigger with its likeliest type; nothing where the words stand nowhere."""
    choices = [c for judge in judges for c in _choices(judge, pair)]
    if not choices:
        return
    best = max(choices, key=lambda c: (c.score, -c.candidate.trigger.i))
    judge = best.judge
    weighed = _passing(best, choices)
    pattern = judge.pattern(best.candidate, weighed.type, best.judgement)
    arguments = Arguments(_side(best.actor, judge), _side(best.recipient, judge))
    one = Proposal(best.candidate, best.judgement, weighed, pattern, arguments)
    yield judge.view.sentence, decided(judge, one, one.strength)
