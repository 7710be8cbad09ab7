"""From what was read to what is kept."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from making import CountingCoder, document
from making.coder import DyingCoder, link_all
from newsledger.ledger import Ledger
from newsledger.running import Choice, RunError, ingest
from newsledger.settings import Settings

TEXTS = ["Shoigu visited Pyongyang.", "Nothing at all.", "Kim met Shoigu. He said so.", "Lavrov met Wang."]


@dataclass(frozen=True)
class Bad:
    source: str
    reason: str = "It is empty"
    mend: str = "Fetch it again."
    sha256: str | None = None


def pages(texts=TEXTS):
    return [document(text, f"{number}.txt") for number, text in enumerate(texts)]


def run(ledger, items, coder=None, **more):
    options = {"read": lambda _: iter(items), "link": link_all, "now": lambda: datetime(2023, 8, 1, tzinfo=UTC)}
    return ingest(["pages"], ledger, coder or CountingCoder(), **{**options, **more})


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "a.db") as opened:
        yield opened


def rows(ledger, tables=("documents", "reports", "report_parties", "claims", "events", "event_reports", "quarantine")):
    raw = sqlite3.connect(ledger._engine.url.database)
    return [raw.execute(f"SELECT * FROM {table}").fetchall() for table in tables]  # noqa: S608


def test_documents_are_read_coded_written_and_linked(ledger):
    summary = run(ledger, [*pages(), Bad("empty.txt")])
    assert (summary.documents, summary.written, summary.rejected) == (4, 4, 1)
    assert (summary.reports, summary.claims, summary.events) == (3, 1, 1)
    assert [case.source for case in ledger.quarantine()] == ["empty.txt"]


def test_the_same_again_changes_nothing_and_codes_nothing(ledger):
    run(ledger, [*pages(), Bad("empty.txt")])
    before, coder = rows(ledger), CountingCoder()
    summary = run(ledger, [*pages(), Bad("empty.txt")], coder, link=None)
    assert (summary.written, summary.known, coder.seen) == (0, 4, 0)
    assert rows(ledger) == before


def test_a_newer_coder_reads_everything_anew(ledger):
    run(ledger, pages())
    assert run(ledger, pages(), CountingCoder("2")).written == 4
    assert {report.coder.version for report in ledger.reports()} == {"2"}


def test_a_run_that_stops_keeps_its_batches_and_the_next_goes_on(ledger):
    def stopping(_paths):
        yield from pages()[:2]
        raise KeyboardInterrupt

    small = Settings(batch_documents=1)
    with pytest.raises(KeyboardInterrupt):
        run(ledger, [], read=stopping, settings=small)
    assert ledger.runs()[0].finished is None
    coder = CountingCoder()
    assert run(ledger, pages(), coder, settings=small).known == 2
    assert coder.seen == 2


def test_linking_is_made_up_for_after_a_stop(ledger):
    def stopping(_ledger):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(ledger, pages(), link=stopping)
    assert run(ledger, pages()).events == 1


def test_a_document_that_cannot_be_coded_goes_to_the_quarantine_alone(ledger):
    summary = run(ledger, pages(["Kim met Shoigu.", "uncodable", "Lavrov met Wang."]))
    assert (summary.written, summary.rejected) == (2, 1)
    (case,) = ledger.quarantine()
    assert (case.source, case.reason, case.mend) == ("1.txt", "The coder gave up", "Look at the page.")


def test_the_same_page_twice_in_one_run_is_kept_once(ledger):
    summary = run(ledger, [pages()[0], pages()[0]])
    assert (summary.written, summary.known) == (1, 1)


@pytest.mark.parametrize("characters", [1, 1_000_000])
def test_batches_do_not_change_what_is_kept(tmp_path, characters):
    with Ledger.open(tmp_path / "a.db") as one, Ledger.open(tmp_path / "b.db") as two:
        run(one, pages())
        run(two, pages(), settings=Settings(batch_characters=characters, batch_documents=2))
        assert rows(one) == rows(two)


def test_workers_do_not_change_what_is_kept(tmp_path):
    with Ledger.open(tmp_path / "a.db") as one, Ledger.open(tmp_path / "b.db") as two:
        run(one, pages())
        run(two, pages(), workers=2, settings=Settings(batch_documents=1))
        assert rows(one) == rows(two)


def test_a_worker_that_dies_is_told_of_in_words(ledger):
    with pytest.raises(RunError, match="worker process died"):
        run(ledger, pages(), DyingCoder(), workers=2)


def test_progress_is_told_after_every_batch(ledger):
    told = []
    run(
        ledger,
        [*pages(), Bad("empty.txt")],
        progress=lambda *now: told.append(now),
        settings=Settings(batch_documents=2),
    )
    assert told == [(2, 0), (2, 0), (0, 1)]


def test_the_run_tells_what_it_was_made_with(ledger):
    run(ledger, pages())
    (kept,) = ledger.runs()
    assert kept.manifest["inputs"] == ["pages"]
    assert "newsledger" in kept.manifest["libraries"]
    assert kept.counts["written"] == 4


def test_only_what_was_chosen_is_read_and_the_same_again_changes_nothing(ledger):
    choice = Choice(limit=2)
    assert run(ledger, [Bad("empty.txt"), *pages()], choice=choice).written == 2
    assert run(ledger, [Bad("empty.txt"), *pages()], choice=choice).written == 0
    assert {page.source for page in ledger.documents()} == {"0.txt", "1.txt"}
    assert ledger.runs()[0].manifest["choice"] == {"since": None, "sample": 1.0, "seed": 0, "limit": 2}


def test_what_was_left_unlinked_is_linked_by_the_next_run(ledger):
    assert run(ledger, pages(), link=None).events == 0
    assert run(ledger, [], link=None).events == 0
    assert run(ledger, []).events == 1
    assert run(ledger, [], link=refuse).events == 1


def refuse(_ledger):
    raise AssertionError("linked again")


def test_reading_waits_for_coding_and_nothing_is_kept_in_memory_but_what_is_under_way(tmp_path):
    """The documents read and not yet written are those of a few batches, however many there are."""
    read, most = [], 0

    def endless():
        for number in range(400):
            read.append(number)
            yield document(f"Kim met Shoigu {number} times.", f"{number}.txt")

    def watch(documents, _rejected):
        nonlocal most, done
        done += documents
        most = max(most, len(read) - done)

    done = 0
    with Ledger.open(tmp_path / "a.db") as opened:
        run(opened, endless(), workers=2, progress=watch, settings=Settings(batch_documents=8))
    assert done == 400
    assert most <= 8 * (2 * 2 + 1)
