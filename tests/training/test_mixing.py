"""Sentences made of others: joined, renamed, cut; the same each time."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from newsledger.training.mixing import Mixing

TEXTS = [
    "The envoy met Ann Roe in Lima on Friday to talk about the border.",
    "Police in Quito arrested two men after a march on Tuesday evening.",
    "Rebels left Goma.",
]


def mixing(seed: int = 1) -> Mixing:
    return Mixing(TEXTS, random.Random(seed))


def test_two_sentences_are_joined_into_one():
    found = mixing().joined(TEXTS[2])
    assert found.startswith("Rebels left Goma") and found.endswith(".")
    assert len(found) > len(TEXTS[2]) + 10


def test_the_word_behind_the_joint_is_small_where_others_write_it_small():
    one = Mixing(["Rebels left Goma.", "On Friday rebels left."], random.Random(1))
    found = {one.joined("It rained.") for _ in range(40)}
    assert any("rebels left Goma" in text for text in found)
    assert all("Rebels" not in text and "on Friday" not in text for text in found), "no text writes a small 'on'"


def test_names_are_exchanged_for_those_of_other_texts_and_all_else_stays():
    found = mixing().renamed(TEXTS[0])
    assert found.endswith("to talk about the border.") and found.startswith("The envoy met ")


def test_the_middle_of_a_cut_sentence_stays_and_short_ones_are_left():
    found = mixing().cut(TEXTS[0])
    assert found in TEXTS[0] and "in Lima on" in found
    assert mixing().cut(TEXTS[2]) == TEXTS[2]


@given(st.integers(0, 1000))
def test_the_same_chance_makes_the_same_sentences(seed):
    assert list(mixing(seed)) == list(mixing(seed))
