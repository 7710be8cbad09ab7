"""Reads the places of a page: names found, resolved and explained."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from newsledger.language import Parsed
from newsledger.places.gazetteer import Entry, Gazetteer
from newsledger.places.knowledge import precision
from newsledger.places.metonymy import metonymic
from newsledger.places.resolving import Choice, Name, Page
from newsledger.places.spotting import Spot, spots
from newsledger.records import Document, PlaceMention, PlacePrecision, Span

# Most bearers of one name that are weighed; past them come hamlets.
_WEIGHED = 24
_HELD = re.compile(r"\s*(,|\(|in|in the|in the (northern|southern|eastern|western|central)|in (northern|southern|eastern|western|central))\s*")
_HOLDING = re.compile(r"('s|’s)?\s*((\w+ ){0,2}(city|town|village|capital|district|province|region|area|suburb|neighborhood|neighbourhood|port|camp)( of)?)?\s*")
_FILLER = re.compile(r"\s*,\s*")


def read_places(
    parsed: Parsed, gazetteer: Gazetteer, *, countries: Collection[str] = (), taken: Collection[Span] = ()
) -> tuple[PlaceMention, ...]:
    """The page's place names in text order, metonymic ones included and marked so.

    ``countries``: ISO alpha-3 codes of the states and actors on the page, which lend weight
    to places in them. ``taken``: spans of persons and organisations; a name strictly inside
    one is part of it. A name that no list holds keeps its words, with null coordinates.
    """
    found = spots(parsed, gazetteer, taken)
    names = _names(found)
    choices = Page(list(names.values()), countries, _home(parsed.document)).settle()
    return tuple(_mention(parsed.document, spot, choices.get(_group(spot))) for spot in found)


def _group(spot: Spot) -> str:
    return f"{spot.key}/{spot.feature}" if spot.feature else spot.key


def _names(found: Sequence[Spot]) -> dict[str, Name]:
    names: dict[str, Name] = {}
    for spot in found:
        name = names.setdefault(_group(spot), Name(_group(spot), spot.entries[:_WEIGHED], spot.feature))
        name.mentions += 1
    for inner, outer in _holdings(found):
        names[_group(inner)].holders.add(_group(outer))
    return names


def _holdings(found: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Pairs (held, holding) by the words between: "Paris, Texas", "Raga in South Sudan",
    "Syria's Hama"."""
    for one, two in pairwise(found):
        if one.sentence.index != two.sentence.index or one.key == two.key:
            continue
        between = _between(one, two)
        if _HELD.fullmatch(between) and _may_hold(two):
            yield one, two
        elif between.strip() and not _FILLER.fullmatch(between) and _HOLDING.fullmatch(between) and _may_hold(one):
            yield two, one


def _between(one: Spot, two: Spot) -> str:
    start = one.sentence.span.start
    return one.sentence.text[one.span.end - start : two.span.start - start]


def _may_hold(spot: Spot) -> bool:
    return any(e.feature in {"country", "admin1", "admin2", "region", "historical"} for e in spot.entries)


def _home(document: Document) -> str | None:
    return document.outlet.country if document.outlet else None


def _mention(document: Document, spot: Spot, choice: Choice | None) -> PlaceMention:
    entry = choice.entry if choice else None
    figure = metonymic(spot)
    reason = "; ".join(r for r in (figure, choice.reason if choice else "no gazetteer holds the name") if r)
    sure = min(1.0, 0.5 + 0.1 * spot.verdict.points)
    return PlaceMention(
        document_id=document.document_id,
        span=spot.span,
        text=spot.text,
        name=entry.name if entry else spot.text,
        country=(entry.country or None) if entry else None,
        admin1=(entry.admin1 or None) if entry else None,
        lat=entry.lat if entry else None,
        lon=entry.lon if entry else None,
        geonameid=entry.geonameid if entry else None,
        precision=_precision(spot, entry),
        confidence=round(sure * (choice.share if choice else 0.5), 3),
        reason=reason,
    )


def _precision(spot: Spot, entry: Entry | None) -> PlacePrecision:
    if entry:
        return precision(entry.feature)
    return precision(spot.feature or "point")
