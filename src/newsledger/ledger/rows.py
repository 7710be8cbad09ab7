"""Records as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson

from newsledger.ledger.codec import encode
from newsledger.ledger.folding import fold
from newsledger.records import Claim, CoderVersion, Document, Event, Outlet, Party, Report, Story, When

Row = dict[str, Any]

_UNDATED = "9999-12-31"  # sorts after every date
_LEAST_DIGITS = 5
_ROW_NUMBER = re.compile(r"#\d+$")


def location(document: Document) -> str | None:
    """What the versions of one page have in common, if anything has: URL, path, or a row's own id in its file.

    A row's number is no name: other rows take it when the file grows. Nor has standard input one.
    """
    if document.url:
        return document.url
    file = _ROW_NUMBER.sub("", document.source)
    if file == document.source:
        return None if file == "-" else file
    return f"{file}#{document.input_id}" if document.input_id and file != "-" else None


def document_row(document: Document) -> Row:
    published = document.published
    start = _iso(published.start)
    return {
        "document_id": document.document_id,
        "sort": f"{start or _UNDATED} {document.document_id}",
        "source": document.source,
        "sha256": document.sha256,
        "location": location(document),
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "published_start": start,
        "published_end": _iso(published.end),
        "published_precision": published.precision.value,
        "copy_of": document.copy_of,
        "wire": document.wire,
        "input_id": document.input_id,
        "outlet_folded": fold(document.outlet.name, document.outlet.id) if document.outlet else " ",
        "text": document.text,
        "record": encode(document, "text"),
        **_outlet(document.outlet),
    }


def _outlet(outlet: Outlet | None) -> Row:
    if outlet is None:
        return {"outlet": None, "outlet_id": None, "outlet_country": None}
    return {"outlet": outlet.name, "outlet_id": outlet.id, "outlet_country": outlet.country}


def zone_rows(document: Document) -> Iterator[Row]:
    for position, zone in enumerate(document.zones):
        yield {
            "document_id": document.document_id,
            "position": position,
            "kind": zone.kind.value,
            "start": zone.start,
            "end": zone.end,
            **_outlet(zone.outlet),
        }


def report_row(report: Report, position: int, sha256: str) -> Row:
    return {
        "report_id": report.report_id,
        "sort": report_sort(report.when, report.document_id, position),
        "document_id": report.document_id,
        "event_id": report.event_id,
        "position": position,
        "cameo": report.cameo,
        "quad": report.quad,
        "intensity": report.intensity,
        "basis": report.basis.value,
        "sentence": report.evidence.sentence,
        "sha256": sha256,
        **coder_columns(report.coder),
        **_happening(report),
        "record": encode(report),
    }


def report_overlay(report: Report, position: int) -> Row:
    """The columns that dates from linking and people's verdicts may change."""
    sort = report_sort(report.when, report.document_id, position)
    facts = {"cameo": report.cameo, "quad": report.quad, "intensity": report.intensity}
    return {"sort": sort, **facts, **_happening(report)}


def report_sort(when: When, document_id: str, position: int) -> str:
    """By day, then by place in the document."""
    return f"{_iso(when.start) or _UNDATED} {_place_in(document_id, position)}"


def when_columns(when: When) -> Row:
    return {"when_start": _iso(when.start), "when_end": _iso(when.end), "when_precision": when.precision.value}


def event_row(event: Event) -> Row:
    return {
        "event_id": event.event_id,
        "sort": f"{_iso(event.when.start) or _UNDATED} {event.event_id}",
        "documents": event.documents,
        "outlets": len(event.outlets),
        "corroboration": event.corroboration.value,
        "first_reported": _iso(event.first_reported),
        "story_id": event.story_id,
        "plan": event.plan.status.value if event.plan else None,
        **_happening(event),
        "record": encode(event),
    }


def story_row(story: Story) -> Row:
    return {
        "story_id": story.story_id,
        "sort": f"{_iso(story.start) or _UNDATED} {story.story_id}",
        "title": story.title,
        "start": _iso(story.start),
        "end": _iso(story.end),
        "events": len(story.events),
        "folded": fold(*story.actors, *story.countries),
        "record": encode(story),
    }


def _happening(record: Report | Event) -> Row:
    where = record.where
    contexts = record.contexts if isinstance(record, Report) else ()
    return {
        "type": record.type.value,
        "modes": orjson.dumps(record.modes).decode(),
        "contexts": orjson.dumps(contexts).decode(),
        "factuality": record.factuality.value,
        **when_columns(record.when),
        "place": where.name if where else None,
        "place_folded": fold(where.name, where.admin1, where.text) if where else " ",
        "place_country": where.country if where else None,
        "admin1": where.admin1 if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "geonameid": where.geonameid if where else None,
        "confidence": record.confidence,
    }


def party_rows(own_id: str, record: Report | Event) -> Iterator[Row]:
    """One row a party; ``own_id`` names the column that points back at the record."""
    for role, parties in (("actor", record.actor), ("recipient", record.recipient)):
        for position, party in enumerate(parties):
            yield {own_id: getattr(record, own_id), "role": role, "position": position, **_party(party)}


def _party(party: Party) -> Row:
    return {
        "name": party.name,
        "id": party.id,
        "country": party.country,
        "kind": party.kind.value,
        "folded": _names(party),
    }


def _names(party: Party | None) -> str:
    return fold(party.name, party.text, party.id) if party else " "


def claim_row(claim: Claim, position: int, document: Document, coder: CoderVersion) -> Row:
    speaker, addressee = claim.speaker, claim.addressee
    return {
        "claim_id": claim.claim_id,
        "sort": f"{_iso(document.published.start) or _UNDATED} {_place_in(claim.document_id, position)}",
        "document_id": claim.document_id,
        "position": position,
        "speaker": speaker.name if speaker else None,
        "speaker_id": speaker.id if speaker else None,
        "speaker_country": speaker.country if speaker else None,
        "speaker_folded": _names(speaker),
        "addressee_country": addressee.country if addressee else None,
        "addressee_folded": _names(addressee),
        "via_folded": fold(*(word for link in claim.via for word in (link.name, link.id, link.country))),
        "cue": claim.cue,
        "stance": claim.stance,
        "kind": claim.kind.value,
        "negated": claim.negated,
        "text": claim.text,
        "sha256": document.sha256,
        **coder_columns(coder),
        "record": encode(claim),
    }


def coder_columns(coder: CoderVersion) -> Row:
    return {"coder": coder.name, "coder_version": coder.version, "codebook": coder.codebook}


def _place_in(document_id: str, position: int) -> str:
    return f"{document_id} {position:0{_LEAST_DIGITS}}"


def _iso(value: Any) -> str | None:
    return value.isoformat() if value is not None else None
