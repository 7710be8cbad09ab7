"""Search and ledger: the box, the facets, and the events found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsledger.desk.asking.columns import Columns
from newsledger.desk.asking.quads import QUADS
from newsledger.desk.asking.recognising import Reading, Recognised, state_name
from newsledger.desk.asking.selecting import Counted, Found, top_parties
from newsledger.desk.asking.wanted import BANDS, SORTS, Links, Wanted
from newsledger.desk.serving.answers import Answer, Asked, Table, page
from newsledger.exporting import columns_of, flat
from newsledger.records import Event

_EXPORTED = 10_000  # events that one file takes; more are had page by page, or with newsledger export
_FACETS = (
    ("type", "Type", 16),
    ("quad", "Cooperation, conflict", 4),
    ("country", "Country of a party", 10),
    ("where", "Where", 10),
    ("source", "Kind of source", 9),
    ("factuality", "Factuality", 7),
    ("corroboration", "Corroboration", 4),
    ("confidence", "Confidence", 3),
    ("precision", "Date known to", 9),
    ("placed", "Place known to", 7),
    ("mode", "Mode", 8),
    ("outlet", "Outlet", 8),
)
_OPEN = frozenset({"type", "quad", "country", "factuality", "corroboration", "source"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value as a link that chooses it, or lets it go."""

    value: str
    said: str
    events: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    choices: tuple[Choice, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that holds now, with the address that lets it go."""

    said: str
    address: str


def facets(found: Found, links: Links) -> tuple[Facet, ...]:
    """Each facet with its commonest values; ``links`` leave from what the address holds, without the box's meaning."""
    made = (_facet(name, title, found.counts(name, most), links) for name, title, most in _FACETS)
    return tuple(facet for facet in made if facet.choices)


def _facet(name: str, title: str, counted: tuple[Counted, ...], links: Links) -> Facet:
    choices = tuple(
        Choice(each.value, _said(name, each.value), each.events, each.chosen, links.toggled(name, each.value))
        for each in counted
    )
    return Facet(name, title, choices, name in _OPEN or any(each.chosen for each in choices))


def _said(facet: str, value: str) -> str:
    if facet in {"country", "where"}:
        return state_name(value)
    if facet == "quad":
        return QUADS[int(value)]
    if facet == "confidence":
        low, high = BANDS[value]
        return f"{low:.1f} to {min(high, 1.0):.1f}"
    return "no place" if value == "none" else value


def actors(found: Found, links: Links) -> Facet:
    """The parties with most events, to be chosen like a facet."""
    choices = tuple(
        Choice(each.party.key, each.party.name, each.events, each.chosen, links.toggled("actor", each.party.key))
        for each in top_parties(found, 10)
    )
    return Facet("actor", "Party", choices, True)


_LISTED = ("actor", "doer", "target", "place")
_SINGLE = ("text", "story", "start", "end", "least", "contested")
_WORDED = {"doer": "acting: ", "target": "acted upon: ", "start": "from ", "end": "to ", "least": "confidence from ",
           "story": "story ", "text": "words: ", "place": "at "}  # fmt: skip


def chips(asked: Wanted, found: Found, path: str) -> Iterator[Chip]:
    """The conditions that the address holds beside the box and the facets' own ticks."""
    for field in _LISTED:
        for value in getattr(asked, field):
            said = _WORDED.get(field, "") + _called(found.columns, value)
            yield Chip(said, asked.toggled(field, value).address(path))
    for field in _SINGLE:
        if value := getattr(asked, field):
            said = "reports disagree" if field == "contested" else f"{_WORDED[field]}{value}"
            yield Chip(said, asked.address(path, **{field: type(value)()}))


def _called(columns: Columns, key: str) -> str:
    at = columns.party_at.get(key)
    return state_name(key).removeprefix("~") if at is None else columns.parties[at].name


def ledger(asked: Asked) -> Answer:
    """The events found, a page of them."""
    given = asked.wanted
    wanted, reading = asked.desk.read(given)
    found, events, cursor = asked.desk.page(wanted)
    context = {
        "given": given,
        "reading": reading,
        "found": found,
        "events": events,
        "following": given.address("/events", after=cursor) if cursor else None,
        **narrowing(asked, given, found, "/events"),
    }
    return Answer(
        "ledger.html",
        context,
        lambda: _data(found, reading, events, cursor),
        lambda: Table([column.name for column in columns_of("events")], _rows(asked, found)),
    )


def narrowing(asked: Asked, given: Wanted, found: Found, path: str) -> dict[str, Any]:
    """What every page of a search has beside its own: counts, facets, chips, and orders."""
    return {
        "counts": asked.desk.keep(("counts", replace(found.wanted, after="")), lambda: counts(found)),
        "facets": asked.desk.keep(("facets", given, path), lambda: _narrowed(found, Links(given, path))),
        "chips": list(chips(given, found, path)),
        "sorts": SORTS,
        "views": {name: given.address(name) for name in ("/events", "/timeline", "/map", "/network")},
    }


def _narrowed(found: Found, links: Links) -> tuple[Facet, ...]:
    return actors(found, links), *facets(found, links)


def counts(found: Found) -> dict[str, int]:
    """Events, the reports behind them, and the documents behind those."""
    return {"events": found.events, "reports": found.reports, "documents": found.documents}


def _data(found: Found, reading: Reading, events: Sequence[Event], cursor: str | None) -> dict[str, Any]:
    read = [_recognised(each) for each in reading.recognised]
    shown = [event.to_dict() for event in events]
    return {**counts(found), "read_as": read, "records": shown, "next": cursor}


def _recognised(each: Recognised) -> dict[str, str]:
    return {"words": each.words, "field": each.field, "value": each.value}


def _rows(asked: Asked, found: Found) -> Iterator[dict[str, Any]]:
    wide = replace(found, wanted=replace(found.wanted, limit=_EXPORTED))
    ids, _ = wide.page()
    for at in range(0, len(ids), 500):
        yield from (flat("events", event.to_dict()) for event in asked.desk.events(ids[at : at + 500]))


ROUTES = [*page("/events", ledger), *page("/", ledger)[-1:]]
