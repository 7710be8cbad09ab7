"""The written knowledge of places, checked and ready for use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsledger.data.own import derived, load
from newsledger.errors import DataError
from newsledger.places import names
from newsledger.places.names import fold
from newsledger.records import PlacePrecision

_KINDS = ("after", "before", "of")


def _need(held: Mapping[str, Any], key: str, where: str) -> Any:
    if key not in held:
        raise DataError(f"{key!r} is missing", where=f"places/{where}.yaml", mend="Add it as the file's heading says.")
    return held[key]


@dataclass(frozen=True, slots=True)
class Area:
    """A region, sea or former state as written: its countries may be none or many."""

    name: str
    kind: str
    lat: float
    lon: float
    countries: tuple[str, ...]
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words in and around place names, as ``features.yaml`` and ``cues.yaml`` hold them."""

    after: Mapping[str, str]
    before: Mapping[str, str]
    of: Mapping[str, str]
    grounds: frozenset[str]
    again: frozenset[str]
    parts: frozenset[str]
    borders: frozenset[str]
    joining: frozenset[str]
    inner: frozenset[str]
    articles: frozenset[str]
    at: frozenset[str]
    to: frozenset[str]
    toward: frozenset[str]
    about: frozenset[str]
    occasions: frozenset[str]
    utterances: frozenset[str]
    afar: frozenset[str]
    other_times: frozenset[str]
    during: frozenset[str]
    source: frozenset[str]
    near: frozenset[str]
    locative: frozenset[str]
    firm: frozenset[str]
    directions: frozenset[str]
    motion: frozenset[str]
    rides: frozenset[str]
    leaving: frozenset[str]
    objects: frozenset[str]
    objects_only: frozenset[str]
    assaults: frozenset[str]
    aside: frozenset[str]
    sequel: frozenset[str]
    tellers: frozenset[str]
    metonymic_verbs: frozenset[str]
    opposing: frozenset[str]
    benefit: frozenset[str]
    peers: frozenset[str]
    figurative: frozenset[str]
    titles: frozenset[str]
    seated: frozenset[str]
    buildings: frozenset[str]
    politicians: frozenset[str]
    governing: frozenset[str]
    national_tails: frozenset[str]
    local_tails: frozenset[str]
    place_tails: frozenset[str]
    institutes: frozenset[str]
    body_of: tuple[str, ...]
    never: frozenset[str]
    seldom: frozenset[str]


@dataclass(frozen=True, slots=True)
class Short:
    """An abbreviation matched as written: of a country, or of a country's division.

    ``dependent`` ones are words or initials elsewhere, read only after "City," .
    """

    text: str
    country: str
    admin1: str | None
    dependent: bool


def _area(raw: Mapping[str, Any], where: str) -> Area:
    lat, lon = _need(raw, "at", where)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise DataError(
            f"{raw.get('name')}: {lat}, {lon} is nowhere on Earth",
            where=f"places/{where}.yaml",
            mend="Give latitude, longitude.",
        )
    kind = raw.get("kind", {"seas": "sea", "historical": "historical"}.get(where, "area"))
    countries = tuple(raw.get("countries", raw.get("today", ())))
    return Area(
        _need(raw, "name", where),
        kind,
        lat,
        lon,
        countries,
        tuple(raw.get("names", ())),
        tuple(raw.get("abbreviations", ())),
    )


@lru_cache(maxsize=1)
def areas() -> tuple[Area, ...]:
    """Regions, seas and former states, in the files' order."""
    held = load("places")
    return tuple(_area(raw, where) for where in ("regions", "seas", "historical") for raw in held[where])


@lru_cache(maxsize=1)
def seats() -> frozenset[str]:
    """Folded names of the seats of those who rule, which stand for who sits there."""
    return frozenset(fold(name) for area in areas() if area.kind == "seat" for name in (area.name, *area.names))


def _by_word(held: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: kind for kind, words in held.items() for word in words}


# The lists of the files that are taken as they stand, under their own names.
_OF_FEATURES = ("joining", "inner", "articles", "borders", "grounds", "again", "parts")
_OF_CUES = (
    "toward", "about", "occasions", "utterances", "afar", "other_times", "during", "firm", "directions", "motion",
    "rides", "leaving", "objects", "objects_only", "assaults", "aside", "sequel", "metonymic_verbs", "opposing",
    "benefit", "peers", "figurative", "titles", "seated", "buildings", "politicians", "governing", "place_tails",
    "institutes",
)  # fmt: skip


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of ``features.yaml``, ``cues.yaml`` and ``ambiguous.yaml``."""
    held = load("places")
    features, cues, doubtful = held["features"], held["cues"], held["ambiguous"]
    after, before, of = (_by_word(_need(features, k, "features")) for k in _KINDS)
    locative, tails = _need(cues, "locative", "cues"), _need(cues, "organisation_tails", "cues")
    at, to, source, near = (frozenset(_need(locative, k, "cues")) for k in ("at", "to", "from", "near"))
    return Words(
        after=after,
        before=before,
        of=of,
        at=at,
        to=to,
        source=source,
        near=near,
        locative=at | to | source | near,
        tellers=frozenset(_need(cues, "source", "cues")),
        national_tails=frozenset(tails["national"]),
        local_tails=frozenset(tails["local"]),
        body_of=tuple(_need(cues, "body_of", "cues")),
        never=frozenset(fold(w) for w in doubtful["never"]),
        seldom=frozenset(fold(w) for w in doubtful["seldom"]),
        **{name: frozenset(_need(features, name, "features")) for name in _OF_FEATURES},
        **{name: frozenset(_need(cues, name, "cues")) for name in _OF_CUES},
    )


@lru_cache(maxsize=1)
def _of_registry() -> Mapping[str, Sequence[str]]:
    """Folded words and names of the registry that are no places, from the kept copy where there is one."""
    concepts = ("registry/states", "registry/organizations")
    try:
        found: dict[str, list[str]] = derived("no-places", concepts, (__file__, names.__file__), _no_places)
    except DataError:  # a package without its registry: the parser's labels must do
        return {"demonyms": (), "bodies": ()}
    return found


def _no_places() -> dict[str, list[str]]:
    files, states = load("registry/organizations"), load("registry/states").values()
    peoples = [fold(word) for state in states for word in state.get("demonyms") or ()]
    held = [row for file in files.values() for row in file.get("organizations", ())]
    held += [row for state in states for row in state.get("bodies") or ()]
    bodies = [fold(str(name)) for row in held for name in (row["name"], *(row.get("names") or ()))]
    return {
        "demonyms": list(dict.fromkeys(peoples)),
        "bodies": list(dict.fromkeys(key for key in bodies if " " in key)),
    }


@lru_cache(maxsize=1)
def demonyms() -> frozenset[str]:
    """Folded adjectives and names of peoples, which are actors and no places."""
    return frozenset(_of_registry()["demonyms"])


@lru_cache(maxsize=1)
def body_keys() -> frozenset[str]:
    """Folded names of two words or more of the registry's bodies, parties, groups and companies."""
    return frozenset(_of_registry()["bodies"])


@lru_cache(maxsize=1)
def body_openings() -> frozenset[str]:
    """The first words of those names: a stretch that does not begin with one is none of them."""
    return frozenset(key.partition(" ")[0] for key in body_keys())


def _shorts() -> Iterator[Short]:
    held = load("places")
    for code, country in held["countries"].items():
        yield from (Short(text, code, None, False) for text in country.get("abbreviations", ()))
    for code, states in held["states"].items():
        for name, state in states.items():
            yield from (
                Short(text, code, name, False) for text in state.get("short", ()) if "." in text or text.isupper()
            )
            yield from (Short(text, code, name, True) for text in state.get("postal", ()))


@lru_cache(maxsize=1)
def shorts() -> Mapping[str, tuple[Short, ...]]:
    """Abbreviations by their exact text; one text may stand for several places."""
    found: dict[str, tuple[Short, ...]] = {}
    for short in _shorts():
        found[short.text] = (*found.get(short.text, ()), short)
    return found


PRECISIONS: Mapping[str, PlacePrecision] = {
    "city": PlacePrecision.CITY,
    "capital": PlacePrecision.CITY,
    "seat": PlacePrecision.CITY,
    "admin1": PlacePrecision.ADMIN1,
    "admin2": PlacePrecision.ADMIN2,
    "country": PlacePrecision.COUNTRY,
    "historical": PlacePrecision.COUNTRY,
    "point": PlacePrecision.POINT,
    "road": PlacePrecision.POINT,
}


def precision(feature: str) -> PlacePrecision:
    """How finely a place of this feature is known; areas of any other kind are regions."""
    return PRECISIONS.get(feature, PlacePrecision.REGION)


# Two-letter endings sold to anyone as words, which tell nothing of the country.
_SOLD = frozenset({"ai", "cc", "co", "fm", "io", "la", "ly", "me", "to", "tv", "ws"})


@lru_cache(maxsize=256)
def country_of_domain(ending: str) -> str | None:
    """ISO alpha-3 of a country's domain ending ("ru", "uk"); None for the others."""
    import pycountry

    held = None if ending in _SOLD else pycountry.countries.get(alpha_2={"uk": "GB"}.get(ending, ending.upper()))
    return str(held.alpha_3) if held else None
