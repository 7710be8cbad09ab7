"""Writers that are killed, two at once, a clock set back, a version too old."""

import signal
import threading
import time
from datetime import UTC, datetime

import pytest

from making import CountingCoder, document
from making.coder import link_all
from newsledger.errors import LedgerError
from newsledger.ledger import Ledger, opening
from newsledger.running import ingest
from newsledger.running.doctor import examine_ledger
from newsledger.settings import Settings


def pages(ledger):
    with Ledger.open(ledger) as opened:
        assert list(opened.verify()) == []
        return {page.document_id for page in opened.documents()}, {report.report_id for report in opened.reports()}


@pytest.mark.parametrize("batches", [1, 3])
def test_a_killed_writer_loses_no_batch_that_it_told_of(tmp_path, start, fill, batches):
    ledger, whole = tmp_path / "news.db", tmp_path / "whole.db"
    process = start(ledger, 0, 400)
    for _ in range(batches):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.communicate()
    found, _ = pages(ledger)
    assert len(found) >= 4 * batches
    last = max(40, len(found))
    fill(ledger, 0, last)
    fill(whole, 0, last)
    assert pages(whole) == pages(ledger)


def test_two_writers_wait_for_each_other(tmp_path, start):
    ledger = tmp_path / "news.db"
    both = [start(ledger, 0, 30), start(ledger, 30, 60)]
    assert [process.communicate(timeout=120)[1] for process in both] == ["", ""]
    assert len(pages(ledger)[0]) == 60


def test_a_reader_sees_whole_batches_while_another_writes(filled, start):
    process = start(filled, 20, 60)
    seen = set()
    while process.poll() is None:
        with Ledger.open(filled) as opened:
            seen.add(opened.counts()["documents"] % 4)
        time.sleep(0.01)
    process.communicate()
    assert seen == {0}


def test_a_copy_made_while_another_writes_is_whole(filled, start, tmp_path):
    process = start(filled, 20, 200)
    with Ledger.open(filled) as opened:
        opened.back_up(tmp_path / "copy.db")
    process.communicate(timeout=120)
    assert len(pages(tmp_path / "copy.db")[0]) % 4 == 0


def run_at(ledger, year, text):
    settings = Settings()
    return ingest(
        ["x"], ledger, CountingCoder(), read=lambda *_: [document(text, f"{text}.txt")], link=link_all,
        now=lambda: datetime(year, 1, 1, tzinfo=UTC), settings=settings,
    )  # fmt: skip


def test_a_clock_set_back_changes_nothing_but_is_noted(tmp_path):
    with Ledger.open(tmp_path / "news.db") as ledger:
        run_at(ledger, 2030, "Kim met Shoigu.")
        run_at(ledger, 2024, "Shoigu visited Kim.")
        assert [run.run for run in ledger.runs()] == [2, 1]
        assert ledger.counts()["documents"] == 2
    found = examine_ledger(str(tmp_path / "news.db"), Settings(), now=lambda: datetime(2024, 1, 2, tzinfo=UTC))
    assert {each.what: each.told for each in found}["clock"] == "a run began later than now"


def test_an_older_version_leaves_a_newer_ledger_alone(filled, monkeypatch):
    before = pages(filled)
    with monkeypatch.context() as older:
        older.setattr(opening, "HEAD", "0001")
        with pytest.raises(LedgerError, match=r"made by a newer version .* Upgrade newsledger"):
            Ledger.open(filled)
    assert pages(filled) == before


def test_a_ledger_opened_twice_is_brought_up_once(tmp_path):
    errors = []

    def open_it():
        try:
            Ledger.open(tmp_path / "news.db").close()
        except LedgerError as error:
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
