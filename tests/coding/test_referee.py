"""The referee: how signs become a confidence, and what it refuses to read."""

from __future__ import annotations

import json
from dataclasses import astuple, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.coding.referee import NAME, Signs, logit, read_referee, referee, trusting
from newsledger.errors import DataError

SIGNS = Signs(*([0.0] * len(fields(Signs))))
shares = st.floats(0, 1)


def test_signs_that_speak_for_it_raise_the_share():
    better = replace(SIGNS, event=3.0, whole=3.0, type=0.9, known=1.0)
    assert referee().share(better) > referee().share(replace(SIGNS, event=-3.0, whole=-3.0, type=0.2))


def test_the_shipped_weights_trust_sentence_and_trigger():
    weights = dict(zip([f.name for f in fields(Signs)], referee().line.weights, strict=True))
    assert weights["event"] > 0 and weights["whole"] > 0 and weights["first"] > 0


@given(st.lists(st.floats(-50, 50), min_size=len(fields(Signs)), max_size=len(fields(Signs))))
def test_a_share_is_a_share_whatever_the_signs(values):
    assert 0 <= referee().share(Signs(*values)) <= 1


@given(shares, shares)
def test_logits_keep_the_order_and_stay_within_bounds(a, b):
    assert -6 <= logit(a) <= 6
    if a < b:
        assert logit(a) <= logit(b)


def test_the_reasons_name_the_three_strongest_signs():
    told = referee().reasons(replace(SIGNS, event=6.0))
    assert told.startswith("event +") and len(told.split(", ")) == 3


def test_what_it_is_fitted_from_believes_everything():
    assert trusting().share(replace(SIGNS, event=-6.0)) >= trusting().least


def test_weights_for_other_signs_are_refused(tmp_path):
    held = {"least": 0.5, "bias": 0, "weights": {"charm": 1.0}}
    (tmp_path / NAME).write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(DataError, match="other signs"):
        read_referee(tmp_path)


def test_missing_weights_say_how_to_mend_it(tmp_path):
    with pytest.raises(DataError, match="missing") as told:
        read_referee(tmp_path)
    assert "make train" in str(told.value)


def test_weights_are_read_by_name(tmp_path):
    held = {"least": 0.4, "bias": 1, "weights": {f.name: n for n, f in enumerate(fields(Signs))}}
    (tmp_path / NAME).write_text(json.dumps(dict(reversed(held.items()))), encoding="utf-8")
    found = read_referee(tmp_path)
    assert found.least == 0.4
    assert found.line.weights == tuple(float(n) for n in range(len(astuple(SIGNS))))
