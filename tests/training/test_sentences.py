"""Labelled sentences as they are written. No torch is needed to read them."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from newsledger.errors import DataError
from newsledger.records import EventType, Factuality
from newsledger.training import sentences


@pytest.fixture
def read(monkeypatch):
    """Examples of rows that a test has written."""

    def run(*rows: dict) -> list[sentences.Example]:
        monkeypatch.setattr(sentences, "load", lambda concept: {"mine": list(rows)})
        return list(sentences.examples())

    return run


def row(text: str, *lines: str) -> dict:
    return {"s": text, "e": list(lines)}


def test_an_event_line(read):
    text = "Mali said Chad and Niger would visit it."
    (example,) = read(row(text, "CONSULT visit planned | visit | Chad; Niger | it"))
    (event,) = example.events
    assert (event.type, event.mode, event.factuality) == (EventType.CONSULT, "visit", Factuality.PLANNED)
    assert event.trigger.of(text) == "visit"
    assert [s.of(text) for s in event.actor] == ["Chad", "Niger"]
    assert [s.of(text) for s in event.recipient] == ["it"]


def test_a_sentence_without_events(read):
    (example,) = read(row("The match ended in a draw."))
    assert example.events == ()


def test_no_mode_and_no_recipient(read):
    (example,) = read(row("Farmers marched.", "PROTEST - actual | marched | Farmers | "))
    assert (example.events[0].mode, example.events[0].recipient) == (None, ())


def test_a_trigger_is_its_first_word(read):
    text = "Mali called off the talks."
    (example,) = read(row(text, "REJECT meet actual | called off the talks | Mali | "))
    assert example.events[0].trigger.of(text) == "called"


def test_the_second_occurrence_is_asked_for(read):
    text = "Mali met Chad before Chad met Niger."
    (example,) = read(row(text, "CONSULT - actual | met#2 | Chad#2 | Niger"))
    (event,) = example.events
    assert event.trigger.start == text.rindex("met")
    assert event.actor[0].start == text.rindex("Chad")


def test_words_are_found_whole(read):
    text = "Maliana cheered as Mali won."
    (example,) = read(row(text, "SUPPORT - actual | cheered | Mali | "))
    assert example.events[0].actor[0].start == text.index("Mali won")


@pytest.mark.parametrize(
    "line",
    [
        "CONSULT - actual | met | Mali",
        "CONSULT actual | met | Mali | Chad",
        "CONSULT strike actual | met | Mali | Chad",
        "CONSULT - actual | greeted | Mali | Chad",
        "CONSULT - actual | met | Niger | Chad",
        "CONSULT - actual | met#2 | Mali | Chad",
    ],
)
def test_a_faulty_line_names_its_row(read, line):
    with pytest.raises(DataError) as caught:
        read(row("Rain fell."), row("Mali met Chad.", line))
    assert "training/mine.yaml, row 2" in caught.value.where


def test_about_one_in_ten_is_kept_back_by_its_words_alone(read):
    texts = [f"Mali met Chad {n} times." for n in range(1000)]
    first = [e.kept_back for e in read(*(row(t) for t in texts))]
    again = [e.kept_back for e in reversed(read(*(row(t) for t in reversed(texts))))]
    assert first == again
    assert 60 < sum(first) < 150


# -- the sentences that ship ----------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> list[sentences.Example]:
    return list(sentences.examples())


def test_every_row_can_be_read(shipped):
    assert len(shipped) > 1000
    assert all(e.text for e in shipped)


def test_every_type_and_factuality_is_taught(shipped):
    events = [v for e in shipped for v in e.events]
    types, facts = Counter(v.type for v in events), Counter(v.factuality for v in events)
    assert set(types) == set(EventType)
    assert min(types.values()) >= 30
    assert set(facts) == set(Factuality)


def test_what_is_no_event_is_taught_too(shipped):
    assert sum(not e.events for e in shipped) > len(shipped) / 20


def test_no_sentence_is_told_twice(shipped):
    twice = [text for text, n in Counter(e.text for e in shipped).items() if n > 1]
    assert not twice


def test_parties_and_triggers_keep_apart(shipped):
    """A word cannot be actor and recipient of the same event."""
    mixed = [(e.source, e.text) for e in shipped for v in e.events if set(v.actor) & set(v.recipient)]
    assert not mixed


def test_reading_them_needs_no_torch():
    script = (
        "import sys; sys.modules['torch'] = None; from newsledger.training.sentences import examples; next(examples())"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
