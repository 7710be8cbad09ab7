"""Who changed what: a log that is only added to, each line sealed with the one before it.

The store refuses to change or remove a line. Whoever can write the file itself could get around that, but not
without breaking the seals from there on, which ``verify`` tells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson
from sqlalchemy import Connection, Row, insert, select, text

from newsledger.ledger.schema import audit
from newsledger.records import Record

COMMANDS = "command line"  # whoever may run commands on the machine of the ledger
_FIRST = "0" * 64  # what the first line is sealed with


class Action(StrEnum):
    """What people do that changes a ledger, beside what a run tells of itself."""

    JUDGED = "judged"
    TOKEN_MADE = "token made"  # noqa: S105 - a name for what was done
    TOKEN_REVOKED = "token revoked"  # noqa: S105
    WATCHED = "watched"
    WATCH_ENDED = "watch ended"
    PAGES_ADDED = "pages added"
    LINKING_ASKED = "linking asked"


@dataclass(frozen=True, slots=True)
class AuditEntry(Record):
    """One change: when (UTC), who made it, what was done to which record, and the particulars.

    ``seal`` is the SHA-256, in hexadecimal, of the entry before this one's seal and of everything here.
    """

    entry: int
    made: str
    who: str
    action: str
    subject: str
    detail: dict[str, Any]
    seal: str


def note(
    connection: Connection, action: Action, who: str, made: datetime, subject: str, detail: Mapping[str, Any]
) -> None:
    """Adds a line, in the transaction of the change itself: neither is kept without the other."""
    if connection.dialect.name == "postgresql":
        # Each line is sealed with the last, so that only one can be added at a time.
        connection.execute(text("LOCK TABLE audit IN EXCLUSIVE MODE"))
    row = {
        "made": made.isoformat(timespec="seconds"),
        "who": who,
        "action": action.value,
        "subject": subject,
        "detail": orjson.dumps(dict(detail), option=orjson.OPT_SORT_KEYS).decode(),
    }
    last = connection.execute(select(audit.c.seal).order_by(audit.c.entry.desc()).limit(1)).scalar()
    connection.execute(insert(audit), {**row, "seal": _seal(str(last or _FIRST), row)})


def entries(connection: Connection) -> Iterator[AuditEntry]:
    """Every line, the earliest first."""
    for row in connection.execute(select(audit).order_by(audit.c.entry)):
        yield AuditEntry(row.entry, row.made, row.who, row.action, row.subject, orjson.loads(row.detail), row.seal)


def broken(connection: Connection) -> Iterator[int]:
    """The lines whose seal does not fit them and the line before."""
    before = _FIRST
    for row in connection.execute(select(audit).order_by(audit.c.entry)):
        if row.seal != _seal(before, _sealed(row)):
            yield int(row.entry)
        before = row.seal


def _sealed(row: Row[Any]) -> dict[str, str]:
    return {name: getattr(row, name) for name in ("made", "who", "action", "subject", "detail")}


def _seal(before: str, row: Mapping[str, str]) -> str:
    return hashlib.sha256(orjson.dumps([before, *row.values()])).hexdigest()
