"""ICEWS: 20 columns under a header, tab-separated; one row for each pair of parties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from newsledger.columns import Cell
from newsledger.exporting import codes, tabs
from newsledger.exporting.codes import CameoCode
from newsledger.exporting.dyads import dyads, number_of
from newsledger.exporting.gdelt import coded
from newsledger.exporting.reading import sentence_number
from newsledger.exporting.source import Source, day_of
from newsledger.ledger import Told
from newsledger.records import Party, PlacePrecision, Where

COLUMNS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country"),
    *("Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country"),
    *("Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)


def write(source: Source, out: BinaryIO) -> int:
    """Writes the rows and gives their number."""
    return tabs.write(_rows(source), out, COLUMNS)


def _rows(source: Source) -> Iterator[dict[str, Cell]]:
    for told, code in coded(source):
        common = _common(source, told, code)
        for dyad in dyads(told.event):
            sides = {**_party("Source", dyad.actor), **_party("Target", dyad.recipient)}
            yield {"Event ID": dyad.number, **common, **sides}


def _common(source: Source, told: Told, code: CameoCode) -> dict[str, Cell]:
    first = told.reports[0]
    page = source.page(first.document_id)
    return {
        "Event Date": str(day_of(told.event.when)),
        "Event Text": code.label,
        "CAMEO Code": code.code,
        "Intensity": code.goldstein,
        "Story ID": number_of(first.document_id),
        "Sentence Number": sentence_number(first, page),
        "Publisher": page.outlet.name if page.outlet else None,
        **_place(told.event.where),
    }


def _party(side: str, party: Party | None) -> dict[str, Cell]:
    if party is None:
        return {}
    known = codes.table("icews")
    words = [known["blocs"].get(party.country), *map(known["sectors"].get, party.sectors)]
    return {
        f"{side} Name": party.name,
        f"{side} Sectors": ",".join(dict.fromkeys(filter(None, words))),
        f"{side} Country": country_name(party.country),
    }


def country_name(code: str | None) -> str:
    return str(codes.country(code).get("icews") or codes.country_name(code))


def _place(spot: Where | None) -> dict[str, Cell]:
    if spot is None:
        return {}
    province = spot.name if spot.precision is PlacePrecision.ADMIN1 else spot.admin1
    return {
        "City": spot.name if spot.precision is PlacePrecision.CITY else None,
        "District": spot.name if spot.precision is PlacePrecision.ADMIN2 else None,
        "Province": province,
        "Country": country_name(spot.country),
        "Latitude": spot.lat,
        "Longitude": spot.lon,
    }
