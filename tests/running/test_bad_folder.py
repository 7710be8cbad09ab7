"""A folder with everything that can be wrong with pages, read for good."""

import gzip
import os

import pytest

from making import CountingCoder
from making.coder import link_all
from newsledger.ledger import Ledger
from newsledger.running import ingest

GOOD = "The minister met the president in the capital on Tuesday, officials said."
HTML = f"<html><head><title>A visit</title></head><body><article><p>{GOOD}</p><p>{GOOD[:-1]} again.</p>"


@pytest.fixture
def folder(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.txt").write_text(GOOD)
    (pages / "empty.txt").write_bytes(b"")
    (pages / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (pages / "long.txt").write_bytes(b"a" * 50 * 2**20)
    (pages / "long.jsonl").write_bytes(
        b'{"text": "' + b"a" * 50 * 2**20 + b'"}\n{"id": "after", "text": "They met after."}\n'
    )
    (pages / "broken.txt").write_bytes(GOOD.encode() + b" Caf\xe9 \xff\xfe met.")
    (pages / "cut.html").write_text(HTML)
    (pages / "rows.jsonl").write_text(
        f'{{"id": 1, "text": "{GOOD} One."}}\n{{"id": 2, "text":\n[3]\n{{"id": 4, "text": "They met at four."}}\n'
    )
    (pages / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "They met."}\n' * 5000)[:-20])
    (pages / "surrogate.jsonl").write_text('{"id": "s", "text": "They met \\ud800 there."}\n')
    (pages / "locked.txt").write_text("Locked away, they met.")
    (pages / "locked.txt").chmod(0)
    (pages / "nowhere.txt").symlink_to(pages / "missing.txt")
    return pages


def read_in(folder, path):
    with Ledger.open(path) as ledger:
        summary = ingest([folder], ledger, CountingCoder(), link=link_all)
        sources = {entry.source.removeprefix(f"{folder}/") for entry in ledger.entries().records}
        cases = {case.source.removeprefix(f"{folder}/"): case for case in ledger.quarantine()}
        return summary, sources, cases


def test_every_good_document_is_kept_and_every_bad_one_has_its_reason(folder, tmp_path):
    summary, sources, cases = read_in(folder, tmp_path / "a.db")
    assert {"good.txt", "broken.txt", "cut.html", "rows.jsonl#1", "rows.jsonl#4", "long.jsonl#2"} <= sources
    assert {"empty.txt", "binary.txt", "long.txt", "rows.jsonl#2", "rows.jsonl#3", "long.jsonl#1"} <= set(cases)
    assert "nowhere.txt" in cases
    assert ("locked.txt" in cases) == (os.geteuid() != 0)
    assert all(case.reason and case.mend for case in cases.values())
    assert not sources & set(cases)
    assert summary.rejected == len(cases)


def test_reading_it_twice_changes_nothing(folder, tmp_path):
    _, sources, cases = read_in(folder, tmp_path / "a.db")
    again, sources_again, cases_again = read_in(folder, tmp_path / "a.db")
    assert again.written == 0
    assert (sources_again, cases_again) == (sources, cases)
