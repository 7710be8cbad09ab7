"""The compiled registry as plain tables, which JSON can hold, and back.

Terms and strings that many rows share are written once and named by their number.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from newsledger.actors.compiling import Compiled
from newsledger.actors.entities import Entity, NameUse, Term
from newsledger.records import PartyKind

Tables = dict[str, Any]


def tables(compiled: Compiled) -> Tables:
    """Entities, the uses of each name and people by family name, as lists and text."""
    terms: dict[Term, int] = {}
    entities = [_entity_row(entity, terms) for entity in compiled.entities.values()]
    uses: dict[NameUse, int] = {}
    names = {name: [uses.setdefault(use, len(uses)) for use in held] for name, held in compiled.uses.items() if name}
    return {
        "terms": [_term_row(term) for term in terms],
        "entities": entities,
        "uses": [[use.entity, use.use, use.exact_case] for use in uses],
        "names": names,
        "families": {name: list(ids) for name, ids in compiled.families.items()},
    }


def _term_row(term: Term) -> list[Any]:
    started, ended = _day(term.start), _day(term.end)
    return [
        term.office, term.role, term.titles, term.sectors, term.country, started, ended, term.effective, term.body,
    ]  # fmt: skip


def _entity_row(entity: Entity, terms: dict[Term, int]) -> list[Any]:
    held = [terms.setdefault(term, len(terms)) for term in entity.terms]
    return [
        entity.id, entity.name, entity.kind.value, entity.country, entity.sectors, held, entity.state_controlled,
        entity.outlet_kind, _day(entity.until), entity.successor,
    ]  # fmt: skip


def _day(on: date | None) -> int:
    return on.toordinal() if on is not None else 0


def compiled(held: Tables) -> Compiled:
    """What ``tables`` was made from."""
    terms = [_term(row) for row in held["terms"]]
    uses = [NameUse(*row) for row in held["uses"]]
    kinds = {kind.value: kind for kind in PartyKind}
    return Compiled(
        entities={row[0]: _entity(row, terms, kinds) for row in held["entities"]},
        uses={name: [uses[number] for number in numbers] for name, numbers in held["names"].items()},
        families={name: dict.fromkeys(ids) for name, ids in held["families"].items()},
    )


def _on(day: int) -> date | None:
    return date.fromordinal(day) if day else None


def _term(row: Sequence[Any]) -> Term:
    office, role, titles, sectors, country, start, end, effective, body = row
    return Term(office, role, tuple(titles), tuple(sectors), country, _on(start), _on(end), effective, body)


def _entity(row: Sequence[Any], terms: Sequence[Term], kinds: dict[str, PartyKind]) -> Entity:
    key, name, kind, country, sectors, held, controlled, outlet, until, successor = row
    return Entity(
        key, name, kinds[kind], country, tuple(sectors), tuple(terms[number] for number in held), controlled, outlet,
        _on(until), successor,
    )  # fmt: skip
