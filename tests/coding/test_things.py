"""Weapons, goods, agreements and sums that an event's clause names."""

from __future__ import annotations

import pytest

from newsledger.coding.things import things


@pytest.fixture(scope="module")
def named(sentence):
    def run(text: str, verb: str) -> list[tuple[str, str, float | None, str | None]]:
        whole = sentence(text)
        trigger = next(t for t in whole.tokens if t.text == verb)
        return [(t.text, t.kind, t.quantity, t.unit) for t in things(trigger, whole)]

    return run


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Rebels seized 40 rifles.", "seized", [("40 rifles", "weapon", 40, "rifle")]),
        ("Kenya gave Uganda 300 million dollars.", "gave", [("300 million dollars", "sum", 3e8, "dollar")]),
        ("Iran and Iraq signed a border treaty.", "signed", [("border treaty", "agreement", None, None)]),
        ("Kenya lifted sanctions on Uganda.", "lifted", [("sanctions", "measure", None, None)]),
        ("Rain fell on Chad.", "fell", []),
    ],
)
def test_things(named, text, verb, expected):
    assert named(text, verb) == expected


def test_what_a_relative_clause_names_is_not_this_events(named):
    text = "Kenya sold Uganda ten tanks that Chad had built with its missiles."
    assert [t for t, *_ in named(text, "sold")] == ["ten tanks"]


def test_things_quote_their_characters(parse):
    text = "Rain fell. Rebels seized 40 rifles."
    whole = parse(text).sentences[1]
    (one,) = things(next(t for t in whole.tokens if t.text == "seized"), whole)
    assert one.span.of(text) == one.text == "40 rifles"
