"""Which bearer of a name is meant, where bodies of several states are called alike."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("The Algerian Supreme Court freed her.", "Court", "DZA"),
        ("Algeria's Supreme Court freed her.", "Court", "DZA"),
        ("The Venezuelan National Assembly voted.", "Assembly", "VEN"),
        ("Ecuador's National Assembly voted.", "Assembly", "ECU"),
        ("Seoul objected. The National Assembly voted.", "Assembly", "KOR"),
    ],
)
def test_the_state_before_or_on_the_page_decides(party, text, word, country):
    assert party(text, word).country == country


def test_a_body_of_many_states_is_not_guessed(parties):
    assert all(p.country is None for p in parties("The National Assembly voted.", "Assembly"))


def test_a_body_of_no_one_state_keeps_its_name_behind_any_adjective(party):
    assert party("The Yemeni al-Qaeda fled.", "Qaeda", date(2012, 1, 1)).name == "Al-Qaeda"


def test_a_party_of_its_own_state_is_itself(party):
    found = party("The Lebanese Hezbollah fired rockets.", "Hezbollah")
    assert (found.name, found.country) == ("Hezbollah", "LBN")


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Tamil rebels fled.", "rebels", "LKA"),
        ("Chechens fled.", "Chechens", "RUS"),
        ("Turkish Kurds fled.", "Kurds", "TUR"),
        ("Lebanese Druze fled.", "Druze", "LBN"),
        ("Police in Poland arrested members of Solidarity.", "Solidarity", "POL"),
    ],
)
def test_peoples_have_the_state_that_they_live_in(party, text, word, country):
    assert party(text, word).country == country


def test_a_people_of_several_states_has_none(party):
    assert party("Kurds fled.", "Kurds").country is None


def test_a_name_that_needs_its_country_is_not_guessed(parties):
    assert all(p.id is None for p in parties("Solidarity grew.", "Solidarity"))


def test_a_plain_name_comes_before_a_shared_one(party):
    assert party("Hamas refused.", "Hamas").country == "PSE"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Congress passed sanctions on Russia.", "USA"),
        ("Peru's president dissolved Congress.", "PER"),
        ("The United States urged Mexico to wait until Congress had voted.", "USA"),
        (
            "Mexico spoke. Mexico City waited. Mexico's Congress, the U.S. envoy said, sat. Congress voted.",
            "MEX",
        ),
    ],
)
def test_a_short_name_is_that_of_the_state_of_which_the_page_speaks(party, text, country):
    assert party(text, "Congress", nth=text.count("Congress")).country == country


def test_a_person_whom_the_page_has_named_is_no_body_of_that_name(party):
    text = "Lev Parnas met donors. Parnas fled."
    assert party(text, "Parnas", nth=2).name == "Lev Parnas"
    assert party("PARNAS marched in Moscow.", "PARNAS").country == "RUS"
