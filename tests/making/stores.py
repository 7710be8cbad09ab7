"""Ledgers on each store, for tests that hold on all of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from benchmarks.servers import NoServer, postgresql
from sqlalchemy import select
from sqlalchemy.engine import make_url

from newsledger.ledger import Ledger
from newsledger.ledger.schema import metadata

STORES = ("sqlite", "postgresql")
_KEPT = ("documents", "zones", "reports", "report_parties", "claims", "events", "event_parties", "event_reports")
_NUMBERS = frozenset({"row"})  # given by the store, with gaps where a batch was given up


class Server:
    """A PostgreSQL server of our own, on a socket in its own folder; ``database`` lends ledgers' databases."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._numbers = count()
        self._free: list[str] = []

    def url(self, database: str) -> str:
        return f"postgresql://ledger@/{database}?host={self.folder}"

    def empty(self) -> str:
        """The URL of a database with nothing in it."""
        name = f"t{next(self._numbers)}"
        self._execute("postgres", f"CREATE DATABASE {name}")
        return self.url(name)

    def database(self) -> str:
        """The URL of a ledger with nothing in it. A new database takes 300 files, so they are lent anew."""
        if self._free:
            return self._free.pop()
        url = self.empty()
        Ledger.open(url).close()
        return url

    def give_back(self, url: str) -> None:
        """Empties a ledger that a test is done with."""
        tables = ", ".join(sorted(metadata.tables))
        self._execute(str(make_url(url).database), f"TRUNCATE {tables} RESTART IDENTITY")
        self._free.append(url)

    def _execute(self, database: str, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement)


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """Starts a server and stops it; skips the test where there is none to start."""
    with contextlib.ExitStack() as stack:
        try:
            folder = stack.enter_context(postgresql())
        except NoServer as reason:
            pytest.skip(str(reason))
        yield Server(folder)


def fresh(request: pytest.FixtureRequest, store: str, folder: Path) -> str | Path:
    """Where a ledger with nothing in it is, or can be made."""
    if store == "sqlite":
        return folder / "a.db"
    lender: Server = request.getfixturevalue("postgres")
    url = lender.database()
    request.addfinalizer(lambda: lender.give_back(url))
    return url


def rows(ledger: Ledger, *tables: str, without: frozenset[str] = _NUMBERS) -> dict[str, list[tuple]]:
    """Every row of the tables in the order written, less the numbers that a store gives."""
    with ledger.reading() as connection:
        return {name: [*map(tuple, connection.execute(_listing(name, without)))] for name in tables or _KEPT}


def _listing(name: str, without: frozenset[str]):
    table = metadata.tables[name]
    kept = [column for column in table.c if column.name not in without]
    return select(*kept).order_by(*table.primary_key.columns)
