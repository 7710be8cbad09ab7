"""Words and files that no terminal should hand on, and some do."""

import os

import pytest

from newsledger.cli import floors
from newsledger.reading import read

NO_TEXT = "Kim \udcff"  # a byte that is no UTF-8, as Python hands it on


@pytest.mark.parametrize(
    "asked",
    [("events", "--actor", NO_TEXT), ("reports", "--text", NO_TEXT), ("claims", "--outlet", NO_TEXT),
     ("show", NO_TEXT), ("why", NO_TEXT), ("reports", "--text", "Kim " * 5_000), ("events", "--actor", "a" * 9_999)],
)  # fmt: skip
def test_questions_that_are_no_text_are_refused_in_words(filled, asked):
    told = filled(*asked, code=1)
    assert "no text" in told.output or "too long" in told.output


@pytest.mark.parametrize("words", ["' OR 1=1 --", "'); DROP TABLE reports; --", "NEAR(a b, 9)", "{text}:"])
def test_operators_are_words(filled, words):
    assert filled("reports", "--text", words, "--format", "json").stdout == ""
    assert filled("reports", "--format", "json").stdout.count("\n") > 1


def test_a_verdict_keeps_no_words_that_are_no_text(filled):
    report_id = filled("reports", "--format", "csv").stdout.splitlines()[1].split(",")[0]
    filled("judge", "accept", report_id, "--who", "ana", "--note", NO_TEXT, code=1)
    filled("judge", "correct", report_id, "--who", "ana", "--field", "modes", "--value", '[{"a": 1}]', code=1)
    assert filled("judgements", "--format", "json").stdout == ""


def test_a_files_name_need_be_no_text(run, tmp_path, monkeypatch):
    monkeypatch.setattr(floors, "read", read)
    folder = tmp_path / "pages"
    folder.mkdir()
    name = os.fsencode(folder) + b"/visit\xff.txt"
    with open(name, "wb") as page:
        page.write(b"Shoigu visited Pyongyang.")
    assert "1 documents read, 1 of them new" in run("ingest", folder).stdout
    assert "visit\ufffd.txt" in run("documents", "--format", "json").stdout
    assert "1 documents read, 0 of them new" in run("ingest", os.fsdecode(name)).stdout
