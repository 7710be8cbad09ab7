"""Shards: the input in parts, what was coded as files, and any ledger filled from them."""

import dataclasses
import gzip
from datetime import UTC, datetime

import pytest

from making import CountingCoder
from making.coder import link_all
from making.stores import rows
from newsledger.ledger import Ledger
from newsledger.running import Choice, RunError, ingest, local
from newsledger.running.shards import shards
from newsledger.running.spreading import ingest_by_shards, load_shards
from newsledger.settings import Settings

NUMBERS = frozenset({"row", "run"})
SMALL = Settings(shard_bytes=400, batch_documents=3)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Pages in files and rows, a file of no use and an empty one."""
    pages = tmp_path / "pages"
    (pages / "deep").mkdir(parents=True)
    for number in range(12):
        text = f"Kim met Shoigu {number} times on the {number}th of May. He said so." if number != 5 else "uncodable"
        (pages / "deep" / f"{number:02}.txt").write_text(text)
    row = '{{"id": {0}, "text": "Shoigu visited town {0}.", "url": "https://post.example/{1}"}}\n'
    rows = "".join(row.format(number, number % 3) for number in range(20))
    (pages / "rows.jsonl.gz").write_bytes(gzip.compress(rows.encode()))
    (pages / "empty.txt").write_text("")
    (pages / "song.mp3").write_bytes(b"la")
    monkeypatch.chdir(tmp_path)
    return pages


def fixed():
    return datetime(2023, 8, 1, tzinfo=UTC)


def by_shards(ledger, where="shards", executor=None, coder=None, paths=("pages",), **more):
    options = {"link": link_all, "now": fixed, "settings": SMALL, **more}
    return ingest_by_shards(paths, ledger, coder or CountingCoder(), executor or local(1), where, **options)


def held(ledger):
    kept = rows(ledger, without=NUMBERS)
    cases = sorted(map(str, ledger.quarantine()))
    return kept, [case.split("run=")[0] for case in cases]


@pytest.fixture
def plain(folder, tmp_path):
    """What an ingest by one process makes of the folder."""
    with Ledger.open(tmp_path / "plain.db") as ledger:
        summary = ingest(["pages"], ledger, CountingCoder(), link=link_all, now=fixed)
        yield summary, held(ledger)


def test_every_file_is_in_one_shard_in_the_order_of_reading(folder):
    cut = list(shards([folder, folder / "rows.jsonl.gz"], 100))
    names = [each.path.rsplit("/", 1)[1] for shard in cut for each in shard.inputs]
    assert names == [f"{n:02}.txt" for n in range(12)] + ["empty.txt", "rows.jsonl.gz", "song.mp3", "rows.jsonl.gz"]
    assert [shard.number for shard in cut] == list(range(1, len(cut) + 1))
    assert len(cut) > 4
    assert cut[-1].inputs[-1].named and not cut[0].inputs[0].named


def test_standard_input_cannot_be_cut():
    with pytest.raises(RunError, match="Standard input"):
        list(shards(["-"], 100))


@pytest.mark.parametrize("workers", [1, 2])
def test_shards_give_what_one_process_gives(plain, ledger, workers):
    summary = by_shards(ledger, executor=local(workers))
    assert held(ledger) == plain[1]
    assert dataclasses.replace(summary, known=0, run=0, documents=0) == dataclasses.replace(
        plain[0], known=0, run=0, documents=0
    )


def test_the_files_fill_any_ledger_and_the_same_again_changes_nothing(plain, folder, tmp_path, ledger):
    with Ledger.open(tmp_path / "first.db") as first:
        by_shards(first)
    summary, missing = load_shards("shards", ledger, link=link_all, now=fixed)
    assert (summary.written, missing) == (plain[0].written, 0)
    assert held(ledger) == plain[1]
    again, _ = load_shards("shards", ledger, link=None, now=fixed)
    assert (again.written, again.known) == (0, summary.documents)
    assert held(ledger) == plain[1]


def test_shards_that_are_done_are_not_coded_again(plain, folder, tmp_path):
    stopped = 0

    def stop(_documents, _rejected):
        nonlocal stopped
        stopped += 1
        if stopped == 2:
            raise KeyboardInterrupt

    with Ledger.open(tmp_path / "b.db") as ledger:
        with pytest.raises(KeyboardInterrupt):
            by_shards(ledger, progress=stop)
        assert load_shards("shards", ledger, link=None)[1] > 0
        coder = CountingCoder()
        by_shards(ledger, coder=coder)
        assert 0 < coder.seen < plain[0].documents
        assert held(ledger) == plain[1]


def test_a_sample_of_shards_is_the_sample(folder, tmp_path):
    with Ledger.open(tmp_path / "a.db") as one, Ledger.open(tmp_path / "b.db") as two:
        choice = Choice(sample=0.5)
        by_shards(one, choice=choice)
        ingest(["pages"], two, CountingCoder(), choice=choice, link=link_all, now=fixed)
        assert held(one) == held(two)


def test_a_folder_is_of_one_plan(folder, ledger):
    by_shards(ledger)
    for more in ({"coder": CountingCoder("2")}, {"paths": ("pages/deep",)}, {"choice": Choice(sample=0.5)}):
        with pytest.raises(RunError, match="other inputs"):
            by_shards(ledger, **more)
    with pytest.raises(RunError, match="limited"):
        by_shards(ledger, choice=Choice(limit=3))


@pytest.mark.parametrize("ending", ["parquet", "json"])
def test_a_damaged_shard_is_refused_in_words(folder, ledger, ending):
    by_shards(ledger)
    sorted((folder.parent / "shards").glob(f"shard-*.{ending}"))[0].write_bytes(b"{}")
    with pytest.raises(RunError, match="damaged"):
        load_shards("shards", ledger)


def test_a_folder_without_shards_is_refused_in_words(folder, ledger):
    with pytest.raises(RunError, match="no finished shards"):
        load_shards("pages", ledger)
