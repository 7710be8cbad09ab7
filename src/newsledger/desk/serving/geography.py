"""A map of the world as paths: Natural Earth's countries under the Equal Earth projection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

import orjson
import pycountry
from markupsafe import Markup

from newsledger.desk.serving.templates import STATIC

WIDTH, HEIGHT = 960.0, 467.0
TENTHS = 10  # of the map's units, in which outlines are given
_POLE = -85.0  # degrees; only one land reaches beyond
Point = tuple[float, float]

# Šavrič, Patterson and Jenny 2018.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2
_HALF_WIDTH, _HALF_HEIGHT = 2.70663, 1.31737


def project(lat: float, lon: float) -> Point:
    """Degrees to places on a map of WIDTH by HEIGHT, north up."""
    theta = asin(_M * sin(radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = radians(lon) * cos(theta) / (_M * slope)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return (x / _HALF_WIDTH + 1) * WIDTH / 2, (1 - y / _HALF_HEIGHT) * HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Land:
    """A country's outline in tenths; ``code`` is ISO 3166 alpha-3, or None where it has none."""

    code: str | None
    name: str
    path: Markup
    box: tuple[float, float, float, float]


@lru_cache(maxsize=1)
def lands() -> tuple[Land, ...]:
    """Every country, in the order of the atlas."""
    atlas = orjson.loads((STATIC / "vendor" / "countries-110m.json").read_bytes())
    arcs = [_degrees(arc, atlas["transform"]) for arc in atlas["arcs"]]
    return tuple(_land(shape, arcs) for shape in atlas["objects"]["countries"]["geometries"])


def _degrees(arc: Sequence[Sequence[int]], transform: Any) -> list[Point]:
    """An arc's points as longitude and latitude; it is stored as steps on a grid."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    xs, ys = accumulate(p[0] for p in arc), accumulate(p[1] for p in arc)
    return [(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)]


def _land(shape: Any, arcs: Sequence[Sequence[Point]]) -> Land:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    whole = [part for polygon in polygons for ring in polygon for part in _uncrossed(list(_ring(ring, arcs)))]
    rings = [[project(lat, lon) for lon, lat in ring] for ring in whole]
    largest = max(rings, key=len)
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    path = Markup("".join(_outline(ring) for ring in rings))  # noqa: S704 numbers alone
    return Land(_alpha3(shape.get("id")), shape["properties"]["name"], path, (min(xs), min(ys), max(xs), max(ys)))


def _ring(numbers: Iterable[int], arcs: Sequence[Sequence[Point]]) -> Iterator[Point]:
    """The ring's arcs one after another; a number below nought is that arc backwards."""
    for number in numbers:
        yield from arcs[number] if number >= 0 else reversed(arcs[~number])


def _uncrossed(ring: list[Point]) -> Iterator[list[Point]]:
    """The ring in parts that do not cross the meridian where the map ends."""
    if min(lat for _, lat in ring) < _POLE:
        yield ring  # it runs along the map's lower edge, and so is cut already
        return
    lons = list(accumulate((lon for lon, _ in ring), _onward))
    on = [(lon, lat) for lon, (_, lat) in zip(lons, ring, strict=True)]
    for shift in (-360.0, 0.0, 360.0):
        moved = _cut([(lon + shift, lat) for lon, lat in on], 180.0, 1)
        if len(part := _cut(moved, -180.0, -1)) > 2:
            yield part


def _onward(before: float, lon: float) -> float:
    """The longitude next to the one before, though it be beyond 180 degrees."""
    return lon + 360 * round((before - lon) / 360)


def _cut(ring: list[Point], edge: float, side: int) -> list[Point]:
    """The part of a ring on one side of a meridian: west of it for 1, east of it for -1."""
    kept: list[Point] = []
    for (lon, lat), (after, beyond) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (edge - lon) * side >= 0:
            kept.append((lon, lat))
        if (edge - lon) * (edge - after) < 0:
            kept.append((edge, lat + (beyond - lat) * (edge - lon) / (after - lon)))
    return kept


def _outline(ring: Sequence[Point]) -> str:
    """The ring as steps in tenths, from its first point on: a third of the letters that places would take."""
    kept = list(dict.fromkeys((round(x * TENTHS), round(y * TENTHS)) for x, y in ring))
    if len(kept) < 3:
        return ""
    steps = " ".join(f"{after[0] - x} {after[1] - y}" for (x, y), after in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{steps.replace(' -', '-')}z"


def _alpha3(numeric: str | None) -> str | None:
    found = pycountry.countries.get(numeric=numeric) if numeric else None
    return str(found.alpha_3) if found else None


def window(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    """The part of the map that holds all boxes with room around them, in the map's own proportions."""
    if not boxes:
        return 0.0, 0.0, WIDTH, HEIGHT
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    wide = max((right - left) * 1.4, (bottom - top) * 1.4 * WIDTH / HEIGHT, WIDTH / 8)
    if wide > WIDTH * 0.6:
        return 0.0, 0.0, WIDTH, HEIGHT
    tall = wide * HEIGHT / WIDTH
    x = min(max((left + right - wide) / 2, 0.0), WIDTH - wide)
    y = min(max((top + bottom - tall) / 2, 0.0), HEIGHT - tall)
    return round(x, 1), round(y, 1), round(wide, 1), round(tall, 1)
