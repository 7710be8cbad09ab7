"""Short names, titles and pronouns look back on what the page has named."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("text", "word", "nth", "name"),
    [
        ("Vladimir Putin met Xi Jinping. Putin thanked his host.", "Putin", 2, "Vladimir Putin"),
        ("Alassane Diop was freed. Diop began a fast.", "Diop", 2, "Alassane Diop"),
        ("Fatima Osei, the opposition leader, left. Osei flew home.", "Osei", 2, "Fatima Osei"),
    ],
)
def test_a_surname_is_the_one_introduced_before(party, text, word, nth, name):
    found = party(text, word, nth=nth)
    assert found.name == name
    assert found.resolved_by.startswith("earlier in the page")


@pytest.mark.parametrize(
    ("text", "word", "nth", "name"),
    [
        ("Carlo Diop met Amina Diop. Diop flew home.", "Diop", 3, "Amina Diop"),
        ("Carlo Diop met Amina Diop. Mr. Diop flew home.", "Diop", 3, "Carlo Diop"),
        ("Carlo Diop met Amina Diop. In May Carlo Diop resigned. Diop flew home.", "Diop", 4, "Carlo Diop"),
        ("Police held Luca Obama. He praised Barack Obama. Obama fled.", "Obama", 3, "Luca Obama"),
    ],
)
def test_of_several_bearers_it_is_whom_the_title_fits_then_who_is_in_office_then_the_last(party, text, word, nth, name):
    assert party(text, word, nth=nth).name == name


def test_the_page_comes_before_the_registry(party):
    text = "Milan Putin, a baker, was freed. Putin thanked the court."
    assert party(text, "Putin", nth=2).id is None


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("The French president visited Berlin. He praised the city.", "He", "Emmanuel Macron"),
        ("Angela Merkel left. Her aides stayed.", "Her", "Angela Merkel"),
        ("Iran accused Israel of sabotage. It vowed revenge.", "It", "Iran"),
        ("Turkey sent troops to Syria. Its army crossed the border.", "Its", "Turkey"),
        ("Ethiopian troops crossed the border. They burned three villages.", "They", "Ethiopian troops"),
    ],
)
def test_pronouns_look_back_on_the_subject(party, text, word, name):
    found = party(text, word)
    assert found.name == name
    assert found.resolved_by.startswith("pronoun for")
    assert found.text == word


def test_a_pronoun_is_less_sure_than_the_name(party):
    text = "Angela Merkel left. She flew home."
    assert party(text, "She").confidence < party(text, "Merkel").confidence


def test_the_object_of_a_verb_is_not_its_subject(party):
    text = "Kim met Moon at the border. Moon praised him."
    assert party(text, "him", date(2018, 4, 27)).name == "Kim Jong Un"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Police arrested two monks who had burned a flag.", "who", "monks"),
        ("Germany accused Russia, which denied it.", "which", "Russia"),
    ],
)
def test_relative_pronouns_stand_for_the_noun_before(party, text, word, name):
    assert party(text, word).name == name


def test_the_newspaper_is_the_one_named_before(party):
    text = "The New York Times printed the letter. The newspaper gave no source."
    found = party(text, "newspaper")
    assert found.name == "New York Times"
    assert found.resolved_by == "earlier in the page: The New York Times"


def test_a_newspaper_is_any(party):
    text = "The New York Times printed the letter. A newspaper in Oslo repeated it."
    assert party(text, "newspaper").name == "newspaper"


def test_pronouns_reach_two_sentences_back_and_no_further(parties):
    near = "Angela Merkel left. It rained. She flew home."
    far = "Angela Merkel left. It rained. It snowed. It blew. She flew home."
    assert [p.name for p in parties(near, "She")] == ["Angela Merkel"]
    assert parties(far, "She") == ()


@pytest.mark.parametrize("text", ["Rain fell. It was cold.", "He left.", "Iran objected. She left."])
def test_a_pronoun_with_no_one_to_stand_for_is_no_party(parties, text):
    word = next(w for w in ("It", "He", "She") if w in text)
    assert parties(text, word) == ()


def test_a_sectors_country_comes_from_its_owner(party):
    text = "The Sudanese president sent his forces to the border."
    assert party(text, "forces", date(2010, 1, 1)).country == "SDN"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Roe met Angela Merkel. Praising Merkel by name, she left.", "Ann Roe"),
        ("Ann Roe left. After meeting Angela Merkel, she flew home.", "Ann Roe"),
        ("Ann Roe left. When Angela Merkel arrived, she sat down.", "Angela Merkel"),
    ],
)
def test_who_does_what_a_participle_tells_is_not_its_object(party, text, name):
    assert party(text, "she").name == name


def test_who_says_that_she_did_is_herself(party):
    text = "Ann Roe, whom Angela Merkel praised, said that she would resign."
    assert party(text, "she").name == "Ann Roe"


def test_the_house_is_not_its_speaker(party):
    text = "Speaker of the House Nancy Pelosi spoke. The House voted."
    assert party(text, "House", nth=2).name == "House"


def test_it_is_whose_part_the_subject_is(mentions):
    read = mentions(
        "The Lagos chapter of the Nigerian Bar Association has petitioned the Inspector-General of Police. "
        "It also called for a probe."
    )
    (it,) = [(t, s) for s in read.parsed.sentences for t in s.words if t.text == "It"]
    assert [p.name for p in read.one(*it)] == ["the Nigerian Bar Association"]
