"""A copy of a ledger that is whole at one moment, even while something writes it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection

from newsledger.errors import LedgerError

# Pages copied between two looks at whether somebody else waits for the file.
_PAGES = 4096


def back_up(connection: Connection, target: Path, *, replace: bool = False) -> int:
    """Copies the ledger to a file, checks the copy, and gives its bytes; nothing stands under the name until then.

    Raises LedgerError where the target is there already, cannot be written or does not come out whole.
    """
    if connection.dialect.name != "sqlite":
        raise LedgerError("Only a ledger in a file is copied so", mend="For PostgreSQL, use its own pg_dump.")
    if target.exists() and not replace:
        raise LedgerError("There is a file already", where=str(target), mend="Name another, or give --force.")
    partial = target.with_name(target.name + ".partial")
    try:
        _copy(connection, partial)
        os.replace(partial, target)
    except (sqlite3.Error, OSError) as error:
        raise LedgerError(
            f"The copy could not be made: {error}", where=str(target), mend="Make room, or name another place."
        ) from error
    finally:
        for rest in ("", "-journal", "-wal", "-shm"):
            partial.with_name(partial.name + rest).unlink(missing_ok=True)
    return target.stat().st_size


def _copy(connection: Connection, partial: Path) -> None:
    partial.unlink(missing_ok=True)
    held = connection.connection.driver_connection
    if not isinstance(held, sqlite3.Connection):
        raise LedgerError("This ledger cannot be copied", mend="Copy its file while nothing writes it.")
    copy = sqlite3.connect(partial)
    try:
        held.backup(copy, pages=_PAGES)
        # One file without a log beside it can be moved anywhere.
        copy.execute("PRAGMA journal_mode=DELETE")
        (told,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    finally:
        copy.close()
    if told != "ok":
        raise LedgerError(f"The ledger is damaged: {told}", mend="Look it over with: newsledger verify")
    with partial.open("rb") as file:
        os.fsync(file.fileno())
