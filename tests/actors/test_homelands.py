"""Of which states a page speaks."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "own", "most"),
    [
        ("Egypt and Cairo. Morsi, Egypt, Egyptian and Egypt again. Morsi left Egypt.", "EGY", "EGY"),
        ("Egypt spoke.", None, "EGY"),
        ("Egypt met Iran. Egypt left. Iran and Egypt spoke. Egypt and Iran met. Egypt rests.", None, "EGY"),
        ("Nobody spoke.", None, None),
    ],
)
def test_a_page_that_speaks_of_one_state_all_but_alone_is_its_own(mentions, text, own, most):
    found = mentions(text).homelands
    assert (found.own, found.most) == (own, most)


def test_the_state_of_all_legislators_on_the_page_is_that_of_its_legislature(mentions):
    text = "Sen. Ted Cruz and Sen. Marco Rubio met Iranian diplomats in Syria."
    assert mentions(text).homelands.kin == {"LEG": "USA"}


def test_what_a_sentence_names_is_told_by_sentence(mentions):
    found = mentions("Egypt met Iran. Nobody spoke. Cairo waited.").homelands
    assert found.told == {0: frozenset({"EGY", "IRN"}), 2: frozenset({"EGY"})}


def test_a_state_lent_to_a_nameless_party_counts_for_nothing(mentions):
    assert mentions("Protesters and rebels met officials.").homelands.most is None


def test_rebels_count_where_their_phrase_names_their_state(mentions):
    kin = mentions("Syrian rebels met officials. Syria fought with Syrian rebels.").homelands.kin
    assert kin["REB"] == "SYR"


def test_a_page_tells_in_which_states_it_puts_things(mentions):
    found = mentions("War broke out in Syria. Turkey fired on towns in northern Syria.").homelands
    assert found.inside == {"SYR": 2}


def test_a_territory_is_of_the_state_that_rules_it(mentions):
    assert mentions("Gibraltar released the ship.").homelands.ruled["Gibraltar"] == "GBR"
