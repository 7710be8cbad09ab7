"""GeoJSON (RFC 7946): a feature for each event, a point where one is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from newsledger.exporting import codes
from newsledger.exporting.source import Source
from newsledger.ledger import Told
from newsledger.records import Where


def write(source: Source, out: BinaryIO) -> int:
    """Writes one collection, feature by feature, and gives their number; an event without a point has no geometry."""
    out.write(b'{"type":"FeatureCollection","features":[')
    number = 0
    for feature in _features(source):
        out.write(b"\n" if number == 0 else b",\n")
        out.write(orjson.dumps(feature))
        number += 1
    out.write(b"\n]}\n")
    return number


def _features(source: Source) -> Iterator[dict[str, Any]]:
    for told in source.told():
        event = told.event
        yield {"type": "Feature", "id": event.event_id, "geometry": _point(event.where), "properties": _facts(told)}


def _point(spot: Where | None) -> dict[str, Any] | None:
    """Longitude first, as GeoJSON has it."""
    if spot is None or spot.lat is None or spot.lon is None:
        return None
    return {"type": "Point", "coordinates": [spot.lon, spot.lat]}


def _facts(told: Told) -> dict[str, Any]:
    event = told.event
    spot = event.where
    return {
        "type": event.type.value,
        "modes": list(event.modes),
        "actor": codes.names_of(event.actor),
        "actor_country": [party.country for party in event.actor],
        "recipient": codes.names_of(event.recipient),
        "recipient_country": [party.country for party in event.recipient],
        "start": event.when.start.isoformat() if event.when.start else None,
        "end": event.when.end.isoformat() if event.when.end else None,
        "date_precision": event.when.precision.value,
        "place": spot.name if spot else None,
        "country": spot.country if spot else None,
        "place_precision": spot.precision.value if spot else None,
        "factuality": event.factuality.value,
        "corroboration": event.corroboration.value,
        "confidence": event.confidence,
        "reports": len(told.reports),
        "outlets": list(event.outlets),
        "sentence": told.reports[0].evidence.sentence,
        "urls": [page.url for page in told.pages if page.url],
    }
