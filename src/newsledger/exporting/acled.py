"""ACLED's form: 31 columns of CSV under a header; violence, demonstrations and a few strategic developments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, BinaryIO, NamedTuple

from newsledger.columns import Cell
from newsledger.exporting import codes, comma
from newsledger.exporting.dyads import number_of
from newsledger.exporting.polecat import joined
from newsledger.exporting.source import Source, day_of
from newsledger.ledger import Told
from newsledger.records import Event, Party, PlacePrecision, When, Where

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
_DIGITS = 10**6


class _Class(NamedTuple):
    disorder: str
    event: str
    sub: str


class _Sides(NamedTuple):
    """What kind of actor stands on each side; empty where nobody does."""

    first: str
    second: str


def write(source: Source, out: BinaryIO) -> int:
    """Writes the rows and gives their number; no cell can be run by a spreadsheet."""
    return comma.write_rows(_rows(source), out, COLUMNS)


def _rows(source: Source) -> Iterator[dict[str, Cell]]:
    for told in source.happened():
        found = _class(told.event)
        if found is None:
            source.left_out["of a kind that ACLED does not hold"] += 1
        elif told.event.where is None or not codes.iso_number(told.event.where.country):
            source.left_out["without a country"] += 1
        else:
            yield _row(told, told.event.where, found)


def _row(told: Told, spot: Where, found: _Class) -> dict[str, Cell]:
    sides = _sides(told.event, found)
    day = day_of(told.event.when)
    return {
        "event_id_cnty": f"{spot.country}{number_of(told.event.event_id) % _DIGITS}",
        "event_date": str(day),
        "year": day.year if day else None,
        "time_precision": _time_precision(told.event.when),
        "disorder_type": found.disorder,
        "event_type": found.event,
        "sub_event_type": found.sub,
        **_parties("1", told.event.actor, sides.first),
        **_parties("2", told.event.recipient, sides.second),
        "interaction": _interaction(sides),
        "civilian_targeting": _targeting(found, sides),
        **_place(spot),
        **_telling(told, spot),
    }


def _class(event: Event) -> _Class | None:
    """The first class that fits the event's type, modes and sides."""
    known = codes.table("acled")
    modes = set(event.modes) or {"-"}
    armed = _kind_of(event.recipient, event.where) in known["armed"]
    for each in known["classes"]:
        fits = each["type"] == event.type.value and (not each.get("modes") or modes & set(each["modes"]))
        if fits and each.get("armed", armed) == armed:
            kind, disorder = known["sub_events"][each["is"]]
            return _Class(disorder, kind, each["is"])
    return None


def _sides(event: Event, found: _Class) -> _Sides:
    known = codes.table("acled")
    first, second = _kind_of(event.actor, event.where), _kind_of(event.recipient, event.where)
    demonstrators = known["demonstrators"].get(found.event)
    if demonstrators is None:
        return _Sides(first, second)
    return _Sides(*(demonstrators if side and side not in known["armed"] else side for side in (first, second)))


def _kind_of(parties: Sequence[Party], spot: Where | None) -> str:
    """What kind of actor the first party is; empty where there is none or its sectors do not tell."""
    known = codes.table("acled")
    if not parties:
        return ""
    party = parties[0]
    kind = next((known["actors"][s] for s in party.sectors if s in known["actors"]), "")
    if kind == known["state"] and spot is not None and party.country != spot.country:
        return str(known["abroad"])
    return str(kind)


def _parties(side: str, parties: Sequence[Party], kind: str) -> dict[str, Cell]:
    names = codes.names_of(parties)
    return {f"actor{side}": names[0] if names else None, f"assoc_actor_{side}": joined(names[1:]), f"inter{side}": kind}


def _interaction(sides: _Sides) -> str:
    if not sides.first or not sides.second:
        only = sides.first or sides.second
        return f"{only} {codes.table('acled')['alone']}" if only else ""
    return f"{sides.first}-{sides.second}"


def _targeting(found: _Class, sides: _Sides) -> str | None:
    known = codes.table("acled")
    violent = found.disorder == "Political violence"
    return str(known["targeting"]) if violent and sides.second == known["civilians"] else None


def _time_precision(when: When) -> int | None:
    """The finest precision whose days hold the interval."""
    if when.start is None:
        return None
    length = ((when.end or when.start) - when.start).days
    bounds: dict[str, int] = codes.table("acled")["time_precision"]
    return next(int(each) for each, days in bounds.items() if length <= days)


def _place(spot: Where) -> dict[str, Cell]:
    at = {PlacePrecision.ADMIN1: "admin1", PlacePrecision.ADMIN2: "admin2"}.get(spot.precision)
    return {
        "iso": codes.iso_number(spot.country),
        "region": codes.country(spot.country).get("region"),
        "country": codes.country_name(spot.country),
        "admin1": spot.admin1,
        **({at: spot.name} if at else {}),
        "location": spot.name,
        "latitude": spot.lat,
        "longitude": spot.lon,
        "geo_precision": codes.table("acled")["geo_precision"].get(spot.precision.value),
    }


def _telling(told: Told, spot: Where) -> dict[str, Any]:
    """Who tells it, in whose words, and the lowest number of dead that any report gives; empty where none gives one."""
    dead = [count.min for report in told.reports if report.toll and (count := report.toll.dead)]
    return {
        "source": joined(told.event.outlets),
        "source_scale": _scale(told, spot),
        "notes": told.reports[0].evidence.sentence,
        "fatalities": min(dead) if dead else None,
        "timestamp": _epoch(told.event.first_reported),
    }


def _scale(told: Told, spot: Where) -> str | None:
    scales = codes.table("acled")["scales"]
    homes = {page.outlet.country for page in told.pages if page.outlet and page.outlet.country}
    found = [scales["home"]] * (spot.country in homes) + [scales["abroad"]] * bool(homes - {spot.country})
    return "-".join(found) or None


def _epoch(day: date | None) -> int | None:
    """Midnight of the day in seconds since 1970, so that the same ledger gives the same file."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) if day else None
