"""Opens a ledger file: its pragmas, and its schema brought up to date."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from newsledger.errors import LedgerError
from newsledger.ledger.schema import HEAD

_SCHEME = "sqlite:///"
_PAUSE = 0.02  # seconds between two tries for a lock


def path_of(where: str | Path) -> Path | None:
    """The file of a path or sqlite URL; None for a ledger in memory."""
    given = str(where)
    if "://" not in given:
        return Path(given)
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise LedgerError("This is not a ledger's URL", where=given, mend=f"Write {_SCHEME}news.db.") from error
    if url.get_backend_name() != "sqlite":
        raise LedgerError("A ledger is a SQLite file", where=given, mend=f"Write a path, or {_SCHEME}news.db.")
    return Path(url.database) if url.database and url.database != ":memory:" else None


def connect(where: str | Path, *, create: bool = True, busy_seconds: int = 30) -> Engine:
    """An engine over a ledger with the newest schema; raises LedgerError with what stands in the way."""
    path = path_of(where)
    if path is not None:
        _check(path, create)
    engine = create_engine(f"{_SCHEME}{path}" if path else "sqlite://")
    event.listen(engine, "connect", lambda raw, _record: _pragmas(raw, busy_seconds))
    try:
        _bring_up(engine)
    except DatabaseError as error:
        raise LedgerError(
            f"The ledger cannot be opened: {error.orig}", where=str(path), mend="Name a ledger that you can write."
        ) from error
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


def _pragmas(raw: Any, busy_seconds: int) -> None:
    cursor = raw.cursor()
    for pragma in (f"busy_timeout={busy_seconds * 1000}", "foreign_keys=ON", "temp_store=MEMORY"):
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


def _bring_up(engine: Engine) -> None:
    with engine.connect() as connection:
        held = _revision(connection)
    if held == HEAD:
        return
    if held is not None and held > HEAD:
        raise LedgerError(
            f"This ledger was made by a newer version (schema {held}; this one knows {HEAD})",
            where=str(engine.url.database),
            mend="Upgrade newsledger.",
        )
    with engine.begin() as connection:
        # The write lock first: two processes may open a new ledger at once.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if _revision(connection) != HEAD:
            _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    named = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).first()
    if named is None:
        _refuse_foreign(connection)
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


def _refuse_foreign(connection: Connection) -> None:
    other = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' LIMIT 1")).scalar()
    if other is not None:
        raise LedgerError(
            f"This database holds other tables ({other}) and is no ledger",
            where=str(connection.engine.url.database),
            mend="Name another file.",
        )


def _upgrade(connection: Connection) -> None:
    # Alembic takes longer to import than a query takes to run, and only a new or old ledger needs it.
    from alembic import command

    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection) -> Any:
    """Alembic's configuration for the migrations in the package, on this connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
