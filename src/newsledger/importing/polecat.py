"""Rows of POLECAT files, under whichever of their headers the file has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from newsledger.coding.ontology import ontology
from newsledger.errors import ReadingError
from newsledger.exporting import codes
from newsledger.importing.gdelt import Reader
from newsledger.importing.rowing import RowFacts, number_in
from newsledger.importing.skipping import Left, rejected
from newsledger.records import EventType, Party, PartyKind, PlacePrecision, Where

CODEBOOK = "PLOVER"
_NEEDED = ("Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name")
_SCORES = ("Event Intensity", "Intensity")


def reader(header: Sequence[str] | None, path: Path) -> tuple[Reader, bool]:
    """What reads a row under this header; raises ReadingError where the file has none."""
    names = [name.strip() for name in header or ()]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise ReadingError(
            f"The header lacks {', '.join(missing)}", where=str(path), mend="Give the file with its first line."
        )
    return partial(read, names), True


def read(names: Sequence[str], cells: Sequence[str]) -> RowFacts | Left:
    """A row in the ledger's terms, or why there is none."""
    if len(cells) != len(names):
        return rejected(f"The row has {len(cells)} columns, not {len(names)}; a stray tab, most often")
    missing = codes.table("polecat")["missing"]
    row = {name: "" if cell.strip() == missing else cell.strip() for name, cell in zip(names, cells, strict=True)}
    kind = row["Event Type"].upper()
    day = _day(row["Event Date"])
    if day is None or kind not in EventType.__members__ or not row["Event ID"]:
        return rejected(f"There is no such type or day: {row['Event Type']!r}, {row['Event Date']!r}")
    return _facts(row, EventType(kind), day)


def _facts(row: Mapping[str, str], kind: EventType, day: date) -> RowFacts:
    modes = tuple(each for each in _values(row.get("Event Mode", "")) if each in ontology()[kind].modes)
    return RowFacts(
        key=row["Event ID"],
        type=kind,
        modes=modes,
        contexts=tuple(_values(row.get("Contexts", ""))),
        cameo=None,
        score=next((number for name in _SCORES if (number := number_in(row.get(name, ""))) is not None), None),
        what=" ".join([kind.value, *(f"({mode})" for mode in modes)]),
        actor=_parties(row, "Actor"),
        recipient=_parties(row, "Recipient"),
        day=day,
        where=_place(row),
        url=None,
        outlet=row.get("Source") or None,
        published=_day(row.get("Publication Date", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _values(cell: str) -> list[str]:
    return [value.strip() for value in cell.split(str(codes.table("polecat")["joint"]).strip()) if value.strip()]


def _parties(row: Mapping[str, str], side: str) -> tuple[Party, ...]:
    """The side's parties; further columns are matched with the names where they are as many."""
    names = _values(row[f"{side} Name"])
    columns = ("Country", "Title", "Name Raw")
    told = {name: _matched(row, f"{side} {name}", len(names)) for name in columns}
    primary = _matched(row, f"Primary {side} Sector", len(names))
    shared = _values(row.get(f"{side} Sectors", ""))
    return tuple(
        Party(
            text=told["Name Raw"][place] or name,
            name=name,
            id=told["Country"][place] if _is_state(name, told["Country"][place]) else None,
            kind=PartyKind.STATE if _is_state(name, told["Country"][place]) else PartyKind.UNKNOWN,
            country=told["Country"][place] or None,
            sectors=tuple(dict.fromkeys(filter(None, [primary[place], *(shared if len(names) == 1 else ())]))),
            office=told["Title"][place] or None,
            resolved_by="the row's own codes",
        )
        for place, name in enumerate(names)
    )


def _matched(row: Mapping[str, str], column: str, number: int) -> list[str]:
    """The column's values, one a name; empty ones where their number is another and so nobody's in particular."""
    missing = codes.table("polecat")["missing"]
    values = ["" if value == missing else value for value in _values(row.get(column, ""))]
    return values if len(values) == number else [""] * number


def _is_state(name: str, country: str) -> bool:
    return bool(country) and codes.country_name(country).casefold() == name.casefold()


def _place(row: Mapping[str, str]) -> Where | None:
    name = row.get("Placename", "") or row.get("City", "") or row.get("Province", "")
    country = row.get("Country", "")
    if not name and not country:
        return None
    number = row.get("GeoNames ID", "")
    return Where(
        name=name or codes.country_name(country) or country,
        country=country or None,
        admin1=row.get("Province") or None,
        lat=number_in(row.get("Latitude", "")),
        lon=number_in(row.get("Longitude", "")),
        geonameid=int(number) if number.isdecimal() else None,
        precision=_precision(row),
        text=row.get("Raw Placename") or name or country,
        span=None,
        reason="the row's own place",
    )


def _precision(row: Mapping[str, str]) -> PlacePrecision:
    held = (("City", PlacePrecision.CITY), ("District", PlacePrecision.ADMIN2), ("Province", PlacePrecision.ADMIN1))
    return next((precision for column, precision in held if row.get(column)), PlacePrecision.COUNTRY)
