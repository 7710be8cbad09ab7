"""Events counted by month, type and pair of countries: kept when events are written, so that asking costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, delete, func, insert, literal, select

from newsledger.ledger.kinds import Text
from newsledger.ledger.query import Query
from newsledger.ledger.schema import event_parties, events, months
from newsledger.records import Record

_ANY = "*"  # stands for whatever country, and none


@dataclass(frozen=True, slots=True)
class MonthCount(Record):
    """How many events of a type began in a month; ``month`` is as 2023-07, or None where the day is not known."""

    month: str | None
    type: str
    events: int


def count_events(connection: Connection) -> None:
    """Counts all events anew."""
    connection.execute(delete(months))
    for actor in (False, True):
        for recipient in (False, True):
            columns = ["month", "type", "actor", "recipient", "events"]
            connection.execute(insert(months).from_select(columns, _counted(actor, recipient)))


def _counted(actor: bool, recipient: bool) -> Select[Any]:
    """An event counts once for each pair of a country that acts and one that is acted upon."""
    month, counted = func.substr(func.coalesce(events.c.when_start, ""), 1, 7), func.count(events.c.event_id.distinct())
    origin: FromClause = events
    countries: list[ColumnElement[str] | None] = []
    for role, wanted in (("actor", actor), ("recipient", recipient)):
        side = event_parties.alias(role)
        if wanted:
            origin = origin.join(side, (side.c.event_id == events.c.event_id) & (side.c.role == role))
        countries.append(side.c.country if wanted else None)
    known = [country for country in countries if country is not None]
    told = (literal(_ANY, Text) if country is None else country for country in countries)
    found = select(month, events.c.type, *told, counted).select_from(origin)
    return found.where(*(country.is_not(None) for country in known)).group_by(month, events.c.type, *known)


def monthly(connection: Connection, query: Query) -> Iterator[MonthCount]:
    """The counts that the query asks for, by month and type; raises QueryError for what it cannot ask of them."""
    query.must_suit("months")
    asked = [
        months.c.actor == (query.actor_country or _ANY).upper(),
        months.c.recipient == (query.recipient_country or _ANY).upper(),
    ]
    if query.type:
        asked.append(months.c.type == query.type.upper())
    if query.first_day:
        asked.append(months.c.month >= query.first_day[:7])
    if query.last_day:
        asked += [months.c.month <= query.last_day[:7], months.c.month != ""]
    columns = (months.c.month, months.c.type, months.c.events)
    for month, kind, number in connection.execute(select(*columns).where(*asked).order_by(*columns[:2])):
        yield MonthCount(month or None, kind, number)
