"""Searches that somebody watches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from newsledger.errors import QueryError
from newsledger.ledger.auditing import COMMANDS, Action, note
from newsledger.ledger.schema import watches
from newsledger.records import Record

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Watch(Record):
    """A search under a name; ``asked`` is its address's parameters."""

    watch: int
    name: str
    asked: str
    who: str
    made: str


def add(connection: Connection, name: str, asked: str, who: str, made: datetime) -> Watch:
    """Keeps a search. Raises QueryError for one without a name."""
    if not name.strip():
        raise QueryError("A watch needs a name", mend="Say what it looks for.")
    row = {"name": name.strip()[:_LONGEST], "asked": asked, "who": who, "made": made.isoformat(timespec="seconds")}
    key = connection.execute(insert(watches), row).inserted_primary_key
    kept = Watch(int(key[0]) if key else 0, **row)
    note(connection, Action.WATCHED, who, made, str(kept.watch), {"name": kept.name, "asked": asked})
    return kept


def every(connection: Connection) -> tuple[Watch, ...]:
    """Those that are still watched, in the order made."""
    held = select(watches).where(watches.c.ended.is_(None)).order_by(watches.c.watch)
    return tuple(_watch(row) for row in connection.execute(held))


def find(connection: Connection, number: int) -> Watch | None:
    held = select(watches).where(watches.c.watch == number, watches.c.ended.is_(None))
    row = connection.execute(held).first()
    return None if row is None else _watch(row)


def end(connection: Connection, number: int, at: datetime, by: str = COMMANDS) -> bool:
    """Stops watching, as ``by`` wishes; False where there is nothing of this number."""
    mine = watches.c.watch == number, watches.c.ended.is_(None)
    ended = update(watches).where(*mine).values(ended=at.isoformat(timespec="seconds"))
    done = connection.execute(ended).rowcount == 1
    if done:
        note(connection, Action.WATCH_ENDED, by, at, str(number), {})
    return done


def _watch(row: Row[Any]) -> Watch:
    return Watch(row.watch, row.name, row.asked, row.who, row.made)
