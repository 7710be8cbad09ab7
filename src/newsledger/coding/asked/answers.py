"""What the model said, held against the sentences: only what stands in them is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from newsledger.actors import Mentions
from newsledger.coding.arguments import Arguments, Side
from newsledger.coding.candidates import Candidate, carrier
from newsledger.coding.codebook import Codebook, Entry, Pattern
from newsledger.coding.decision import Decision
from newsledger.coding.factuality import Reading, factuality
from newsledger.coding.ontology import ontology
from newsledger.language import Sentence
from newsledger.records import EventType, Factuality, Party, Span

_FENCED = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.DOTALL)
# Events that one question can yield: the sentences of a question hold far fewer.
_MOST = 100
_PARTIES = 20
# A model's own word for how sure it is has not been measured: its rows say neither yes nor no.
UNMEASURED = 0.5


class AnswerError(ValueError):
    """Words that are no answer in the form that was asked for."""


def _listed(value: Any) -> Any:
    return [] if value is None else [value] if isinstance(value, str) else value


Names = Annotated[list[str], BeforeValidator(_listed), Field(max_length=_PARTIES)]


class Told(BaseModel):
    """One event as the model tells it; fields that were not asked for are passed over."""

    sentence: int
    type: str
    mode: str | None = None
    trigger: str
    actor: Names = []
    recipient: Names = []
    factuality: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """An event that is not believed, and why."""

    why: str


def events(words: str) -> list[Any]:
    """The events of an answer, unchecked. Raises AnswerError where there is no such list."""
    fenced = _FENCED.fullmatch(words)
    try:
        value = orjson.loads(fenced.group(1) if fenced else words)
    except orjson.JSONDecodeError as error:
        raise AnswerError(f"it is not JSON: {error.msg}") from error
    found = value.get("events") if isinstance(value, dict) else None
    if not isinstance(found, list):
        raise AnswerError('it is no object with a list "events"')
    return found[:_MOST]


class Believer:
    """Turns a page's answers into decisions; ``by`` names the model in their reasons."""

    def __init__(self, mentions: Mentions, codebook: Codebook, by: str) -> None:
        self.mentions, self.codebook, self.by = mentions, codebook, by

    def decisions(
        self, told: Sequence[Any], sentences: Sequence[Sentence]
    ) -> Iterator[tuple[Sentence, Decision] | Dropped]:
        """For each event its sentence and decision, or why it is dropped; one word tells a type but once."""
        seen: set[tuple[int, int, EventType]] = set()
        for each in told:
            found = self._judged(each, sentences)
            if not isinstance(found, Dropped):
                sentence, decision = found
                key = (sentence.index, decision.candidate.trigger.i, decision.type)
                if key in seen:
                    found = Dropped(f"{decision.type} is told twice by {decision.candidate.trigger.text!r}")
                seen.add(key)
            yield found

    def _judged(self, each: Any, sentences: Sequence[Sentence]) -> tuple[Sentence, Decision] | Dropped:
        try:
            told = Told.model_validate(each)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            return Dropped(f"it is not in the form: {'.'.join(map(str, first['loc']))}: {first['msg']}")
        if not 1 <= told.sentence <= len(sentences):
            return Dropped(f"there is no sentence {told.sentence}")
        sentence = sentences[told.sentence - 1]
        found = self._decided(told, sentence)
        return found if isinstance(found, Dropped) else (sentence, found)

    def _decided(self, told: Told, sentence: Sentence) -> Decision | Dropped:
        if told.type not in EventType.__members__.values():
            return Dropped(f"there is no type {told.type[:40]!r}")
        kind = EventType(told.type)
        if told.mode is not None and told.mode not in ontology()[kind].modes:
            return Dropped(f"{kind} has no mode {told.mode[:40]!r}")
        words = _span(told.trigger, sentence)
        inside = sentence.inside(words) if words else ()
        if words is None or not inside:
            return Dropped(f"the trigger {told.trigger[:60]!r} does not stand in the sentence")
        sides = [self._side(names, sentence, words) for names in (told.actor, told.recipient)]
        wrong = next((side for side in sides if isinstance(side, Dropped)), None)
        if wrong is not None:
            return wrong
        actor, recipient = (side for side in sides if isinstance(side, Side))
        return self._weighed(told, kind, inside, Arguments(actor, _without(recipient, actor)))

    def _weighed(self, told: Told, kind: EventType, inside: Sequence[Any], sides: Arguments) -> Decision | Dropped:
        if not sides.actor and not sides.recipient:
            return Dropped("it names no party")
        if ontology()[kind].recipient and not sides.recipient:
            return Dropped(f"{kind} needs a recipient")
        trigger = _head(inside)
        pattern = Pattern(trigger.lemma_.lower(), trigger.lemma_.lower(), (), _entry(kind, told.mode))
        others = tuple(t for t in inside if t is not trigger)
        candidate = Candidate(trigger, (pattern,), others, carrier(trigger, self.codebook))
        reason = f"{kind} by {self.by}, for the words {told.trigger!r}"
        reading = self._reading(told, candidate)
        return Decision(candidate, pattern, kind, told.mode, sides, reading, UNMEASURED, reason)

    def _reading(self, told: Told, candidate: Candidate) -> Reading:
        rule = factuality(candidate.trigger, self.codebook, candidate.carrier)
        if told.factuality not in {f.value for f in Factuality}:
            return rule
        value = Factuality(str(told.factuality))
        return rule if value is rule.value else Reading(value, f"{self.by}; rules said {rule.value} ({rule.reason})")

    def _side(self, names: Sequence[str], sentence: Sentence, trigger: Span) -> Side | Dropped:
        parties: list[Party] = []
        heads: list[Any] = []
        for name in names:
            span = _span(name, sentence)
            inside = sentence.inside(span) if span else ()
            if span is None or not inside or span.overlaps(trigger):
                return Dropped(f"the party {name[:60]!r} does not stand in the sentence beside the trigger")
            party = self.mentions.party_at(span) or Party(name.strip(), name.strip(), span=span)
            if not any(_same(party, other) for other in parties):
                parties.append(party)
                heads.append(_head(inside))
        return Side(tuple(parties), tuple(heads), self.by)


def _span(words: str, sentence: Sentence) -> Span | None:
    """Where these very words first stand in the sentence, in the document's characters."""
    bare = words.strip()
    found = re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", sentence.text) if bare else None
    return Span(sentence.span.start + found.start(), sentence.span.start + found.end()) if found else None


def _head(inside: Sequence[Any]) -> Any:
    """The word that the others hang on."""
    held = {token.i for token in inside}
    return next((t for t in inside if t.head.i not in held or t.head is t), inside[0])


def _same(one: Party, other: Party) -> bool:
    return (one.id is not None and one.id == other.id) or one.span == other.span


def _without(side: Side, other: Side) -> Side:
    kept = [n for n, p in enumerate(side.parties) if not any(_same(p, o) for o in other.parties)]
    return Side(tuple(side.parties[n] for n in kept), tuple(side.heads[n] for n in kept), side.reason)


def _entry(kind: EventType, mode: str | None) -> Entry:
    flags = ("absorbs", "reciprocal", "party_object", "weak", "joint", "solo", "violent", "infinitive")
    return Entry(type=kind, mode=mode, cameo=None, slots=(), subject=None, context=None, **dict.fromkeys(flags, False))
