"""Rows of GDELT 2.0 and 1.0 event files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from newsledger.data.own import load
from newsledger.exporting import codes
from newsledger.exporting.gdelt import COLUMNS
from newsledger.importing.rowing import RowFacts, number_in
from newsledger.importing.skipping import Left, Skipped, rejected
from newsledger.records import EventType, Party, PartyKind, PlacePrecision, Where

CODEBOOK = "CAMEO"
# GDELT 1.0 has the same columns less those of the second division.
_FIRST = tuple(name for name in COLUMNS if not name.endswith("ADM2Code"))

Reader = Callable[[Sequence[str]], RowFacts | Left]


def reader(header: Sequence[str] | None, path: Path) -> tuple[Reader, bool]:
    """What reads a row. The files have no header; one that somebody gave them is passed over."""
    del path
    return read, bool(header) and header is not None and header[0] == COLUMNS[0]


def read(cells: Sequence[str]) -> RowFacts | Left:
    """A row in the ledger's terms, or why there is none."""
    columns = {len(COLUMNS): COLUMNS, len(_FIRST): _FIRST}.get(len(cells))
    if columns is None:
        return rejected(f"The row has {len(cells)} columns, not {len(COLUMNS)} or {len(_FIRST)}")
    row = dict(zip(columns, cells, strict=True))
    code = codes.cameo().get(row["EventCode"])
    day = _day(row["SQLDATE"])
    if code is None or day is None or not row["GLOBALEVENTID"]:
        return rejected(f"There is no such code, day or number: {row['EventCode']!r}, {row['SQLDATE']!r}")
    if code.type is None:
        return Skipped(f"CAMEO {code.root} has no PLOVER type")
    return _facts(row, code, EventType(code.type), day)


def _facts(row: Mapping[str, str], code: codes.CameoCode, kind: EventType, day: date) -> RowFacts:
    url = row["SOURCEURL"] if urlsplit(row["SOURCEURL"]).scheme in ("http", "https") else None
    return RowFacts(
        key=row["GLOBALEVENTID"],
        type=kind,
        modes=(code.mode,) if code.mode else (),
        contexts=code.contexts,
        cameo=code.code,
        score=number_in(row["GoldsteinScale"]),
        what=f"{code.label} ({code.code})",
        actor=_party(row, "Actor1"),
        recipient=_party(row, "Actor2"),
        day=day,
        where=_place(row),
        url=url,
        outlet=None if url else row["SOURCEURL"] or None,
        published=_day(row["DATEADDED"][:8]),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 8 else None
    except ValueError:
        return None


def _party(row: Mapping[str, str], side: str) -> tuple[Party, ...]:
    """The side's party, if the row has one; names are in capitals, so that no name tells its own case."""
    name, code = row[f"{side}Name"], row[f"{side}Code"]
    if not name and not code:
        return ()
    country = _country(row, side)
    types = [row[f"{side}Type{number}Code"] for number in (1, 2, 3)]
    sectors = tuple(dict.fromkeys(_sectors()[each] for each in types if each in _sectors()))
    spoken = name.title() or code
    is_state = bool(country) and codes.country_name(country).casefold() == spoken.casefold()
    return (
        Party(
            text=spoken,
            name=codes.country_name(country) if is_state else spoken,
            id=country if is_state else None,
            kind=PartyKind.STATE if is_state else PartyKind.UNKNOWN,
            country=country,
            sectors=sectors,
            resolved_by=f"CAMEO code {code}",
        ),
    )


def _country(row: Mapping[str, str], side: str) -> str | None:
    """ISO alpha-3 of CAMEO's country, else PLOVER's code for a body of many countries."""
    blocs = codes.table("gdelt")["blocs"]
    told, group = row[f"{side}CountryCode"], row[f"{side}KnownGroupCode"]
    for bloc, known in blocs.items():
        if (group and group == known.get("group")) or (told and told == known.get("country")):
            return str(bloc)
    if told:
        return _iso().get(told)
    plain = (bloc for bloc, known in blocs.items() if not {"group", "country"} & set(known))
    return next((bloc for bloc in plain if row[f"{side}Type1Code"] == blocs[bloc]["type"]), None)


@lru_cache(maxsize=1)
def _iso() -> dict[str, str]:
    """ISO alpha-3 by CAMEO code; a present state before a former one of the same code."""
    known = codes.table("countries")
    former = {code for code, state in load("registry/states").items() if state.get("until")}
    order = sorted(known, key=lambda code: (code not in former, code))
    return {cameo: code for code in order if (cameo := codes.cameo_country(code))}


@lru_cache(maxsize=1)
def _sectors() -> dict[str, str]:
    """PLOVER sector by CAMEO type; where two have one type, the first keeps it."""
    return {cameo: sector for sector, cameo in reversed(codes.table("gdelt")["sectors"].items())}


def _place(row: Mapping[str, str]) -> Where | None:
    """Where the row says it was; GDELT's feature numbers are not GeoNames' and are let go."""
    precision = _precisions().get(row["ActionGeo_Type"])
    parts = [part.strip() for part in row["ActionGeo_FullName"].split(",")]
    if precision is None or not parts[0]:
        return None
    return Where(
        name=parts[0],
        country=codes.iso_of_fips(row["ActionGeo_CountryCode"]),
        admin1=parts[1] if len(parts) > 2 else None,
        lat=number_in(row["ActionGeo_Lat"]),
        lon=number_in(row["ActionGeo_Long"]),
        geonameid=None,
        precision=precision,
        text=row["ActionGeo_FullName"],
        span=None,
        reason="the row's own place",
    )


@lru_cache(maxsize=1)
def _precisions() -> dict[str, PlacePrecision]:
    """Precision by geo type; GDELT tells no point from a town."""
    kinds = codes.table("gdelt")["geo_types"]
    return {str(each): PlacePrecision(name) for name in ("country", "admin1", "city") for each in kinds[name]}
