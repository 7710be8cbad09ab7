"""A person's corrections of a report's fields: from words to values, and from values to the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

import orjson

from newsledger.actors import Registry
from newsledger.coding.ontology import cameo, intensity, ontology
from newsledger.errors import LedgerError, QueryError
from newsledger.ledger import parse_days
from newsledger.ledger.codec import decode
from newsledger.places import Gazetteer
from newsledger.records import (
    Count,
    EventType,
    Factuality,
    Party,
    PlacePrecision,
    Precision,
    Report,
    Span,
    When,
    WhenBasis,
    Where,
)

W = TypeVar("W", bound=StrEnum)

_TOLLS = ("dead", "injured", "arrested", "displaced")
_ACCEPTED = ("type", "modes", "actor", "recipient", "where", "factuality")
_NOTHING = frozenset({"", "none", "null", "unknown"})
_AREAS = {"admin1": PlacePrecision.ADMIN1, "admin2": PlacePrecision.ADMIN2, "country": PlacePrecision.COUNTRY}
_LAND = re.compile(r"(?P<name>.+?),\s*(?P<country>[A-Z]{3})")
_BY_HAND = "given by hand"


def stored(report: Report, field: str, words: str) -> str:
    """The correction as JSON; raises QueryError for a field that cannot be corrected, or a value that it cannot have.

    Words that start as JSON does are taken for the value in the form in which reports are exported.
    """
    read = _readers().get(field)
    if read is None:
        raise QueryError(f"This field cannot be corrected: {field!r}", mend=f"Choose from {', '.join(_readers())}.")
    given = words.strip()
    if not _is_text(given):
        raise QueryError("These words hold bytes that are no text", mend="Write them in UTF-8.")
    value = _parsed(given) if given[:1] in ("[", "{") else read(report, given)
    try:
        corrected(report, {field: value})
    except (LedgerError, TypeError, ValueError) as error:
        raise QueryError(
            f"No report can have that under {field}",
            where=given[:100],
            mend="See its form with: newsledger why REPORT_ID --format json",
        ) from error
    return orjson.dumps(value, default=list).decode()


def _is_text(words: str) -> bool:
    """Whether every character is one: a terminal hands on bytes that are none as halves of pairs."""
    return words == words.encode("utf-8", "replace").decode("utf-8")


def _parsed(given: str) -> Any:
    try:
        return orjson.loads(given)
    except orjson.JSONDecodeError as error:
        raise QueryError(f"This is not JSON: {error}", where=given) from error


def accepted(report: Report) -> str:
    """The fields that stand once a person has accepted the report; a date that was lent to it is not its own."""
    names = (*_ACCEPTED, "when") if report.when.basis is not WhenBasis.LINKED else _ACCEPTED
    whole = report.to_dict()
    return orjson.dumps({name: whole[name] for name in names}).decode()


def corrected(report: Report, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they stand in the report's place, with those that follow from them; raises for what no report has.

    Another type takes its own class, score and code with it, and keeps only modes that it has.
    """
    whole = report.to_dict()
    found = {name: _bare(value) for name, value in fields.items() if not name.startswith("toll.")}
    toll = {name.removeprefix("toll."): _bare(value) for name, value in fields.items() if name.startswith("toll.")}
    if toll:
        found["toll"] = {**dict.fromkeys(_TOLLS), **(whole["toll"] or {}), **toll}
    if {"type", "modes"} & found.keys():
        kind = EventType(found.get("type", whole["type"]))
        modes = tuple(m for m in found.get("modes", whole["modes"]) if m in ontology()[kind].modes)
        found |= {"type": kind.value, "modes": list(modes), "quad": ontology()[kind].quad}
        found |= {"intensity": intensity(kind, modes), "cameo": cameo(kind, modes, None)}
    decode(Report, {**whole, **found})
    return found


def _bare(value: Any) -> Any:
    return orjson.loads(orjson.dumps(value, default=list))


_Reader = Callable[[Report, str], Any]


def _readers() -> dict[str, _Reader]:
    found: dict[str, _Reader] = {
        "type": lambda _, words: _word(EventType, words.upper()),
        "modes": _modes,
        "factuality": lambda _, words: _word(Factuality, words.lower()),
        "when": lambda _, words: _when(words),
        "where": lambda _, words: _where(words),
        "actor": lambda report, words: list(_parties(report, words)),
        "recipient": lambda report, words: list(_parties(report, words)),
    }
    return found | {f"toll.{name}": _count for name in _TOLLS}


def _word(kind: type[W], words: str) -> str:
    if words not in set(kind):
        raise QueryError(f"There is no {words!r}", mend=f"Choose from {', '.join(kind)}.")
    return words


def _modes(_: Report, words: str) -> list[str]:
    known = {mode for facts in ontology().values() for mode in facts.modes}
    given = [each.strip() for each in re.split("[,;]", words) if each.strip().lower() not in _NOTHING]
    if odd := sorted(set(given) - known):
        raise QueryError(f"There is no mode {', '.join(odd)}", mend=f"Choose from {', '.join(sorted(known))}.")
    return given


def _when(words: str) -> When:
    """A day, a month, a year, or "A to B"; "none" for no date."""
    if words.lower() in _NOTHING:
        return When(reason=_BY_HAND)
    first, _, last = words.partition(" to ")
    start, end = parse_days(first), parse_days(last or first)
    if end.last < start.first:
        raise QueryError(f"{first} comes after {last}", mend="Give the earlier day first.")
    one = start.first == end.last
    precision = Precision.DAY if one else Precision.INTERVAL
    return When(start.first, end.last, precision, None, None, WhenBasis.TEXT, _BY_HAND)


def _where(words: str) -> Where | None:
    """A place's name, or "Name, COUNTRY" with its three letters; "none" for no place."""
    if words.lower() in _NOTHING:
        return None
    land = _LAND.fullmatch(words)
    name, country = (land["name"], land["country"]) if land else (words, None)
    held = [e for e in Gazetteer.default().candidates(name) if country in (None, e.country)]
    if not held:
        raise QueryError("The gazetteer has no such place", where=words, mend='Write it as in "Kherson, UKR".')
    place = held[0]
    precision = _AREAS.get(place.feature, PlacePrecision.CITY)
    wide = precision in (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1)
    lat, lon = (None, None) if wide else (place.lat, place.lon)
    return Where(
        place.name,
        place.country or None,
        place.admin1 or None,
        lat,
        lon,
        place.geonameid,
        precision,
        words,
        None,
        _BY_HAND,
    )


def _parties(report: Report, words: str) -> Iterator[Party]:
    """Names or country codes with semicolons between, as the registry knows them on the report's day."""
    for name in (each.strip() for each in words.split(";")):
        if name.lower() in _NOTHING:
            continue
        found = Registry.default().find(name, report.when.start)
        yield found[0] if found else Party(name, name, resolved_by=_BY_HAND, confidence=1.0)


_COUNT = re.compile(r"(\d{1,9})(?:\s*(-|to)\s*(\d{1,9})|(\+))?")


def _count(report: Report, words: str) -> Count | None:
    """12, 10-12 or 10+ (at least ten); "none" where nothing is told."""
    if words.lower() in _NOTHING:
        return None
    found = _COUNT.fullmatch(words.replace(",", ""))
    if found is None:
        raise QueryError(f"This is not a count: {words!r}", mend="Write 12, 10-12 or 10+.")
    least = int(found[1])
    most = None if found[4] else int(found[3] or least)
    return Count(least, most, words, Span(report.evidence.start, report.evidence.end))


__all__ = ["accepted", "corrected", "stored"]
