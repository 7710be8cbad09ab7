"""The gazetteer: names to the places that bear them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsledger.data.loading import ROOT
from newsledger.places import knowledge, store
from newsledger.places.names import bare, digest, fold

COMPILED = ROOT / "places" / "gazetteer.bin"
FEATURES = ("city", "capital", "seat", "admin1", "admin2", "country", "region", "sea", "historical", "point")

# Of places that share a name at most this many are weighed, the most populous first.
MOST = 40
_SPELLING = 1 << 31


@dataclass(frozen=True, slots=True)
class Entry:
    """One place.

    ``country`` is ISO alpha-3, empty for a place of no one country; ``feature`` is one of
    ``FEATURES``; coordinates in degrees. ``primary`` is false where the name asked for is a
    further spelling and not the place's usual name.
    """

    name: str
    country: str
    admin1: str
    admin2: str
    lat: float
    lon: float
    geonameid: int | None
    population: int
    feature: str
    primary: bool = True
    countries: tuple[str, ...] = ()


class Gazetteer:
    """Names to places: the compiled file, with the written areas laid over it."""

    def __init__(self, path: Path = COMPILED) -> None:
        self._arrays = store.read(path)
        self._keys: NDArray[np.uint64] = self._arrays["keys"]
        lengths = self._arrays["lengths"].astype(np.int64)
        self._ends: NDArray[np.int64] = np.cumsum(lengths)
        self._areas = _overlay(knowledge.areas())
        self._held: dict[str, tuple[Entry, ...]] = {}
        self._rows: dict[int, Entry] = {}

    @classmethod
    def default(cls) -> Gazetteer:
        """The gazetteer that comes with the package, opened once a process."""
        return _default()

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """Places of this name: written areas, then usual names before further spellings,
        each by falling population."""
        folded = fold(name)
        if folded not in self._held:
            self.prepare([folded])
        return self._held[folded]

    def prepare(self, folded: Iterable[str]) -> None:
        """Looks many folded names up at once; ``candidates`` then finds them ready."""
        if len(self._held) > _KEPT:
            self._held.clear()
        wanted = [name for name in dict.fromkeys(folded) if name not in self._held]
        if not wanted:
            return
        keys = np.array([digest(name) for name in wanted], dtype=np.uint64)
        starts = np.searchsorted(self._keys, keys, "left")
        ends = np.searchsorted(self._keys, keys, "right")
        for name, start, end in zip(wanted, starts.tolist(), ends.tolist(), strict=True):
            self._held[name] = (*self._areas.get(name, ()), *self._entries(start, min(end, start + MOST)))

    def _entries(self, start: int, end: int) -> list[Entry]:
        return [self._entry(place) for place in self._arrays["places"][start:end].tolist()] if end > start else []

    def _text(self, number: int) -> str:
        end = int(self._ends[number])
        return bytes(self._arrays["text"][end - int(self._arrays["lengths"][number]) : end]).decode()

    def _entry(self, place: int) -> Entry:
        if place not in self._rows:
            self._rows[place] = self._read(place & ~_SPELLING, not place & _SPELLING)
        return self._rows[place]

    def _read(self, row: int, primary: bool) -> Entry:
        held: Mapping[str, NDArray[Any]] = self._arrays
        name, country, admin1, admin2 = (self._text(int(held[f][row])) for f in ("name", "country", "admin1", "admin2"))
        lat, lon = round(float(held["lat"][row]), 5), round(float(held["lon"][row]), 5)
        gid, people = int(held["geonameid"][row]), int(held["population"][row])
        return Entry(
            name, country, admin1, admin2, lat, lon, gid or None, people, FEATURES[held["feature"][row]], primary
        )


# Names kept in memory with their places; a page asks for a few hundred.
_KEPT = 10_000


def _overlay(areas: Sequence[knowledge.Area]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for area in areas:
        entry = _of_area(area)
        keys = {fold(n) for n in (area.name, *area.names, *area.abbreviations)}
        for key in sorted(keys | {bare(k) for k in keys}):
            found[key] = (*found.get(key, ()), entry)
    return found


def _of_area(area: knowledge.Area) -> Entry:
    country = area.countries[0] if len(area.countries) == 1 else ""
    known = {"sea": "sea", "historical": "historical", "point": "point", "seat": "point"}
    feature = known.get(area.kind, "region")
    return Entry(area.name, country, "", "", area.lat, area.lon, None, 0, feature, True, area.countries)


@lru_cache(maxsize=1)
def _default() -> Gazetteer:
    return Gazetteer()
