"""Definite descriptions find what the page has named before, or nothing."""

from __future__ import annotations

from datetime import date

import pytest

from newsledger.actors.lookback import number

PACT = "Vladimir Putin met Kim Jong Un in Vladivostok. "
ON = date(2019, 4, 25)


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        (PACT + "The two leaders signed a pact.", "leaders", ["Vladimir Putin", "Kim Jong Un"]),
        (PACT + "The two countries signed a pact.", "countries", ["Russia", "North Korea"]),
        ("Iran accused Iraq. Both sides sent troops.", "sides", ["Iran", "Iraq"]),
        ("Iran met Iraq. The two agreed.", "two", ["Iran", "Iraq"]),
        ("Chad threatened Sudan, and both refused.", "both", ["Chad", "Sudan"]),
        ("Russia and North Korea agreed, a Chinese official said. The two nations will trade.", "nations",
         ["Russia", "North Korea"]),
        ("Vladimir Putin wrote to Kim Jong Un. A spokesman, John F. Kirby, said that the two nations would meet.",
         "nations", ["Russia", "North Korea"]),
        ("France and Germany agreed. The two foreign ministers will meet.", "ministers",
         ["Jean-Yves Le Drian", "Heiko Maas"]),
        ("Iran accused Iraq. The neighbors recalled envoys.", "neighbors", ["Iran", "Iraq"]),
    ],
)  # fmt: skip
def test_several_are_those_named_before(parties, text, word, names):
    assert [p.name for p in parties(text, word, ON)] == names


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Rain fell. The two leaders met.", "leaders"),
        ("Iran objected. The two countries met.", "countries"),
        ("Two countries objected.", "countries"),
    ],
)
def test_too_few_before_are_not_filled_up(parties, text, word):
    assert all(p.country is None for p in parties(text, word, ON))


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Chad closed its border. The country feared attacks.", "country", "Chad"),
        ("Angela Merkel spoke. The country listened.", "country", "Germany"),
    ],
)
def test_the_country_is_the_one_named_before(party, text, word, name):
    found = party(text, word)
    assert (found.name, found.resolved_by.endswith("named before")) == (name, True)


def test_the_country_of_two_is_neither(party):
    assert party("Angela Merkel met Emmanuel Macron. The country listened.", "country").country is None


def test_an_institution_is_that_of_the_only_country_so_far(party):
    assert party("Chad closed its border. The army sent tanks.", "army").country == "TCD"
    assert party("Chad attacked Sudan. The army sent tanks.", "army").country is None


def test_forces_are_the_body_that_their_owner_leads(party):
    text = "Yevgeny Prigozhin spoke. Russian jets bombed his forces."
    found = party(text, "forces", date(2023, 6, 23))
    assert (found.name, found.country) == ("Wagner Group", "RUS")


def test_a_title_is_the_person_whom_the_page_gave_it(party):
    text = "Mary Sample, a Fijian senator, was freed. Police beat the senator."
    assert party(text, "senator", nth=2).name == "Mary Sample"


def test_both_beside_a_verb_is_nobody(nlp):
    assert number(next(t for t in nlp.nlp("They have both criticized it.") if t.text == "both")) is None


def test_the_administration_is_none_of_a_state_that_has_none(party):
    text = "U.S. forces bombed Syria. The administration said so."
    assert party(text, "administration", ON).country == "USA"


def test_an_epithet_is_the_one_politician_just_named(party):
    text = "Paul Ryan left. The Wisconsin Republican objected."
    assert party(text, "Republican", date(2015, 12, 7)).name == "Paul Ryan"
    text = "Paul Ryan met Patty Murray. The Wisconsin Republican objected."
    assert party(text, "Republican", date(2015, 12, 7)).name == "Wisconsin Republican"


def test_the_police_are_those_of_the_state_of_which_the_page_speaks_most(party):
    named = "India, India, India and India met. India agreed. A Chilean spoke. India left. "
    assert party(named + "The police came.", "police", ON).country == "IND"


def test_how_many_there_are_is_nobody(parties):
    assert parties("Iran and Oman talked while two cascades were fed with uranium.", "two") == ()
