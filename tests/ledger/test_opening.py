"""Opening, and refusing to open."""

import dataclasses
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Text, inspect

from making import coded, event, party
from making.records import VERSION
from making.stores import fresh
from newsledger.errors import LedgerError
from newsledger.ledger import Ledger, Query
from newsledger.ledger.opening import alembic_config, connect
from newsledger.ledger.schema import HEAD, metadata
from newsledger.records import Attribution, SourceKind


def test_the_migrations_make_the_tables_that_the_code_knows(where):
    engine = connect(where)
    with engine.connect() as connection:
        changes = compare_metadata(MigrationContext.configure(connection), metadata)
        # Each store's search by words is its own.
        assert [change for change in changes if "_fts" not in str(change) and "words" not in str(change)] == []
        assert ScriptDirectory.from_config(alembic_config(connection)).get_heads() == [HEAD]


def test_an_older_ledger_is_brought_up_with_what_it_holds(where):
    with Ledger.open(where) as ledger:
        run = ledger.start_run(VERSION, datetime(2023, 8, 1, tzinfo=UTC), {})
        one = coded("Shoigu visited Pyongyang.")
        via = (Attribution("Agence Éclair", "eclair", SourceKind.AGENCY, "FRA"),)
        asked = dataclasses.replace(one.claims[0], addressee=party("Élise Dupont-Martin", "FRA"), via=via)
        ledger.write(dataclasses.replace(one, claims=(asked,)), run)
        ledger.replace_events([event("e-1", *one.reports)])
        counted = ledger.monthly()
    with connect(where).begin() as connection:
        command.downgrade(alembic_config(connection), "0001")
    with Ledger.open(where) as ledger:
        assert ledger.monthly() == counted != ()
        assert [report.event_id for report in ledger.reports(Query(actor="Kim", outlet="daily"))] == ["e-1"]
        assert list(ledger.coded_reports()) == list(one.reports)
        assert list(ledger.claims(Query(addressee="elise dupont"))) == [asked]
        assert list(ledger.claims(Query(addressee="PRK"))) == []
        assert list(ledger.claims(Query(via="eclair agence"))) == [asked]
        assert list(ledger.claims(Query(via="reuters"))) == []


def test_the_journal_is_written_ahead_and_keys_hold(tmp_path):
    engine = connect(tmp_path / "a.db")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_url_and_a_path_open_the_same_ledger(tmp_path):
    with Ledger.open(f"sqlite:///{tmp_path}/a.db") as ledger:
        assert ledger.counts()["documents"] == 0
    assert (tmp_path / "a.db").exists()


def test_words_are_compared_by_their_code_points(request, tmp_path):
    with connect(fresh(request, "postgresql", tmp_path)).connect() as connection:
        tables = inspect(connection)
        columns = [(name, column) for name in metadata.tables for column in tables.get_columns(name)]
    odd = [(name, c["name"]) for name, c in columns if isinstance(c["type"], Text) and c["type"].collation != "C"]
    assert odd == []


def test_many_may_open_a_new_ledger_at_once(request, store, tmp_path):
    where = tmp_path / "a.db" if store == "sqlite" else request.getfixturevalue("postgres").empty()
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: Ledger.open(where).counts(), range(4)))
    assert len(counts) == 4


def _text(tmp_path):
    (tmp_path / "x").write_text("this is a page, and no database at all" * 40)
    return tmp_path / "x"


def _foreign(tmp_path):
    sqlite3.connect(tmp_path / "x").execute("CREATE TABLE mine (a)").connection.commit()
    return tmp_path / "x"


def _newer(tmp_path):
    Ledger.open(tmp_path / "x").close()
    sqlite3.connect(tmp_path / "x").execute("UPDATE alembic_version SET version_num = '9999'").connection.commit()
    return tmp_path / "x"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_text, "not a database"),
        (_foreign, "no ledger"),
        (_newer, "newer version"),
        (lambda folder: folder, "is a folder"),
        (lambda folder: folder / "no" / "x.db", "folder does not exist"),
        (lambda folder: "mysql://host/db", "SQLite or PostgreSQL"),
        (lambda folder: "postgresql://ann:secret@/db?host=/nowhere", r"(?s)cannot be opened.*ann:\*\*\*@"),
    ],
)
def test_refuses_in_words(tmp_path, make, words):
    with pytest.raises(LedgerError, match=words):
        Ledger.open(make(tmp_path))


def test_a_database_with_other_tables_or_none_is_no_ledger(postgres):
    where = postgres.empty()
    with pytest.raises(LedgerError, match="no ledger in this database"):
        Ledger.open(where, create=False)
    with psycopg_of(where) as connection:
        connection.execute("CREATE TABLE mine (a int)")
    with pytest.raises(LedgerError, match="other tables"):
        Ledger.open(where)


def psycopg_of(where):
    import psycopg

    return psycopg.connect(where)


def test_asking_a_ledger_that_is_not_there_makes_none(tmp_path):
    with pytest.raises(LedgerError, match="no ledger here"):
        Ledger.open(tmp_path / "a.db", create=False)
    assert not (tmp_path / "a.db").exists()


def test_a_file_is_mapped_for_those_who_ask_and_not_for_those_who_fill(tmp_path):
    def mapped(*, create: bool) -> int:
        with connect(tmp_path / "news.db", create=create).connect() as connection:
            return int(connection.exec_driver_sql("PRAGMA mmap_size").scalar() or 0)

    assert mapped(create=True) == 0, "the memory of an ingest would grow with its ledger"
    assert mapped(create=False) > 0
