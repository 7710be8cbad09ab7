"""Copies of a ledger."""

from datetime import UTC, datetime

import pytest

from making import coded
from making.records import VERSION
from newsledger.errors import LedgerError
from newsledger.ledger import Ledger


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "news.db") as opened:
        run = opened.start_run(VERSION, datetime(2024, 1, 1, tzinfo=UTC), {})
        opened.write(coded("Kim met Shoigu."), run)
        yield opened


def test_a_copy_is_a_ledger_in_one_file(ledger, tmp_path):
    size = ledger.back_up(tmp_path / "copy.db")
    assert size == (tmp_path / "copy.db").stat().st_size
    (tmp_path / "moved").mkdir()
    (tmp_path / "copy.db").rename(tmp_path / "moved" / "copy.db")
    with Ledger.open(tmp_path / "moved" / "copy.db", create=False) as copy:
        assert list(copy.documents()) == list(ledger.documents())
        assert list(copy.reports()) == list(ledger.reports())


def test_a_file_that_is_there_is_kept_unless_told(ledger, tmp_path):
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(LedgerError, match="a file already"):
        ledger.back_up(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"
    assert ledger.back_up(tmp_path / "copy.db", replace=True) > 1000


def test_a_place_that_is_not_there_is_one_message(ledger, tmp_path):
    with pytest.raises(LedgerError, match="could not be made"):
        ledger.back_up(tmp_path / "no" / "copy.db")
