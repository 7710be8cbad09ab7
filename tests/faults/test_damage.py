"""A ledger file with damaged bytes: every command ends in one message or an answer, and verify tells of it."""

import random
import shutil
import sqlite3

import pytest
from typer.testing import CliRunner

from newsledger.cli import app
from newsledger.errors import LedgerError
from newsledger.ledger import Ledger

PAGE = 4096
COMMANDS = (
    ("events",), ("reports", "-f", "json"), ("claims", "--topic", "so"), ("documents", "-f", "csv"), ("runs",),
    ("quarantine",), ("stories",), ("export", "gdelt"), ("export", "reports"), ("verify",), ("sources",),
)  # fmt: skip


def run(*arguments):
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), (arguments, result.exception)
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def spoiled(filled, tmp_path):
    """The ledger with random bytes over some pages, by seed."""

    def spoil(seed):
        chance = random.Random(seed)
        ledger = tmp_path / f"spoiled-{seed}.db"
        shutil.copy(filled, ledger)
        number = ledger.stat().st_size // PAGE
        with ledger.open("r+b") as file:
            for page in chance.sample(range(1, number), 3):
                file.seek(page * PAGE + chance.randrange(PAGE // 2))
                file.write(chance.randbytes(800))
        return ledger

    return spoil


@pytest.mark.parametrize("seed", range(4))
def test_damaged_pages_end_in_a_message_and_are_found(spoiled, seed):
    ledger = spoiled(seed)
    for command in COMMANDS:
        run(*command, "--ledger", ledger)
    told = run("verify", "--ledger", ledger)
    assert told.exit_code == 1
    assert told.stdout or told.stderr


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4, 60))
def test_many_damaged_pages_end_in_a_message(spoiled, seed):
    test_damaged_pages_end_in_a_message_and_are_found(spoiled, seed)


def test_a_damaged_ledger_is_not_copied_over_a_good_copy(spoiled, filled, tmp_path):
    with Ledger.open(filled) as opened:
        opened.back_up(tmp_path / "copy.db")
    good = (tmp_path / "copy.db").read_bytes()
    result = run("backup", tmp_path / "copy.db", "--force", "--ledger", spoiled(1))
    assert result.exit_code == 1
    assert (tmp_path / "copy.db").read_bytes() == good
    assert not (tmp_path / "copy.db.partial").exists()


@pytest.mark.parametrize("junk", [b"", b"not a database at all" * 400, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_ledger_is_one_message(tmp_path, junk):
    ledger = tmp_path / "news.db"
    ledger.write_bytes(junk)
    for command in COMMANDS:
        run(*command, "--ledger", ledger)
    if junk:
        with pytest.raises(LedgerError):
            Ledger.open(ledger)


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ("UPDATE documents SET text = replace(text, 'Kim', 'Jim')", "pages"),
        ("UPDATE reports SET record = replace(record, '\"start\":', '\"start\":1')", "evidence"),
        ("UPDATE reports SET record = '{\"type\": 3}' WHERE row = 2", "evidence"),
        ("UPDATE reports SET record = 'no json' WHERE row = 2", "evidence"),
        ("DELETE FROM event_reports WHERE rowid = 1", "events"),
        ("PRAGMA foreign_keys=OFF; DELETE FROM documents WHERE row = 1", "references"),
        ("DELETE FROM documents_fts_docsize WHERE id = 1", "search"),
    ],
)
def test_verify_tells_what_is_wrong(filled, change, check):
    connection = sqlite3.connect(filled)
    connection.executescript(change)
    connection.commit()
    connection.close()
    with Ledger.open(filled) as opened:
        assert check in {fault.check for fault in opened.verify()}


def test_faults_of_one_kind_are_not_told_without_end(filled):
    connection = sqlite3.connect(filled)
    connection.execute("UPDATE documents SET text = text || ' more'")
    connection.commit()
    connection.close()
    with Ledger.open(filled) as opened:
        found = list(opened.verify(("pages",)))
    assert len(found) == 21
    assert found[-1].what == "and more like these"
