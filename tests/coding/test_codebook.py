"""The lexicon: what ships, and what a faulty page is told."""

from __future__ import annotations

import copy

import pytest

import newsledger.coding.codebook as module
from newsledger.coding.ontology import ontology
from newsledger.data.loading import load
from newsledger.errors import DataError
from newsledger.records import EventType


def patterns(book):
    return [p for table in (book.verbs, book.nouns) for group in table.values() for p in group]


def test_every_type_has_words(book):
    assert {p.entry.type for p in patterns(book)} == set(EventType)


def test_every_mode_of_an_entry_exists(book):
    assert all(p.entry.mode in {None, *ontology()[p.entry.type].modes} for p in patterns(book))


def test_every_pattern_has_a_head_and_something_to_match(book):
    for pattern in patterns(book):
        assert pattern.head and "|" not in pattern.head and "$" not in pattern.head
        assert all(need and all(need) for need in pattern.needs)


def test_words_are_words(book):
    """YAML takes a bare "on" or "no" for a truth value; as slots and governors they are words."""
    slots = {s for p in patterns(book) for s in p.entry.slots}
    assert "on" in slots
    assert not {"True", "False"} & slots
    assert all(isinstance(w, str) for words in book.governors.values() for w in words)
    assert "no" in book.governors["denied"]


def test_the_more_specific_reading_comes_first(book):
    for group in book.verbs.values():
        counts = [len(p.needs) for p in group]
        assert counts == sorted(counts, reverse=True)


def test_classes_stand_for_their_words(book):
    impose = next(p for p in book.verbs["impose"] if p.words == "impose $restriction")
    assert {"sanction", "embargo"} <= impose.needs[0]


def test_what_is_agreed_asked_or_refused_is_absorbed(book):
    absorbing = {p.entry.type.value for p in patterns(book) if p.entry.absorbs}
    assert absorbing == {"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}


def test_the_version_names_the_words(book):
    assert book.version == module.codebook.__wrapped__().version


# -- faulty pages ---------------------------------------------------------------------------


@pytest.fixture
def with_entry(monkeypatch):
    """The codebook with one more entry on the page of AID."""

    def run(entry: dict):
        data = copy.deepcopy(load("codebook"))
        data["AID"]["entries"].append(entry)
        monkeypatch.setattr(module, "load", lambda concept: data)
        return module.codebook.__wrapped__()

    return run


def test_a_new_word_is_an_entry_away(with_entry):
    book = with_entry({"verbs": ["lavish $aid|praise"], "recipient": ["on"]})
    (pattern,) = book.verbs["lavish"]
    assert (pattern.entry.type, pattern.entry.slots) == (EventType.AID, ("on",))
    assert {"praise", "money", "grant"} <= pattern.needs[0]


@pytest.mark.parametrize(
    ("entry", "what", "remedy"),
    [
        ({"verbs": ["lavish"], "mode": "strike"}, "AID has no mode 'strike'", "types.yaml"),
        ({"verbs": ["lavish $praise"]}, "No word class '$praise'", "classes.yaml"),
    ],
)
def test_a_faulty_entry_names_its_page_and_the_remedy(with_entry, entry, what, remedy):
    with pytest.raises(DataError) as caught:
        with_entry(entry)
    assert what in caught.value.what
    assert caught.value.where == "AID"
    assert remedy in caught.value.mend
