"""Dossiers: everything about one party, and what passes between two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import numpy as np

from newsledger.actors import Entity, Registry
from newsledger.desk.asking.columns import Columns, Mask, PartyKey, leading
from newsledger.desk.asking.recognising import state_name
from newsledger.desk.asking.selecting import parties_named
from newsledger.desk.asking.summing import Bin, Leaning, counterparts, leanings, outlets, periods, types
from newsledger.desk.asking.wanted import PAGE, Wanted
from newsledger.desk.serving.answers import Answer, Asked, Table, page
from newsledger.desk.serving.charts import mirrored
from newsledger.desk.serving.claiming import by_speaker, naming
from newsledger.desk.serving.problems import missing
from newsledger.desk.serving.saving import saved
from newsledger.exporting import columns_of, flat

_SHOWN = 25
_LISTED = 100


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a dossier is about: a party, or all parties of a state."""

    key: str
    name: str
    kind: str
    country: str | None
    own: Mask
    entity: Entity | None
    also: tuple[str, ...]


def subject(columns: Columns, key: str) -> Subject:
    """Raises Refused (404) for a party of whom neither the ledger nor the registry knows."""
    entity = _registry().entities.get(key)
    named: tuple[Mask, str, str, str | None]
    if key in columns.country_codes:
        named = (columns.party_country == columns.country_codes.index(key), state_name(key), "state", key)
    elif key in columns.party_at:
        party = columns.parties[columns.party_at[key]]
        named = (_only(columns, columns.party_at[key]), party.name, party.kind, party.country)
    elif entity is not None:
        named = (np.zeros(len(columns.parties), bool), entity.name, entity.kind.value, entity.country)
    else:
        raise missing("party", key)
    own, name, kind, country = named
    return Subject(key, name, kind, country, own, entity, _also(key, name))


def _only(columns: Columns, at: int) -> Mask:
    held = np.zeros(len(columns.parties), bool)
    held[at] = True
    return held


@lru_cache(maxsize=1)
def _registry() -> Registry:
    return Registry.default()


def _also(key: str, name: str) -> tuple[str, ...]:
    """Other names that the registry knows the party by."""
    known = _registry().variants.get(key, ())
    return tuple(sorted({each for each in known if each != name.lower()}))[:12]


def dossier(asked: Asked) -> Answer:
    """The page of one party."""
    columns = asked.desk.columns()
    one = subject(columns, asked.named("key"))
    at = np.flatnonzero(columns.sides.having(one.own, len(columns)))
    everything = Wanted(actor=(one.key,)).address("/events")
    context: dict[str, Any] = {
        "one": one,
        "terms": sorted(one.entity.terms, key=lambda t: str(t.start or "")) if one.entity else (),
        "bars": mirrored(periods(columns, at), lambda each: _period(each, everything)),
        "counterparts": counterparts(columns, at, one.own),
        "types": types(columns, at),
        "outlets": outlets(columns, at),
        "events": _latest(asked, Wanted(actor=(one.key,), limit=_SHOWN)),
        "counts": {"events": len(at), "reports": int(columns.reports[at].sum())},
        "said": by_speaker(asked.desk, one.key, columns),
        "about": naming(asked.desk, PartyKey(one.key, one.name, one.kind, one.country, "")),
        "all": everything,
        "network": f"/network?centre={quote(one.key, safe='')}",
    }
    return Answer(
        "dossier.html", context, lambda: _dossier_data(one, context), lambda: _event_table(context["events"]),
        {"html": lambda: saved(asked, "dossier.html", context)},
    )  # fmt: skip


def _period(each: Bin, address: str) -> str:
    """From an address with nothing but parties in it: days come after these."""
    return f"{address}&from={each.label}&to={each.label}"


def _latest(asked: Asked, wanted: Wanted) -> tuple[Any, ...]:
    ids, _ = asked.desk.find(wanted).page()
    return asked.desk.events(ids)


def _event_table(events: tuple[Any, ...]) -> Table:
    return Table([c.name for c in columns_of("events")], (flat("events", e.to_dict()) for e in events))


def _dossier_data(one: Subject, context: dict[str, Any]) -> dict[str, Any]:
    terms = [
        {"office": term.office, "country": term.country, "start": term.start, "end": term.end}
        for term in context["terms"]
    ]
    return {
        "party": {"id": one.key, "name": one.name, "kind": one.kind, "country": one.country, "also": one.also},
        "offices": terms,
        **context["counts"],
        "types": dict(context["types"]),
        "counterparts": [_leaning(each) for each in context["counterparts"]],
        "outlets": dict(context["outlets"]),
        "events_latest": [event.to_dict() for event in context["events"]],
        "claims_by": [said.claim.to_dict() for said in context["said"]],
        "claims_about": [said.claim.to_dict() for said in context["about"]],
    }


def _leaning(each: Leaning) -> dict[str, Any]:
    return {"id": each.key.key, "name": each.key.name, "cooperation": each.cooperation, "conflict": each.conflict}


@dataclass(frozen=True, slots=True)
class Direction:
    """What one side did to the other."""

    said: str
    cooperation: int
    conflict: int
    address: str

    @property
    def events(self) -> int:
        return self.cooperation + self.conflict


def dyad(asked: Asked) -> Answer:
    """The page of what passes between two parties or states."""
    columns = asked.desk.columns()
    one, other = (subject(columns, asked.given(name)) for name in ("one", "other"))
    wanted = Wanted(actor=(one.key, other.key), limit=_SHOWN)
    found = asked.desk.find(wanted)
    everything = wanted.address("/events", limit=PAGE)
    context: dict[str, Any] = {
        "one": one,
        "other": other,
        "bars": mirrored(periods(columns, found.at), lambda each: _period(each, everything)),
        "directions": tuple(_directions(columns, one, other)),
        "types": types(columns, found.at),
        "counts": {"events": found.events, "reports": found.reports},
        "events": _latest(asked, wanted),
        "words": [
            (a, by_speaker(asked.desk, a.key, columns, 10, _askable(b.name))) for a, b in ((one, other), (other, one))
        ],
        "all": everything,
    }
    return Answer(
        "dyad.html", context, lambda: _dyad_data(one, other, context), lambda: _event_table(context["events"]),
        {"html": lambda: saved(asked, "dyad.html", context)},
    )  # fmt: skip


def _askable(name: str) -> str:
    return name.replace('"', " ") if any(char.isalnum() for char in name) else "nobody"


def _directions(columns: Columns, one: Subject, other: Subject) -> Iterator[Direction]:
    for a, b in ((one, other), (other, one)):
        sides = columns.actors.events_of(a.own), columns.recipients.events_of(b.own)
        both = np.intersect1d(*sides)
        friendly = int(np.count_nonzero(columns.quad[both] <= 2))
        address = Wanted(doer=(a.key,), target=(b.key,)).address("/events")
        yield Direction(f"{a.name} → {b.name}", friendly, len(both) - friendly, address)


def _dyad_data(one: Subject, other: Subject, context: dict[str, Any]) -> dict[str, Any]:
    return {
        "one": {"id": one.key, "name": one.name},
        "other": {"id": other.key, "name": other.name},
        **context["counts"],
        "types": dict(context["types"]),
        "directions": [
            {"said": d.said, "cooperation": d.cooperation, "conflict": d.conflict} for d in context["directions"]
        ],
        "events_latest": [event.to_dict() for event in context["events"]],
        "words": [{"of": s.key, "claims": [c.claim.to_dict() for c in said]} for s, said in context["words"]],
    }


def actors(asked: Asked) -> Answer:
    """All parties, those with most events first, or those that a name means."""
    columns, name = asked.desk.columns(), asked.given("q")
    everything = np.ones(len(columns), bool)
    good, bad = leanings(columns.sides, columns, everything, len(columns.parties))
    total = good + bad
    if name:
        total = np.where(parties_named(columns, name), total, 0)
    rows = tuple(Leaning(columns.parties[at], int(good[at]), int(bad[at])) for at in leading(total, _LISTED))
    context = {"rows": rows, "q": name, "number": int((total > 0).sum())}
    data = [{**_leaning(row), "kind": row.key.kind, "country": row.key.country} for row in rows]
    names = ("id", "name", "kind", "country", "cooperation", "conflict")
    return Answer("actors.html", context, lambda: {"parties": data}, lambda: Table(names, data))


ROUTES = [
    *page("/actors", actors),
    *page("/actors/{key:path}", dossier, ("html",)),
    *page("/dyad", dyad, ("html",)),
]
