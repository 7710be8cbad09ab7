"""Known events are found by their words, however a text writes them."""

from __future__ import annotations

import pytest

from newsledger.data.loading import load
from newsledger.times.knowledge import known_events, phrase_pattern

ENTRIES = load("times")["known"]


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: str(e["words"][0])[:40])
def test_every_spelling_of_a_known_event_is_found(entry, last):
    phrases = [str(word).split("|")[-1 if last else 0].strip() for word in entry["words"]]
    for text in (f"It began after {' and '.join(phrases)}.", " ... ".join(phrases).upper()):
        assert any(k.named_in(text) for k in known_events() if len(k.words) == len(phrases))


def test_what_is_looked_up_first_passes_by_nothing_that_the_expressions_find():
    texts = [" ".join(str(word).replace("|", ", ") for word in entry["words"]) for entry in ENTRIES]
    for text in (*texts, "Nothing of that kind happened in May."):
        for known in known_events():
            assert known.named_in(text) == all(word.search(text) for word in known.words)


def test_a_phrase_is_found_as_whole_words_alone():
    assert phrase_pattern(["nine", "ten days"]).search("Ten  days later")
    assert not phrase_pattern(["nine"]).search("ninety")
