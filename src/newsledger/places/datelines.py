"""The town that a page's dateline says it was filed from: "BUJUMBURA, Burundi (Reuters) -"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from newsledger.places.gazetteer import Gazetteer
from newsledger.places.knowledge import precision
from newsledger.places.names import fold
from newsledger.places.resolving import UNLISTED, WEIGHED, Choice, Name, Page
from newsledger.records import Document, PlaceMention, Span, ZoneKind

# What ends the places of a dateline: the agency's bracket, a dash that stands apart, a day.
_END = re.compile(r"\s*\(|\s+-+\s|\s*[–—]|\s*--|,?\s+[A-Z][a-z]{2,8}\.?\s\d|\d")


def read_dateline(document: Document, gazetteer: Gazetteer, *, countries: Collection[str] = ()) -> PlaceMention | None:
    """The place of the first dateline, or None where there is none or no list holds it.

    A second name after a comma ("Burundi", "Texas") holds the town. ``countries`` are those of the page.
    """
    zone = next((z for z in document.zones if z.kind is ZoneKind.DATELINE), None)
    told = zone.span.of(document.text) if zone is not None else ""
    parts = [p for p in _END.split(told, maxsplit=1)[0].strip().split(",") if p.strip()]
    if zone is None or not parts:
        return None
    start = zone.span.start + told.index(parts[0]) + len(parts[0]) - len(parts[0].lstrip())
    return _mention(document, Span(start, start + len(parts[0].strip())), _chosen(parts, gazetteer, countries))


def _chosen(parts: Sequence[str], gazetteer: Gazetteer, countries: Collection[str]) -> Choice | None:
    names = [Name(fold(part), gazetteer.candidates(part)[:WEIGHED], "") for part in parts[:2]]
    names = [name for name in names if name.entries]
    if len(names) > 1:
        names[0].holders.add(names[1].key)
    return Page(names, countries, None).settle().get(names[0].key) if names and names[0].key == fold(parts[0]) else None


def _mention(document: Document, span: Span, choice: Choice | None) -> PlaceMention | None:
    entry = choice.entry if choice is not None else None
    if choice is None or entry is None or entry.feature == UNLISTED:
        return None
    return PlaceMention(
        document_id=document.document_id,
        span=span,
        text=span.of(document.text),
        name=entry.name,
        country=entry.country or None,
        admin1=entry.admin1 or None,
        lat=entry.lat,
        lon=entry.lon,
        geonameid=entry.geonameid,
        precision=precision(entry.feature),
        confidence=round(choice.share, 3),
        reason=f"the page's dateline; {choice.reason}",
    )
