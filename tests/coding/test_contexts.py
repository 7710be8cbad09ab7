"""What an event is about, from the words of its sentence."""

from __future__ import annotations

import pytest

from newsledger.coding.contexts import contexts


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Troops shelled the town.", {"military"}),
        ("The court convicted the spy.", {"intelligence", "legal"}),
        ("Parliament passed a bill on tariffs.", {"legislative", "economic"}),
        ("Refugees asked for asylum after the flood.", {"asylum", "migration", "disasters"}),
        ("Hackers stole data.", {"cyber"}),
        ("Nothing of note occurred.", set()),
    ],
)
def test_a_strong_word_is_enough(sentence, expected):
    assert set(contexts(sentence)) == expected


def test_weak_words_need_company():
    assert "military" not in contexts("The ministers spoke of defence.")
    assert "military" in contexts("Fighters fired weapons.")
    assert "military" not in contexts("Fighters met other fighters."), "the same word twice is one"


def test_words_are_found_whole():
    assert "economic" not in contexts("The portrait was restored.")
    assert "health" in contexts("Vaccines arrived."), "a star stands for any ending"


def test_what_the_codebook_gives_comes_first_and_once():
    assert contexts("Hackers stole data.", ("gender", "cyber")) == ("gender", "cyber")
