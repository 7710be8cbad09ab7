"""The set of sentences without events: its form, and how false reports are counted."""

from collections import Counter
from pathlib import Path

import yaml
from benchmarks.false_events import Sentence, sentences, shares

from benchmarks import false_events

TRAINING = Path(__file__).resolve().parents[2] / "src" / "newsledger" / "data" / "training"


def words(text):
    return " ".join(text.casefold().split())


def test_the_fields_are_of_one_size_and_no_sentence_stands_twice():
    given = sentences()
    assert set(Counter(s.field for s in given).values()) == {32}
    assert len({words(s.text) for s in given}) == len(given) == 320


def test_sentences_are_as_long_as_newspapers_print_them():
    assert all(8 <= len(s.text.split()) <= 45 for s in sentences())


def test_no_sentence_was_trained_on():
    trained = {
        words(row["s"])
        for file in sorted(TRAINING.glob("*.yaml"))
        for row in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    }
    assert [s.text for s in sentences() if words(s.text) in trained] == []


def test_shares_count_sentences_and_not_reports():
    one, other = Sentence("a", "sports"), Sentence("b", "weather")
    assert shares([(one, ("x", "y")), (other, ()), (other, ("z",)), (one, ())]) == {
        "share with a report": 0.5,
        "sports": 0.5,
        "weather": 0.5,
    }


def test_a_coder_that_reports_nothing_is_never_wrong(tmp_path, monkeypatch):
    monkeypatch.setattr(false_events, "coder", lambda: lambda documents: ())
    assert set(false_events.table(tmp_path).values()) == {0.0}
