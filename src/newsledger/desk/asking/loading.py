"""Reads a ledger's events into columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import orjson
from sqlalchemy import Connection, func, select

from newsledger.desk.asking.columns import (
    CORROBORATION,
    FACTUALITY,
    PLACED,
    PRECISION,
    TYPES,
    Columns,
    Edges,
    Ints,
    OriginKey,
    PartyKey,
    PlaceKey,
    Stamp,
    day_number,
)
from newsledger.ledger import Ledger, fold
from newsledger.ledger.schema import events, judgements, linkings, reports, runs

_AT_ONCE = 2_000
_CODES = {name: {word: place for place, word in enumerate(words)} for name, words in (
    ("type", TYPES), ("factuality", FACTUALITY), ("corroboration", CORROBORATION),
    ("precision", PRECISION), ("placed", PLACED),
)}  # fmt: skip

_STAMP = select(
    select(func.max(runs.c.run)).where(runs.c.finished.is_not(None)).scalar_subquery(),
    select(func.max(linkings.c.linking)).scalar_subquery(),
    select(func.max(judgements.c.judgement)).scalar_subquery(),
)


def stamp(ledger: Ledger) -> Stamp:
    """The ledger's state: another after each run, linking and judgement."""
    with ledger.reading() as connection:
        return Stamp(*connection.execute(_STAMP).one())


@dataclass(slots=True)
class _Numbers:
    """Gives each value a number in the order met."""

    held: dict[Any, int] = field(default_factory=dict)

    def of(self, value: Any) -> int:
        return self.held.setdefault(value, len(self.held))


@dataclass(slots=True)
class _Pairs:
    """Edges under construction."""

    event: list[int] = field(default_factory=list)
    value: list[int] = field(default_factory=list)

    def add(self, event: int, values: Iterable[int]) -> None:
        for value in dict.fromkeys(values):
            self.event.append(event)
            self.value.append(value)

    def done(self) -> Edges:
        return Edges(np.array(self.event, np.int32), np.array(self.value, np.int32))


_SCALARS = ("type", "factuality", "corroboration", "precision", "placed", "start", "end", "reported", "place",
            "confidence", "reports", "conflicts", "story")  # fmt: skip
_EDGES = ("actors", "recipients", "countries", "modes", "outlets", "sources", "origins")


@dataclass(slots=True)
class _Reader:
    """Takes events one by one and holds what the columns are made of."""

    ids: list[str] = field(default_factory=list)
    scalars: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in _SCALARS})
    pairs: dict[str, _Pairs] = field(default_factory=lambda: {name: _Pairs() for name in _EDGES})
    numbers: dict[str, _Numbers] = field(default_factory=dict)
    parties: dict[str, PartyKey] = field(default_factory=dict)
    places: dict[Any, PlaceKey] = field(default_factory=dict)

    def number(self, kind: str, value: Any) -> int:
        return self.numbers.setdefault(kind, _Numbers()).of(value)

    def take(self, record: dict[str, Any]) -> None:
        at = len(self.ids)
        self.ids.append(record["event_id"])
        for name, value in self._scalars(record).items():
            self.scalars[name].append(value)
        sides = {role: [self._party(party) for party in record[role]] for role in ("actor", "recipient")}
        self.pairs["actors"].add(at, sides["actor"])
        self.pairs["recipients"].add(at, sides["recipient"])
        codes = [party["country"] for role in sides for party in record[role] if party["country"]]
        self.pairs["countries"].add(at, (self.number("country", code) for code in codes))
        self.pairs["modes"].add(at, (self.number("mode", mode) for mode in record["modes"]))
        self.pairs["outlets"].add(at, (self.number("outlet", name) for name in record["outlets"]))
        origins = (OriginKey(origin["name"], origin["kind"]) for origin in record["origins"])
        self.pairs["origins"].add(at, (self.number("origin", key) for key in origins))
        self.pairs["sources"].add(at, (self.number("source", origin["kind"]) for origin in record["origins"]))

    def _scalars(self, record: dict[str, Any]) -> dict[str, float]:
        when, where = record["when"], record["where"]
        if where and where["country"]:
            self.number("country", where["country"])
        start = day_number(when["start"] or when["end"])
        story = record["story_id"]
        return {
            "type": _CODES["type"][record["type"]],
            "factuality": _CODES["factuality"][record["factuality"]],
            "corroboration": _CODES["corroboration"][record["corroboration"]],
            "precision": _CODES["precision"][when["precision"]],
            "placed": _CODES["placed"][where["precision"] if where else "none"],
            "start": start,
            "end": day_number(when["end"]) or start,
            "reported": day_number(record["first_reported"]),
            "place": self._place(where) if where else -1,
            "confidence": record["confidence"],
            "reports": len(record["reports"]),
            "conflicts": min(len(record["conflicts"]), 100),
            "story": self.number("story", story) if story else -1,
        }

    def _party(self, party: dict[str, Any]) -> int:
        key = party["id"] or f"~{party['name']}"
        if key not in self.parties:
            folded = fold(party["name"], party["id"])
            self.parties[key] = PartyKey(key, party["name"], party["kind"], party["country"], folded)
        return self.number("party", key)

    def _place(self, where: dict[str, Any]) -> int:
        """One number for a place of the gazetteer, whatever a page calls it; it is found by each of its names."""
        mine = _place(where)
        key = (where["geonameid"], mine.precision) if where["geonameid"] else mine
        held = self.places.setdefault(key, mine)
        if mine.name not in held.names:
            folded = fold(held.folded, mine.folded)
            self.places[key] = replace(held, names=(*held.names, mine.name), folded=folded)
        return self.number("place", key)

    def values(self, kind: str) -> tuple[Any, ...]:
        held = self.numbers.get(kind)
        return tuple(held.held) if held else ()


def _place(where: dict[str, Any]) -> PlaceKey:
    names = fold(where["name"], where["admin1"])
    spot = (where["country"], where["admin1"], where["lat"], where["lon"], where["precision"])
    return PlaceKey(where["name"], *spot, names, (where["name"],))


def columns(ledger: Ledger) -> Columns:
    """The ledger's events as they are now."""
    mark, reader = stamp(ledger), _Reader()
    with ledger.reading() as connection:
        wanted = select(events.c.record).order_by(events.c.sort)
        for (record,) in connection.execution_options(yield_per=_AT_ONCE).execute(wanted):
            reader.take(orjson.loads(record))
        rows = _reports(connection, {event_id: place for place, event_id in enumerate(reader.ids)})
    return _built(mark, reader, rows)


def _reports(connection: Connection, at: dict[str, int]) -> tuple[Ints, Edges, int]:
    """The event of each report, by its row number; the documents of each event, and how many there are."""
    last = int(connection.execute(select(func.max(reports.c.row))).scalar() or 0)
    event, document = np.full(last + 1, -1, np.int32), np.full(last + 1, -1, np.int32)
    pages = _Numbers()
    # An index holds all three columns, so the wide rows themselves are not read.
    wanted = select(reports.c.row, reports.c.event_id, reports.c.document_id)
    for row, event_id, document_id in connection.execution_options(yield_per=_AT_ONCE).execute(wanted):
        event[row] = at.get(event_id, -1)
        document[row] = pages.of(document_id)
    return event, _pairs(event, document), len(pages.held)


def _pairs(event: Ints, document: Ints) -> Edges:
    """Events and their documents, each pair once, in the order of events."""
    known = event >= 0
    size = int(document.max(initial=0)) + 1
    pairs = np.unique(event[known].astype(np.int64) * size + document[known])
    return Edges((pairs // size).astype(np.int32), (pairs % size).astype(np.int32))


_KINDS = {"confidence": np.float32, "type": np.int8, "factuality": np.int8, "corroboration": np.int8,
          "precision": np.int8, "placed": np.int8, "conflicts": np.int8}  # fmt: skip


def _built(mark: Stamp, reader: _Reader, rows: tuple[Ints, Edges, int]) -> Columns:
    scalars: dict[str, Any] = {
        name: np.array(values, _KINDS.get(name, np.int32)) for name, values in reader.scalars.items()
    }
    edges: dict[str, Any] = {name: pairs.done() for name, pairs in reader.pairs.items()}
    return Columns(
        stamp=mark,
        ids=tuple(reader.ids),
        parties=tuple(reader.parties[key] for key in reader.values("party")),
        places=tuple(reader.places[key] for key in reader.values("place")),
        country_codes=reader.values("country"),
        mode_names=reader.values("mode"),
        outlet_names=reader.values("outlet"),
        source_kinds=reader.values("source"),
        origin_names=reader.values("origin"),
        stories=reader.values("story"),
        report_event=rows[0],
        documents=rows[1],
        pages=rows[2],
        **scalars,
        **edges,
    )
