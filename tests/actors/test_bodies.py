"""Nameless many and bodies of states that a page has told before."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The European Union spoke. The bloc imposed sanctions.", "European Union"),
        ("NATO spoke. The alliance sent ships.", "NATO"),
        ("The opposition spoke. The bloc held a rally.", "bloc"),
        ("The European Union spoke. A bloc of ice fell.", "bloc"),
    ],
)
def test_the_bloc_is_the_body_of_states_named_before(party, text, name):
    word = "alliance" if "alliance" in text else "bloc"
    assert party(text, word).name == name


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Turkish soldiers crossed the border. The soldiers burned a village.", "soldiers", "TUR"),
        ("Turkish soldiers met Iranian soldiers. The soldiers burned a village.", "soldiers", None),
        ("EU officials spoke. The ambassadors added eight names.", "ambassadors", "EUR"),
        ("EU officials spoke. Ambassadors added eight names.", "Ambassadors", None),
    ],
)
def test_the_many_are_of_the_state_or_body_told_before(party, text, word, country):
    nth = text.count(word)
    assert party(text, word, nth=nth).country == country
