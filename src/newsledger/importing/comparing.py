"""Two ledgers side by side: how many events of a kind each has on a day, between the same two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from newsledger.errors import QueryError
from newsledger.ledger import Ledger, Query
from newsledger.records import Event, Party, Record

BY = ("day", "month", "type", "quad", "actor", "recipient", "country")
_QUADS = {"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict"}


@dataclass(frozen=True, slots=True)
class Cell(Record):
    """What is counted (a value for each thing compared by), and how often each ledger has it."""

    key: tuple[str, ...]
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Comparison(Record):
    """The cells, and how far the two agree: cells of both, cells of each; ``alike`` is their share, 0 to 1."""

    by: tuple[str, ...]
    cells: tuple[Cell, ...]
    both: int
    only_one: int
    only_other: int
    alike: float


def compare(
    one: Ledger, other: Ledger, query: Query, by: tuple[str, ...] = ("day", "type", "actor", "recipient")
) -> Comparison:
    """Counts the events that each ledger has for a question, by what is named.

    An event with several parties counts once for each pair of their countries ("-" where there is
    none); one without a date stands on no day. Raises QueryError for what cannot be compared by.
    """
    if unknown := [each for each in by if each not in BY]:
        raise QueryError(f"Events cannot be compared by {', '.join(unknown)}", mend=f"Choose from {', '.join(BY)}.")
    counted = [_counted(ledger, query, by) for ledger in (one, other)]
    keys = sorted(counted[0].keys() | counted[1].keys())
    cells = tuple(Cell(key, counted[0][key], counted[1][key]) for key in keys)
    both = sum(1 for cell in cells if cell.one and cell.other)
    only = [sum(1 for cell in cells if not getattr(cell, side)) for side in ("other", "one")]
    return Comparison(by, cells, both, only[0], only[1], round(both / len(cells), 4) if cells else 0.0)


def _counted(ledger: Ledger, query: Query, by: tuple[str, ...]) -> Counter[tuple[str, ...]]:
    return Counter(key for event in ledger.events(query) for key in _keys(event, by))


def _keys(event: Event, by: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield from dict.fromkeys(product(*(_values(event, each) for each in by)))


def _values(event: Event, by: str) -> list[str]:
    if by in ("day", "month"):
        day = event.when.start.isoformat()[: 10 if by == "day" else 7] if event.when.start else "undated"
        return [day]
    if by == "type":
        return [event.type.value]
    if by == "quad":
        from newsledger.coding.ontology import ontology

        return [_QUADS[str(ontology()[event.type].quad)]]
    if by == "country":
        return [(event.where.country if event.where else None) or "-"]
    return _countries(event.actor if by == "actor" else event.recipient)


def _countries(parties: tuple[Party, ...]) -> list[str]:
    return list(dict.fromkeys(party.country or "-" for party in parties)) or ["-"]
