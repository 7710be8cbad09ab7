"""The ledger in a SQLite file."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from newsledger.errors import LedgerError

_MAPPED = "mmap_size=2147418112"  # bytes, the most that SQLite maps
_PAUSE = 0.02  # seconds between two tries for a lock


def engine_of(url: URL, *, create: bool, busy_seconds: int) -> Engine:
    """An engine over the file, or over memory where the URL names none; raises LedgerError where there can be none."""
    path = Path(url.database) if url.database and url.database != ":memory:" else None
    if path is not None:
        _check(path, create)
        if path.exists() and not _can_write(path):
            return create_engine(url, creator=lambda: _reading(path, busy_seconds))
    engine = create_engine(url if path else "sqlite://")
    pragmas = _pragmas(busy_seconds, mapped=not create)
    event.listen(engine, "connect", lambda raw, _record: _prepare(raw, pragmas, busy_seconds))
    return engine


def _check(path: Path, create: bool) -> None:
    if path.is_dir():
        raise LedgerError("This is a folder, not a ledger", where=str(path), mend="Name a file in it.")
    if not path.exists() and not create:
        raise LedgerError(
            "There is no ledger here", where=str(path), mend="Make one with: newsledger ingest PAGES --ledger news.db"
        )
    if not path.parent.is_dir():
        raise LedgerError("The ledger's folder does not exist", where=str(path.parent), mend="Make it first.")


def _can_write(path: Path) -> bool:
    """Whether SQLite could: it needs the file, and the folder for its log."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _reading(path: Path, busy_seconds: int) -> sqlite3.Connection:
    """A connection to a file that cannot be written, and so is not: it needs no log, unless one lies beside it."""
    log = path.with_name(f"{path.name}-wal")
    still = "" if log.exists() and log.stat().st_size else "&immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{still}", timeout=busy_seconds, uri=True)


def _pragmas(busy_seconds: int, *, mapped: bool) -> tuple[str, ...]:
    """``mapped``: for those who ask. What is mapped need not be read anew after each write of another process, but it
    counts as memory taken, so that of one who fills a ledger would grow as the ledger does.
    """
    common = (f"busy_timeout={busy_seconds * 1000}", "foreign_keys=ON", "temp_store=MEMORY")
    return (*common, _MAPPED) if mapped else common


def _prepare(raw: Any, pragmas: Iterable[str], busy_seconds: int) -> None:
    cursor = raw.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    _write_ahead(cursor, busy_seconds)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _write_ahead(cursor: Any, busy_seconds: int) -> None:
    """SQLite's own wait for locks does not cover the change of journal, so it is waited for here."""
    for _ in range(int(busy_seconds / _PAUSE)):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(_PAUSE)
        else:
            return
    cursor.execute("PRAGMA journal_mode=WAL")


def hold(connection: Connection) -> None:
    """Makes this transaction the only one that writes the file."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
