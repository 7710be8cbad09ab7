"""A data set's row as a page with one report: the row's own words are the page, and so its evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newsledger.coding.ontology import intensity, ontology
from newsledger.reading.outlets import outlet_of
from newsledger.records import (
    Basis,
    Coded,
    CoderVersion,
    DateBasis,
    Document,
    EventType,
    Evidence,
    EvidenceFields,
    Factuality,
    Party,
    Precision,
    Published,
    Report,
    Span,
    When,
    WhenBasis,
    Where,
    Why,
    Zone,
    ZoneKind,
)

# Data sets do not say how sure they are of a row; half is neither trusted nor thrown away by --min-confidence.
_SURE = 0.5


def number_in(cell: str) -> float | None:
    """The number that a cell holds; none where it is empty or holds something else."""
    try:
        return float(cell)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a row says, in the ledger's terms; ``what`` is the row's own name for the event."""

    key: str
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str | None
    score: float | None
    what: str
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    day: date
    where: Where | None
    url: str | None
    outlet: str | None
    published: date | None


def coded(facts: RowFacts, source: str, raw: bytes, coder: CoderVersion) -> Coded:
    """The page and report of a row, with ids that rest on the coder and the row's own key."""
    document = _document(facts, source, raw, coder)
    return Coded(document, (_report(facts, document, coder),), (), (), ())


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(party.text for party in parties) or "(nobody)"


def _line(facts: RowFacts) -> str:
    """The row in words, and where each part stands in them."""
    spot = f", {facts.where.text}" if facts.where else ""
    return f"{_names(facts.actor)}: {facts.what}, {_names(facts.recipient)}, {facts.day.isoformat()}{spot}"


def _document(facts: RowFacts, source: str, raw: bytes, coder: CoderVersion) -> Document:
    digest = hashlib.sha256(f"{coder.name}|{facts.key}".encode()).hexdigest()
    text = _line(facts)
    return Document(
        document_id=f"d{digest[:16]}",
        source=source,
        sha256=hashlib.sha256(raw).hexdigest(),
        # Many rows cite one page; the row's key keeps the ledger from taking them for versions of it.
        url=f"{facts.url}#{facts.key}" if facts.url else None,
        outlet=outlet_of(facts.outlet, facts.url) if facts.outlet or facts.url else None,
        title=None,
        authors=(),
        language=None,
        published=_published(facts.published),
        text=text,
        zones=(Zone(ZoneKind.BODY, 0, len(text)),),
        input_id=facts.key,
    )


def _published(day: date | None) -> Published:
    if day is None:
        return Published()
    return Published(day, day, Precision.DAY, DateBasis.GIVEN, "the row's own date")


def _report(facts: RowFacts, page: Document, coder: CoderVersion) -> Report:
    score = intensity(facts.type, facts.modes) if facts.score is None else facts.score
    return Report(
        report_id=f"r{page.document_id[1:]}",
        document_id=page.document_id,
        event_id=None,
        type=facts.type,
        modes=facts.modes,
        contexts=facts.contexts,
        cameo=facts.cameo,
        quad=ontology()[facts.type].quad,
        intensity=score,
        actor=facts.actor,
        recipient=facts.recipient,
        when=When(facts.day, facts.day, Precision.DAY, None, None, WhenBasis.TEXT, "the row's own date"),
        where=facts.where,
        factuality=Factuality.ACTUAL,
        attribution=(),
        basis=Basis.STATED,
        things=(),
        toll=None,
        evidence=Evidence(page.text, 0, len(page.text), _fields(facts, page.text)),
        confidence=_SURE,
        why=Why(f"the row says {facts.what}", actor="the row's own code", recipient="the row's own code"),
        coder=coder,
    )


def _fields(facts: RowFacts, text: str) -> EvidenceFields:
    actor = Span(0, len(_names(facts.actor)))
    predicate = Span(actor.end + 2, actor.end + 2 + len(facts.what))
    recipient = Span(predicate.end + 2, predicate.end + 2 + len(_names(facts.recipient)))
    when = Span(recipient.end + 2, recipient.end + 2 + len(facts.day.isoformat()))
    return EvidenceFields(
        actor=(actor,) if facts.actor else (),
        recipient=(recipient,) if facts.recipient else (),
        predicate=(predicate,),
        when=(when,),
        where=(Span(when.end + 2, len(text)),) if facts.where else (),
    )
