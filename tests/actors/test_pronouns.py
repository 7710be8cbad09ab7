"""Whom a pronoun stands for."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("between", "name"),
    [
        ("She praised the town. She slept. She ate.", "Angela Merkel"),
        ("She praised the town. It rained. It snowed. It blew.", None),
    ],
)
def test_a_she_goes_on_with_the_one_of_the_sentences_before(parties, between, name):
    text = f"Angela Merkel left. {between} She flew home."
    nth = text.split().count("She")
    assert [p.name for p in parties(text, "She", nth=nth)] == ([name] if name else [])


def test_a_pronoun_keeps_its_own_word(party):
    found = party("Angela Merkel left. She flew home.", "She")
    assert (found.text, found.resolved_by) == ("She", "pronoun for Angela Merkel")
