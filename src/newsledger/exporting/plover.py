"""PLOVER JSON Lines, as the manual's chapter on data fields has it: one event a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from newsledger.exporting import codes, jsonl
from newsledger.exporting.polecat import contexts
from newsledger.exporting.source import Source
from newsledger.ledger import Told
from newsledger.records import Document, Factuality, Party, PlacePrecision, Report, Where

# The manual's numbers for how finely a place is known.
_RESOLUTIONS = {
    PlacePrecision.POINT: 5,
    PlacePrecision.CITY: 4,
    PlacePrecision.ADMIN2: 3,
    PlacePrecision.ADMIN1: 2,
    PlacePrecision.COUNTRY: 1,
}
# PLOVER's auxiliary modes, for what did not simply happen.
_AUXILIARIES = {
    Factuality.PLANNED: "future",
    Factuality.REQUESTED: "hypothetical",
    Factuality.CONDITIONAL: "hypothetical",
    Factuality.DENIED: "negation",
}
_TOLLS = ("dead", "injured", "arrested")


def write(source: Source, out: BinaryIO) -> int:
    """Writes the events that have a date and an actor, without which PLOVER knows no event; gives their number."""
    return jsonl.write((_event(source, told) for told in _whole(source)), out)


def _whole(source: Source) -> Iterable[Told]:
    for told in source.told():
        if told.event.when.start is None:
            source.left_out["without a date"] += 1
        elif not told.event.actor:
            source.left_out["without an actor"] += 1
        else:
            yield told


def _event(source: Source, told: Told) -> dict[str, Any]:
    event, first = told.event, told.reports[0]
    modes = [*event.modes, *filter(None, [_AUXILIARIES.get(event.factuality)])]
    found = {
        "id": event.event_id,
        "has_event": True,
        "date": _iso(event.when.start),
        "enddate": _iso(event.when.end),
        "actor": [_entity(party) for party in event.actor],
        "recipient": [_entity(party) for party in event.recipient],
        "event": [event.type.value],
        "event_loc": _location(event.where),
        "event_text": list(dict.fromkeys(report.evidence.sentence for report in told.reports)),
        "quad_code": first.quad,
        "event_scale": first.intensity,
        "mode": modes,
        "context": contexts(told.reports),
        "link": event.story_id,
        "text": first.evidence.sentence,
        "text_info": {"start": first.evidence.start, "end": first.evidence.end},
        **_sizes(told.reports),
        "cite_info": _citation(source.page(first.document_id), first),
        "coder": f"{first.coder.name} {first.coder.version}",
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _iso(day: Any) -> str | None:
    return day.isoformat()[:10] if day else None


def _entity(party: Party) -> dict[str, Any]:
    primary, *others = party.sectors or ("",)
    found = {
        "code": party.country,
        "sector": primary,
        "other_sector_codes": others,
        "entity_text": party.text,
        "entity_name": party.name,
        "identifier_text": party.id,
        "office": party.office,
        "country_name": codes.country_name(party.country),
    }
    return {name: value for name, value in found.items() if value}


def _location(spot: Where | None) -> dict[str, Any] | None:
    if spot is None:
        return None
    found = {
        "extracted_place": spot.text,
        "resolved_place": spot.name,
        "geonameid": spot.geonameid,
        "lat": spot.lat,
        "lon": spot.lon,
        "city": spot.name if spot.precision is PlacePrecision.CITY else None,
        "province": spot.name if spot.precision is PlacePrecision.ADMIN1 else spot.admin1,
        "country": codes.country_name(spot.country) or None,
        "country_code": spot.country,
        "resolution": _RESOLUTIONS.get(spot.precision),
    }
    return {name: value for name, value in found.items() if value is not None}


def _sizes(reports: Sequence[Report]) -> dict[str, int]:
    """The least that any report says, for reports that differ agree on no more."""
    told = {name: [c.min for r in reports if r.toll and (c := getattr(r.toll, name))] for name in _TOLLS}
    return {name: min(numbers) for name, numbers in told.items() if numbers}


def _citation(page: Document, first: Report) -> dict[str, Any]:
    found = {
        "citation": page.source,
        "url": page.url,
        "title": page.title,
        "language": page.language,
        "publication": page.outlet.name if page.outlet else None,
        "coder": first.coder.name,
        "codebook": first.coder.codebook,
        "version": first.coder.version,
    }
    return {name: value for name, value in found.items() if value}
