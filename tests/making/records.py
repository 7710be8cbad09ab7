"""Records with as little said as a test needs."""

from __future__ import annotations

import hashlib
from datetime import date

from newsledger.records import (
    Basis,
    Claim,
    ClaimKind,
    Coded,
    CoderVersion,
    Corroboration,
    DateBasis,
    Document,
    Event,
    EventType,
    Evidence,
    EvidenceFields,
    Factuality,
    Origin,
    Outlet,
    Party,
    PartyKind,
    PlacePrecision,
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

VERSION = CoderVersion("counting", "1", "abc")


def party(name: str, country: str | None = None, id: str | None = None, text: str | None = None) -> Party:
    return Party(text or name, name, id=id, kind=PartyKind.PERSON, country=country, resolved_by="given", confidence=0.9)


def document(text: str, source: str = "page.txt", **fields) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    day = fields.pop("day", date(2023, 7, 27))
    values = {
        "document_id": f"d-{digest[:12]}",
        "source": source,
        "sha256": digest,
        "url": None,
        "outlet": Outlet("Daily Post", "daily-post", "GBR"),
        "title": text.split(".")[0],
        "authors": (),
        "language": "en",
        "published": Published(day, day, Precision.DAY, DateBasis.METADATA),
        "text": text,
        "zones": (Zone(ZoneKind.BODY, 0, len(text)),),
    }
    return Document(**{**values, **fields})


def report(page: Document, start: int, end: int, **fields) -> Report:
    sentence = page.text[start:end]
    day = date(2023, 7, 26)
    values = {
        "report_id": f"r-{page.document_id}-{start}",
        "document_id": page.document_id,
        "event_id": None,
        "type": EventType.CONSULT,
        "modes": ("visit",),
        "contexts": ("diplomatic",),
        "cameo": "042",
        "quad": 1,
        "intensity": 1.9,
        "actor": (party("Sergei Shoigu", "RUS"),),
        "recipient": (party("Kim Jong Un", "PRK"),),
        "when": When(day, day, Precision.DAY, "Wednesday", None, WhenBasis.TEXT),
        "where": Where("Pyongyang", "PRK", None, 39.03, 125.75, 1871859, PlacePrecision.CITY, "Pyongyang", None),
        "factuality": Factuality.ACTUAL,
        "attribution": (),
        "basis": Basis.STATED,
        "things": (),
        "toll": None,
        "evidence": Evidence(sentence, start, end, EvidenceFields(predicate=(Span(start, start + 3),))),
        "confidence": 0.7,
        "why": Why("counted words"),
        "coder": VERSION,
    }
    return Report(**{**values, **fields})


def claim(page: Document, start: int, end: int, speaker: Party | None = None) -> Claim:
    return Claim(
        f"c-{page.document_id}-{start}",
        page.document_id,
        speaker or party("KCNA", "PRK", "kcna"),
        "said",
        "neutral",
        page.text[start:end],
        Span(start, end),
        ClaimKind.INDIRECT,
    )


def coded(text: str, source: str = "page.txt", **fields) -> Coded:
    """A document with one report and one claim that both span it."""
    page = document(text, source, **fields)
    return Coded(page, (report(page, 0, len(text)),), (claim(page, 0, len(text)),), (), ())


def event(event_id: str, *reports: Report, **fields) -> Event:
    first = reports[0]
    ids = tuple(r.report_id for r in reports)
    values = {
        "event_id": event_id,
        "type": first.type,
        "modes": first.modes,
        "actor": first.actor,
        "recipient": first.recipient,
        "when": first.when,
        "where": first.where,
        "factuality": first.factuality,
        "reports": ids,
        "documents": len({r.document_id for r in reports}),
        "outlets": ("Daily Post",),
        "origins": (Origin("Daily Post", "outlet", ids),),
        "corroboration": Corroboration.SINGLE,
        "conflicts": (),
        "first_reported": date(2023, 7, 27),
        "story_id": None,
        "confidence": first.confidence,
    }
    return Event(**{**values, **fields})
