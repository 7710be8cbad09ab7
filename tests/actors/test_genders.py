"""What tells a man from a woman, and how it keeps people apart."""

from __future__ import annotations

import pytest

from newsledger.actors.genders import Gender, by_name, by_pronoun, differ, genders


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Angela Merkel", Gender.WOMAN),
        ("Vladimir Putin", Gender.MAN),
        ("Park Geun-hye", Gender.WOMAN),
        ("Merkel", None),
        ("Quorvax Zeln", None),
        ("", None),
    ],
)
def test_given_names_tell_and_family_names_do_not(name, gender):
    assert by_name(name) is gender


def test_no_word_tells_both():
    told = genders()
    assert len(told.names) > 2000
    assert by_pronoun("she") is Gender.WOMAN and by_pronoun("they") is None
    assert set(told.courtesies.values()) == set(Gender)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [(Gender.MAN, Gender.WOMAN, True), (Gender.MAN, Gender.MAN, False), (None, Gender.MAN, False), (None, None, False)],
)
def test_what_is_not_told_rules_nothing_out(one, other, apart):
    assert differ(one, other) is apart


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Angela Merkel met Emmanuel Macron. He thanked the host.", "He", "Emmanuel Macron"),
        ("Emmanuel Macron received Angela Merkel. She left early.", "She", "Angela Merkel"),
        ("Mr. Quorvax met Ms. Zeln in Oslo. She left early.", "She", "Zeln"),
    ],
)
def test_a_pronoun_looks_back_on_a_person_of_its_own_kind(party, text, word, name):
    assert party(text, word).name == name


def test_mrs_is_not_the_man_of_that_name(party):
    text = "Bill Clinton spoke first. Mr. Clinton praised the mayor. Mrs. Clinton stayed at home."
    assert party(text, "Clinton", nth=2).name == "Bill Clinton"
    assert party(text, "Clinton", nth=3).name != "Bill Clinton"
