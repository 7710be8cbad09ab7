"""A decision and what the other floors read, put together as one report."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsledger.actors import Mentions
from newsledger.attribution import Standing, attribution_of
from newsledger.coding.arguments import Side
from newsledger.coding.context import Around, with_countries
from newsledger.coding.contexts import contexts
from newsledger.coding.decision import Decision
from newsledger.coding.ontology import cameo, intensity, ontology
from newsledger.coding.things import things
from newsledger.coding.tolls import toll
from newsledger.language import Parsed, Sentence
from newsledger.places import event_place, is_of_sentence_before
from newsledger.records import (
    Basis,
    Claim,
    CoderVersion,
    EventType,
    Evidence,
    EvidenceFields,
    Factuality,
    Party,
    PlaceMention,
    PlacePrecision,
    Published,
    Report,
    Span,
    TimeMention,
    When,
    Where,
    Why,
)
from newsledger.times import event_date


@dataclass(frozen=True, slots=True)
class Page:
    """Everything read from a document before its reports are put together."""

    parsed: Parsed
    mentions: Mentions
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    claims: tuple[Claim, ...]
    filed: PlaceMention | None = None
    homes: Mapping[str, PlaceMention] = field(default_factory=dict)

    @property
    def all_places(self) -> tuple[PlaceMention, ...]:
        """The page's places in text order, that of its dateline among them."""
        filed = (self.filed,) if self.filed is not None else ()
        return tuple(sorted((*self.places, *filed), key=lambda p: p.span))

    @property
    def home(self) -> PlaceMention | None:
        """Where the page was filed from, if it names parties of that country alone, or of none."""
        states = {c for c in self.mentions.countries() if len(c) == 3}
        return self.filed if self.filed is not None and states <= {self.filed.country} else None

    def before(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The sentences before this one in the page, nearest last; at most three."""
        return self.parsed.sentences[max(0, sentence.index - 3) : sentence.index]


def _when(decision: Decision, sentence: Sentence, page: Page) -> When:
    verb, verbal = decision.candidate.verb, ontology()[decision.type].verbal
    before, published = page.before(sentence), page.parsed.document.published
    return event_date(verb, sentence, page.times, before, published, verbal=verbal)


def _where(decision: Decision, sentence: Sentence, page: Page, *, spoken: bool) -> Where | None:
    verb, before = decision.candidate.verb, page.before(sentence)
    return event_place(verb, sentence, page.places, before, page.filed, spoken=spoken)


def _at_home(about: Where | None, parties: Sequence[Party]) -> Where | None:
    """The country of which the sentence before speaks, where those who speak are of it; else they may speak of it."""
    known = about is not None and about.precision is PlacePrecision.COUNTRY and is_of_sentence_before(about)
    return about if known and about and parties and all(p.country == about.country for p in parties) else None


def _dated(side: Side, when: When, page: Page) -> tuple[Party, ...]:
    return tuple(page.mentions.dated(p, when.end) for p in side.parties)


def _told_from(sentence: Sentence, page: Page) -> tuple[Sentence, ...]:
    """The sentence with the one before it, which often names the state that this one speaks of."""
    return (*page.before(sentence)[-1:], sentence)


def _spans(side: Side) -> tuple[Span, ...]:
    return tuple(p.span for p in side.parties if p.span is not None)


def _fields(decision: Decision, sentence: Sentence, when: When, where: Where | None, told: Standing) -> EvidenceFields:
    trigger = [decision.candidate.trigger, *decision.candidate.words]
    return EvidenceFields(
        actor=_spans(decision.arguments.actor),
        recipient=_spans(decision.arguments.recipient),
        predicate=tuple(sentence.span_of(t) for t in trigger),
        when=(when.span,) if when.span else (),
        where=(where.span,) if where and where.span else (),
        attribution=told.spans,
    )


def _modes(decision: Decision, where: Where | None, parties: Sequence[Party]) -> tuple[str, ...]:
    """The mode, unless the place speaks against it: who meets at home or nobody knows where has no third for a host."""
    mode = ontology()[decision.type].modes.get(decision.mode or "")
    states = {p.country for p in parties if p.country}
    hosted = len(states) > 2 or (where is not None and where.country is not None and where.country not in states)
    return (decision.mode,) if decision.mode and not (mode and mode.abroad and not hosted) else ()


def _finest(decision: Decision) -> str | None:
    """The codebook's own CAMEO code for these words, unless the event is of another type or way than they tell."""
    entry = decision.entry
    return entry.cameo if entry.type is decision.type and entry.mode in {None, decision.mode} else None


def _report_id(document_id: str, trigger: Span, kind: EventType) -> str:
    key = f"{document_id}|{trigger.start}|{trigger.end}|{kind}"
    return "r" + hashlib.sha256(key.encode()).hexdigest()[:16]


# What nobody says neither happened nor is denied.
_ASSERTED = frozenset({Factuality.ACTUAL, Factuality.ONGOING, Factuality.DENIED})


def _factuality(decision: Decision, told: Standing, when: When, published: Published) -> Factuality:
    value = decision.reading.value
    if value is Factuality.ACTUAL and _is_ahead(when, published):
        return Factuality.PLANNED
    if told.unsaid and value in _ASSERTED:
        return Factuality.CONDITIONAL
    return Factuality.DENIED if told.negated and told.basis is not Basis.STATED else value


def _is_ahead(when: When, published: Published) -> bool:
    """A day after the page's is still to come, whatever the tense: "as officials confer on Thursday"."""
    stated = when.text is not None
    return stated and when.start is not None and published.end is not None and when.start > published.end


def _why(decision: Decision, told: Standing) -> Why:
    sides = decision.arguments
    return Why(
        type=decision.reason,
        actor=_side_reason(sides.actor),
        recipient=_side_reason(sides.recipient),
        factuality=decision.reading.reason + ("; told that it was not said" if told.unsaid else ""),
        second=decision.second,
    )


def _side_reason(side: Side) -> str:
    if not side:
        return "none found"
    return f"{side.reason}: " + "; ".join(f"{p.text} ({p.resolved_by})" for p in side.parties)


def assemble(decision: Decision, sentence: Sentence, page: Page, coder: CoderVersion) -> Report:
    """One report with its date, place, chain of attribution and evidence."""
    document = page.parsed.document
    when = _when(decision, sentence, page)
    concerned = _where(decision, sentence, page, spoken=False)
    where = _where(decision, sentence, page, spoken=True) if ontology()[decision.type].spoken else concerned
    trigger = decision.candidate.trigger
    actor, recipient = with_countries(
        _dated(decision.arguments.actor, when, page),
        _dated(decision.arguments.recipient, when, page),
        # What an event is about tells of its nameless parties, though it is not where it happened.
        Around(concerned, page.places, page.home, page.homes, page.mentions.homelands, _told_from(sentence, page)),
    )
    where = where or _at_home(concerned, actor or recipient)
    told = attribution_of(trigger, sentence, page.claims, document, page.before(sentence))
    modes = _modes(decision, where, (*actor, *recipient))
    given = (decision.entry.context,) if decision.entry.context else ()
    fields = _fields(decision, sentence, when, where, told)
    return Report(
        report_id=_report_id(document.document_id, sentence.span_of(trigger), decision.type),
        document_id=document.document_id,
        event_id=None,
        type=decision.type,
        modes=modes,
        contexts=contexts(sentence.text, given),
        cameo=cameo(decision.type, modes, _finest(decision)),
        quad=ontology()[decision.type].quad,
        intensity=intensity(decision.type, modes),
        actor=actor,
        recipient=recipient,
        when=when,
        where=where,
        factuality=_factuality(decision, told, when, document.published),
        attribution=told.chain,
        basis=told.basis,
        things=things(decision.candidate.verb, sentence),
        toll=toll(sentence) if decision.type in {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST} else None,
        evidence=Evidence(sentence.span.of(document.text), *sentence.span, fields),
        confidence=round(max(0.05, min(decision.score, 0.99)), 3),
        why=_why(decision, told),
        coder=coder,
    )


# What a page dates before this year it tells as history; neither coders nor readers of events ask for it.
_EARLIEST = 1900


def is_history(report: Report) -> bool:
    """Whether the text itself dates the event before the time that a ledger of news is about."""
    return report.when.text is not None and report.when.end is not None and report.when.end.year < _EARLIEST


def about(claims: tuple[Claim, ...], reports: tuple[Report, ...]) -> tuple[Claim, ...]:
    """Claims with the reports that their words tell of."""
    return tuple(
        replace(
            c, about=tuple(r.report_id for r in reports if any(c.span.contains(s) for s in r.evidence.fields.predicate))
        )
        for c in claims
    )
