"""Opens a ledger wherever it lies, and brings its schema up to date."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from newsledger.errors import LedgerError
from newsledger.ledger import postgresql, sqlite
from newsledger.ledger.schema import HEAD

_FORMS = "Write a path, sqlite:///news.db, or postgresql://user@host/database."


def url_of(where: str | Path) -> URL:
    """The URL of a ledger that is named by a path or a URL; raises LedgerError for one of another kind."""
    given = str(where)
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise LedgerError("This is not a ledger's URL", where=given, mend=_FORMS) from error
    if url.drivername == "postgres":
        url = url.set(drivername="postgresql")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise LedgerError("A ledger is in SQLite or PostgreSQL", where=postgresql.shown(url), mend=_FORMS)
    return url


def connect(where: str | Path, *, create: bool = True, busy_seconds: int = 30) -> Engine:
    """An engine over a ledger with the newest schema; raises LedgerError with what stands in the way."""
    url = url_of(where)
    if url.get_backend_name() == "sqlite":
        engine = sqlite.engine_of(url, create=create, busy_seconds=busy_seconds)
    else:
        engine = postgresql.engine_of(url, busy_seconds=busy_seconds)
    try:
        _bring_up(engine, create)
    except DatabaseError as error:
        raise LedgerError(
            f"The ledger cannot be opened: {error.orig}",
            where=place(engine),
            mend="Name a ledger that you can write.",
        ) from error
    return engine


def place(engine: Engine) -> str:
    """Where a ledger lies, as people know it: its file, or its URL without the password."""
    return str(engine.url.database) if engine.dialect.name == "sqlite" else postgresql.shown(engine.url)


def hold(connection: Connection, pages: Collection[str] | None = ()) -> None:
    """Begins to write: these pages, none, or everything. Others wait where they would write the same."""
    if connection.dialect.name == "sqlite":
        sqlite.hold(connection)
    else:
        postgresql.hold(connection, pages)


def _bring_up(engine: Engine, create: bool) -> None:
    with engine.connect() as connection:
        held = _revision(connection)
    if held == HEAD:
        return
    if held is not None and held > HEAD:
        raise LedgerError(
            f"This ledger was made by a newer version (schema {held}; this one knows {HEAD})",
            where=place(engine),
            mend="Upgrade newsledger.",
        )
    if held is None and not create and engine.dialect.name != "sqlite":
        raise LedgerError(
            "There is no ledger in this database",
            where=place(engine),
            mend="Make one with: newsledger ingest PAGES --ledger URL",
        )
    with engine.begin() as connection:
        # The lock first: two processes may open a new ledger at once.
        hold(connection, None)
        if _revision(connection) != HEAD:
            _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    tables = inspect(connection)
    if not tables.has_table("alembic_version"):
        _refuse_foreign(connection, tables.get_table_names())
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


def _refuse_foreign(connection: Connection, tables: list[str]) -> None:
    if tables:
        raise LedgerError(
            f"This database holds other tables ({min(tables)}) and is no ledger",
            where=place(connection.engine),
            mend="Name another one.",
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
