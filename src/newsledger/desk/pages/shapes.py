"""The shapes of a search: its events over time, on a map, and as a network of who deals with whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from typing import Any

import numpy as np

from newsledger.desk.asking.columns import TYPES, leading
from newsledger.desk.asking.quads import leaning
from newsledger.desk.asking.recognising import Reading, state_name
from newsledger.desk.asking.selecting import Found
from newsledger.desk.asking.summing import Bin, opening, periods
from newsledger.desk.asking.wanted import Wanted
from newsledger.desk.pages.front import narrowing
from newsledger.desk.serving.answers import Answer, Asked, Table, dumped, page
from newsledger.desk.serving.charts import Tick, mirrored
from newsledger.desk.serving.geography import lands, project, window
from newsledger.desk.serving.words import event_link, sentence_of, span_of_days
from newsledger.records import Event

_MARKS = 400
_LANE = 20.0
_CIRCLES = 1_000
_POINTS = frozenset({"point", "city", "admin2"})
_SHADES = 5


# Over time


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in its lane: a dot where its day is known, a bar where only a span of days is."""

    x: float
    width: float
    y: float
    kind: str
    precise: bool
    said: str
    address: str


@dataclass(frozen=True, slots=True)
class Lanes:
    names: tuple[str, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    height: float


def timeline(asked: Asked) -> Answer:
    """Events by period, and each of the latest in its own place in time."""
    given, reading, found = _found(asked)
    over = periods(found.columns, found.at)
    shown = _latest(asked, found)
    context = {
        "given": given,
        "reading": reading,
        "found": found,
        "bars": mirrored(over, lambda b: given.address("/timeline", start=b.label, end=b.label)),
        "lanes": _lanes(shown),
        "shown": len(shown),
        "undated": over.undated,
        "earlier": over.earlier,
        "until": given.address("/timeline", end=over.bins[0].label) if over.earlier else None,
        **narrowing(asked, given, found, "/timeline"),
    }
    names = ("start", "end", "cooperation", "conflict")
    rows = [_bin(each) for each in over.bins if each.events]
    data = {"unit": over.unit, "undated": over.undated, "periods": rows}
    return Answer("timeline.html", context, lambda: data, lambda: Table(names, rows))


def _found(asked: Asked) -> tuple[Wanted, Reading, Found]:
    given = asked.wanted
    wanted, reading = asked.desk.read(given)
    return given, reading, asked.desk.find(wanted)


def _bin(each: Bin) -> dict[str, Any]:
    return {
        "start": each.start.isoformat(), "end": each.end.isoformat(), "cooperation": each.cooperation,
        "conflict": each.conflict,
    }  # fmt: skip


def _latest(asked: Asked, found: Found) -> tuple[Event, ...]:
    """The latest dated events."""
    wide = replace(found, wanted=replace(found.wanted, sort="-date", after="", limit=_MARKS))
    first = opening(found.columns, found.at)
    ids = [i for i in wide.page()[0] if found.columns.start[found.columns.at[i]] >= max(first, 1)]
    return asked.desk.events(ids)


def _lanes(shown: Sequence[Event]) -> Lanes:
    present = {e.type.value for e in shown}
    names = tuple(name for name in TYPES if name in present)
    if not shown:
        return Lanes((), (), (), 0)
    spans = [((e.when.start or e.when.end), (e.when.end or e.when.start)) for e in shown]
    first, last = min(a.toordinal() for a, _ in spans if a), max(b.toordinal() for _, b in spans if b)
    days = max(last - first + 1, 1)
    marks = tuple(_mark(e, names, first, days) for e in shown)
    return Lanes(names, marks, tuple(_year_ticks(first, days)), len(names) * _LANE)


def _mark(event: Event, names: Sequence[str], first: int, days: int) -> Mark:
    start, end = event.when.start or event.when.end, event.when.end or event.when.start
    assert start is not None and end is not None  # events without a day are not drawn
    x = (start.toordinal() - first) / days * 100
    wide = (end.toordinal() - start.toordinal() + 1) / days * 100
    said = f"{span_of_days(start, end, event.when.precision.value)}: {sentence_of(event)}"
    y = names.index(event.type.value) * _LANE + _LANE / 2
    return Mark(
        round(x, 3), round(max(wide, 0.3), 3), y, leaning(event.type.value), start == end, said[:240],
        event_link(event.event_id),
    )  # fmt: skip


def _year_ticks(first: int, days: int) -> Iterator[Tick]:
    years = range(date.fromordinal(first).year + 1, date.fromordinal(first + days).year + 1)
    every = max(1, len(years) // 10)
    for year in years:
        at = round((date(year, 1, 1).toordinal() - first) / days * 100, 3)
        if year % every == 0 and at < 95:
            yield Tick(at, str(year))


# On a map


@dataclass(frozen=True, slots=True)
class Circle:
    """A place whose events are known to it; its area tells how many."""

    x: float
    y: float
    radius: float
    kind: str
    said: str
    address: str
    events: int


@dataclass(frozen=True, slots=True)
class Area:
    """A country; shaded by the events of which only the country, or a region in it, is known."""

    path: str
    shade: int
    said: str
    address: str | None


def atlas(asked: Asked) -> Answer:
    """The events on a map: places as circles, countries and regions as areas."""
    given, reading, found = _found(asked)
    places = tuple(_places(found))
    near, wide = [p for p in places if p["precise"]], [p for p in places if not p["precise"]]
    whole = asked.given("world") not in {"", "0"}
    view = window([] if whole else _boxes(near, wide))
    circles = tuple(_circles(near, given, view[2] / 960))
    context = {
        "given": given,
        "reading": reading,
        "found": found,
        "areas": tuple(_areas(wide, given)),
        "circles": circles,
        "view": view,
        "scale": view[2] / 960,
        "whole": whole,
        "nowhere": found.events - sum(p["events"] for p in places),
        **narrowing(asked, given, found, "/map"),
    }
    names = ("name", "country", "admin1", "lat", "lon", "precision", "events", "cooperation", "conflict")
    data = [{name: p[name] for name in names} for p in places]
    return Answer(
        "map.html", context, lambda: {"places": data}, lambda: Table(names, data),
        {"geojson": lambda: dumped(_geojson(data))},
    )  # fmt: skip


def _places(found: Found) -> Iterator[dict[str, Any]]:
    """Places with their events, most first."""
    columns, size = found.columns, len(found.columns.places)
    placed = found.at[columns.place[found.at] >= 0]
    friendly = columns.quad[placed] <= 2
    both = [np.bincount(columns.place[placed[side]], minlength=size) for side in (friendly, ~friendly)]
    total = both[0] + both[1]
    for at in leading(total, size):
        place = columns.places[at]
        precise = place.precision in _POINTS and place.lat is not None and place.lon is not None
        yield {
            "name": place.name, "country": place.country, "admin1": place.admin1,
            "lat": place.lat if precise else None, "lon": place.lon if precise else None,
            "precision": place.precision, "precise": precise, "events": int(total[at]),
            "cooperation": int(both[0][at]), "conflict": int(both[1][at]),
        }  # fmt: skip


def _boxes(near: Sequence[Any], wide: Sequence[Any]) -> list[tuple[float, float, float, float]]:
    points = [project(p["lat"], p["lon"]) for p in near]
    held = {p["country"] for p in wide}
    return [*((x, y, x, y) for x, y in points), *(land.box for land in lands() if land.code in held)]


def _circles(near: Sequence[Any], given: Wanted, scale: float) -> Iterator[Circle]:
    most = max((p["events"] for p in near), default=1)
    for p in near[:_CIRCLES]:
        x, y = project(p["lat"], p["lon"])
        radius = (3 + 17 * sqrt(p["events"] / most) if most > 1 else 5) * scale
        kind = "cooperation" if p["cooperation"] >= p["conflict"] else "conflict"
        said = f"{p['name']}: {p['cooperation']} cooperation, {p['conflict']} conflict"
        address = given.address("/events", place=(*given.place, p["name"]))
        yield Circle(round(x, 2), round(y, 2), round(radius, 2), kind, said, address, p["events"])


def _areas(wide: Sequence[Any], given: Wanted) -> Iterator[Area]:
    numbers: dict[str, int] = {}
    for p in wide:
        if p["country"]:
            numbers[p["country"]] = numbers.get(p["country"], 0) + p["events"]
    most = max(numbers.values(), default=1)
    for land in lands():
        number = numbers.get(land.code or "", 0)
        shade = min(_SHADES, 1 + int(_SHADES * (number - 1) / most)) if number else 0
        address = given.address("/events", where=(land.code,)) if number else None
        said = f"{state_name(land.code or '') or land.name}: {number} known to the country or a region"
        yield Area(land.path, shade, said, address)


def _geojson(places: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Points only where a point is known; elsewhere the geometry is null."""
    return {"type": "FeatureCollection", "features": [_feature(p) for p in places]}


def _feature(p: dict[str, Any]) -> dict[str, Any]:
    known = p["lat"] is not None
    shape = {"type": "Point", "coordinates": [p["lon"], p["lat"]]} if known else None
    return {"type": "Feature", "geometry": shape, "properties": {k: v for k, v in p.items() if k not in {"lat", "lon"}}}


ROUTES = [*page("/timeline", timeline), *page("/map", atlas, ("geojson",))]
