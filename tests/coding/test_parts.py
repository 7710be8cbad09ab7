"""The parts: how clues become the share of an actor, a recipient or neither, and what they refuse to read."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.coding.parts import NAME, PARTS, Clues, casting, read_casting, standing
from newsledger.errors import DataError
from newsledger.language import pipeline

NOTHING = Clues(*([0.0] * len(fields(Clues))))
values = st.floats(-3, 3)


def test_marks_speak_for_their_part():
    none, actor, recipient = casting().shares(replace(NOTHING, actor=0.9, behind_recipient=-0.9, parsed_actor=1.0))
    assert actor > recipient and actor > none
    none, actor, recipient = casting().shares(replace(NOTHING, recipient=0.9, behind_actor=-0.9))
    assert recipient > actor and recipient > none


def test_an_unmarked_noun_plays_no_part():
    unmarked = replace(NOTHING, behind_actor=-0.9, behind_recipient=-0.9)
    assert casting().shares(unmarked)[0] > 0.9


@given(st.lists(values, min_size=len(fields(Clues)), max_size=len(fields(Clues))))
def test_shares_sum_to_one(numbers):
    assert sum(casting().shares(Clues(*numbers))) == pytest.approx(1.0)


def _clues(text: str, noun: str, trigger: str) -> dict[str, float]:
    (doc,) = pipeline().read([text])
    words = {t.text: t for t in doc}
    return standing(words[noun], words[trigger])


def test_who_says_it_stands_above_the_event():
    text = "Ghana said that Togo attacked a village."
    said, did = _clues(text, "Ghana", "attacked"), _clues(text, "Togo", "attacked")
    assert said["above"] == 1.0 and said["under"] == 0.0
    assert did["above"] == 0.0 and did["under"] == 1.0


def test_an_owner_hangs_on_the_noun_it_owns():
    found = _clues("Kenya's attack surprised nobody.", "Kenya", "attack")
    assert found["owner"] == 1.0 and found["under"] == 1.0 and found["before"] == 1.0


def test_weights_for_other_clues_are_refused(tmp_path):
    held = {part: {"bias": 0, "weights": {"charm": 1.0}} for part in PARTS}
    (tmp_path / NAME).write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(DataError, match="other signs"):
        read_casting(tmp_path)


def test_missing_weights_say_how_to_mend_it(tmp_path):
    with pytest.raises(DataError, match="missing") as told:
        read_casting(tmp_path)
    assert "make train" in str(told.value)
