"""A search on a map: places as circles, countries and regions as areas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from markupsafe import Markup, escape
from numpy.typing import NDArray

from newsledger.desk.asking.columns import Columns, leading
from newsledger.desk.asking.recognising import state_name
from newsledger.desk.asking.selecting import Found
from newsledger.desk.asking.wanted import Links, Wanted
from newsledger.desk.pages.front import narrowing
from newsledger.desk.serving.answers import Answer, Asked, Table, dumped, page
from newsledger.desk.serving.geography import lands, project, window
from newsledger.desk.serving.words import plain

_CIRCLES = 200  # more than these, and a map is a blot
_POINTS = frozenset({"point", "city", "admin2"})
_SHADES = 5
_NAMES = ("name", "country", "admin1", "lat", "lon", "precision", "events", "cooperation", "conflict")


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

    @property
    def drawn(self) -> Markup:
        said = escape(plain(self.said))
        return Markup(  # noqa: S704 what comes from pages is escaped
            f'<a href="{escape(self.address)}" aria-label="{said}"><circle class="place {self.kind}" '
            f'cx="{self.x}" cy="{self.y}" r="{self.radius}"><title>{said}</title></circle></a>'
        )


@dataclass(frozen=True, slots=True)
class Area:
    """A country; shaded by the events of which only the country, or a region in it, is known."""

    path: Markup
    shade: int
    said: str
    address: str | None


@dataclass(frozen=True, eq=False)
class Grounds:
    """Where the ledger's places lie on the map, by their numbers; only those of ``points`` are drawn as such."""

    points: NDArray[np.bool_]
    xy: NDArray[np.float64]

    @classmethod
    def of(cls, columns: Columns) -> Grounds:
        held = [p.precision in _POINTS and p.lat is not None and p.lon is not None for p in columns.places]
        xy = [project(p.lat or 0.0, p.lon or 0.0) for p in columns.places]
        return cls(np.array(held, bool), np.array(xy, float).reshape(-1, 2))


@dataclass(frozen=True, eq=False)
class Placed:
    """The places of the events found, by number, most events first, with the counts of all places."""

    columns: Columns
    places: NDArray[np.intp]
    friendly: NDArray[np.intp]
    hostile: NDArray[np.intp]
    grounds: Grounds

    @property
    def near(self) -> NDArray[np.intp]:
        return self.places[self.grounds.points[self.places]]

    @property
    def wide(self) -> NDArray[np.intp]:
        return self.places[~self.grounds.points[self.places]]

    @property
    def events(self) -> NDArray[np.intp]:
        return self.friendly + self.hostile

    def rows(self) -> list[dict[str, Any]]:
        """The places as plain values; a point only where one is known."""
        return [self._row(int(at)) for at in self.places]

    def _row(self, at: int) -> dict[str, Any]:
        place, good, bad = self.columns.places[at], int(self.friendly[at]), int(self.hostile[at])
        lat, lon = (place.lat, place.lon) if self.grounds.points[at] else (None, None)
        values = (place.name, place.country, place.admin1, lat, lon, place.precision, good + bad, good, bad)
        return dict(zip(_NAMES, values, strict=True))


def atlas(asked: Asked) -> Answer:
    """The events on a map."""
    given = asked.wanted
    wanted, reading = asked.desk.read(given)
    found = asked.desk.find(wanted)
    placed = _placed(found, asked.desk.keep("grounds", lambda: Grounds.of(found.columns)))
    by_country = _by_country(placed)
    whole = asked.given("world") not in {"", "0"}
    view = window([] if whole else _boxes(placed, by_country))
    circles = tuple(_circles(placed, given, view[2] / 960))
    context = {
        "given": given,
        "reading": reading,
        "found": found,
        "areas": tuple(_areas(by_country, given)),
        "circles": circles,
        "left": len(placed.near) - len(circles),
        "view": view,
        "scale": view[2] / 960,
        "whole": whole,
        "nowhere": found.events - int(placed.events.sum()),
        **narrowing(asked, given, found, "/map"),
    }
    return Answer(
        "map.html", context, lambda: {"places": placed.rows()}, lambda: Table(_NAMES, placed.rows()),
        {"geojson": lambda: dumped(_geojson(placed.rows()))},
    )  # fmt: skip


def _placed(found: Found, grounds: Grounds) -> Placed:
    columns, size = found.columns, len(found.columns.places)
    known = found.at[columns.place[found.at] >= 0]
    places, friendly = columns.place[known], columns.quad[known] <= 2
    good, bad = (np.bincount(places[side], minlength=size) for side in (friendly, ~friendly))
    return Placed(columns, leading(good + bad, size), good, bad, grounds)


def _by_country(placed: Placed) -> dict[str, int]:
    """Events of which no point is known, by their country's code."""
    numbers: dict[str, int] = {}
    for at in placed.wide:
        if code := placed.columns.places[at].country:
            numbers[code] = numbers.get(code, 0) + int(placed.events[at])
    return numbers


def _boxes(placed: Placed, countries: dict[str, int]) -> list[tuple[float, float, float, float]]:
    """What the map must show: the points as one box, and each country's own."""
    shown = [land.box for land in lands() if land.code in countries]
    if not placed.near.size:
        return shown
    points = placed.grounds.xy[placed.near]
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return [(left, top, right, bottom), *shown]


def _circles(placed: Placed, given: Wanted, scale: float) -> Iterator[Circle]:
    shown, address = placed.near[:_CIRCLES], _leading_to(given)
    numbers = placed.events[shown].tolist()
    most = max(numbers, default=1)
    for at, number in zip(shown.tolist(), numbers, strict=True):
        x, y = placed.grounds.xy[at].tolist()
        radius = (3 + 17 * sqrt(number / most) if most > 1 else 5) * scale
        good, bad, name = int(placed.friendly[at]), int(placed.hostile[at]), placed.columns.places[at].name
        said = f"{name}: {good} cooperation, {bad} conflict"
        kind = "cooperation" if good >= bad else "conflict"
        yield Circle(round(x, 2), round(y, 2), round(radius, 2), kind, said, address(name), number)


def _leading_to(given: Wanted) -> Callable[[str], str]:
    """Addresses of the events at places, among those asked for."""
    links, here = Links(given, "/events"), given.address("/events")
    return lambda name: here if name in given.place else links.toggled("place", name)


def _areas(numbers: dict[str, int], given: Wanted) -> Iterator[Area]:
    most = max(numbers.values(), default=1)
    for land in lands():
        number = numbers.get(land.code or "", 0)
        if not number:
            yield Area(land.path, 0, "", None)
            continue
        shade = min(_SHADES, 1 + int(_SHADES * (number - 1) / most))
        said = f"{state_name(land.code or '') or land.name}: {number} known to the country or a region"
        yield Area(land.path, shade, said, given.address("/events", where=(land.code,)))


def _geojson(places: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Points only where a point is known; elsewhere the geometry is null."""
    return {"type": "FeatureCollection", "features": [_feature(p) for p in places]}


def _feature(p: dict[str, Any]) -> dict[str, Any]:
    known = p["lat"] is not None
    shape = {"type": "Point", "coordinates": [p["lon"], p["lat"]]} if known else None
    return {"type": "Feature", "geometry": shape, "properties": {k: v for k, v in p.items() if k not in {"lat", "lon"}}}


ROUTES = page("/map", atlas, ("geojson",))
