"""POLECAT: 40 columns under a header, tab-separated; one row an event, several values in one cell with "; " between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO

from newsledger.columns import Cell
from newsledger.exporting import codes, tabs
from newsledger.exporting.source import Source, day_of
from newsledger.ledger import Told
from newsledger.records import Party, PartyKind, PlacePrecision, Report, Where


def _side(name: str) -> tuple[str, ...]:
    return (
        f"{name} Name",
        f"{name} Country",
        f"{name} COW",
        f"Primary {name} Sector",
        f"{name} Sectors",
        f"{name} Title",
        f"{name} Name Raw",
        f"Wikipedia {name} ID",
    )


COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts"),
    *_side("Actor"),
    *_side("Recipient"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)


def write(source: Source, out: BinaryIO) -> int:
    """Writes the rows and gives their number. Pages are English, and no party is tied to an encyclopedia's article."""
    return tabs.write(map(_row, source.happened()), out, COLUMNS, missing=_missing())


def _missing() -> str:
    return str(codes.table("polecat")["missing"])


def joined(values: Iterable[object]) -> str | None:
    """Values in one cell, each once; None where there are none."""
    return _in_one_cell(list(dict.fromkeys(str(value) for value in values if value)))


def _in_one_cell(values: Sequence[str]) -> str | None:
    # A semicolon within a value would make two of it.
    return str(codes.table("polecat")["joint"]).join(value.replace(";", ",") for value in values) or None


def _each(parties: Sequence[Party], say: Callable[[Party], object]) -> str | None:
    """A value for each party in the order of their names, so that those of one party can be told; None without any."""
    values = [str(say(party) or _missing()) for party in parties]
    return _in_one_cell(values) if any(value != _missing() for value in values) else None


def _row(told: Told) -> dict[str, Cell]:
    event, first = told.event, told.reports[0]
    return {
        "Event ID": event.event_id,
        "Event Date": str(day_of(event.when)),
        "Event Type": event.type.value,
        "Event Mode": joined(event.modes),
        "Event Intensity": _of_type(told, lambda r: r.intensity),
        "Quad Code": codes.table("polecat")["quads"][str(_of_type(told, lambda r: r.quad))],
        "Contexts": joined(contexts(told.reports)),
        **_party("Actor", event.actor),
        **_party("Recipient", event.recipient),
        **_place(event.where),
        "Source": joined(event.outlets),
        "Publication Date": str(event.first_reported or "") or None,
        **_story(told.reports),
        "Language": told.page_of(first).language,
        "Version": f"{first.coder.name} {first.coder.version}",
    }


def _of_type(told: Told, say: Callable[[Report], Any]) -> Any:
    """What the first report of the event's type says, else the first of all."""
    return say(next((each for each in told.reports if each.type is told.event.type), told.reports[0]))


def contexts(reports: Iterable[Report]) -> list[str]:
    """The contexts of the reports, what most of them have first."""
    counted = Counter(each for report in reports for each in report.contexts)
    return sorted(counted, key=lambda each: (-counted[each], each))


def _party(side: str, parties: Sequence[Party]) -> dict[str, Cell]:
    return dict(
        zip(
            _side(side),
            (
                _each(parties, lambda p: p.name),
                _each(parties, lambda p: p.country),
                _each(parties, lambda p: codes.country(p.country).get("cow")),
                _each(parties, lambda p: p.sectors[0] if p.sectors else None),
                joined(sector for party in parties for sector in party.sectors),
                _each(parties, lambda p: p.office),
                _each(parties, lambda p: p.text),
                None,
            ),
            strict=True,
        )
    )


def _place(spot: Where | None) -> dict[str, Cell]:
    if spot is None:
        return {}
    known = {PlacePrecision.CITY: "City", PlacePrecision.ADMIN2: "District", PlacePrecision.ADMIN1: "Province"}
    own: dict[str, Cell] = {known[spot.precision]: spot.name} if spot.precision in known else {}
    return {
        "Placename": spot.name,
        "Province": spot.admin1,
        **own,
        "Country": spot.country,
        "Latitude": spot.lat,
        "Longitude": spot.lon,
        "GeoNames ID": spot.geonameid,
        "Raw Placename": spot.text,
        "Feature Type": codes.table("polecat")["features"].get(spot.precision.value),
    }


def _story(reports: Sequence[Report]) -> dict[str, Cell]:
    """Who and where else the reports of the event speak of."""
    parties = [party for report in reports for party in (*report.actor, *report.recipient)]
    return {
        "Story People": joined(p.name for p in parties if p.kind is PartyKind.PERSON),
        "Story Organizations": joined(p.name for p in parties if p.kind.is_body),
        "Story Locations": joined(report.where.name for report in reports if report.where),
    }
