"""A noun phrase seen from its head."""

from __future__ import annotations

import pytest
from spacy.tokens import Span

from newsledger.actors.phrases import appositions, coordinated, core, entity_text, led, modifiers, owners, phrase


@pytest.fixture(scope="module")
def head(nlp):
    return lambda text, word: next(t for t in nlp.nlp(text) if t.text == word)


def words(tokens) -> list[str]:
    return [t.text for t in tokens]


def test_core_and_modifiers(head):
    officers = head("They met the three senior French officers.", "officers")
    assert words(core(officers)) == ["senior", "French", "officers"]
    assert words(modifiers(officers)) == ["the", "three", "senior", "French"]


@pytest.mark.parametrize(
    ("text", "word", "owner"),
    [
        ("Iran's new navy sailed.", "navy", ["Iran"]),
        ("The president of France spoke.", "president", ["France"]),
        ("Protesters in Chile marched.", "Protesters", ["Chile"]),
        ("Its dictator spoke.", "dictator", ["Its"]),
        ("The envoys left.", "envoys", []),
    ],
)
def test_owners(head, text, word, owner):
    assert words(owners(head(text, word))) == owner


def test_names_beside_a_head_are_seen_from_both_sides(head):
    text = "Its dictator, Alexander Lukashenko, spoke."
    assert words(appositions(head(text, "dictator"))) == ["Lukashenko"]
    assert words(appositions(head(text, "Lukashenko"))) == ["dictator"]


def test_the_phrase_leaves_out_clauses_and_mates(head):
    assert words(phrase(head("The president of France met Merkel.", "president"))) == [
        "The", "president", "of", "France",
    ]  # fmt: skip
    assert words(phrase(head("Police arrested two monks who had burned a flag.", "monks"))) == ["two", "monks"]
    assert words(phrase(head("They met Merkel, Blair and Bush.", "Merkel"))) == ["Merkel"]


def test_mates_follow_in_text_order(head):
    text = "They met Merkel, Blair and Bush."
    assert words(coordinated(head(text, "Merkel"))) == ["Merkel", "Blair", "Bush"]
    assert words(coordinated(head(text, "Bush"))) == ["Bush"]


def test_a_name_past_what_its_bearer_governs_is_beside_his_office(head):
    text = "The governor of the Tyumen region, Oleg Chemezov, spoke."
    assert words(appositions(head(text, "governor"))) == ["Chemezov"]
    assert words(appositions(head(text, "Chemezov"))) == ["governor"]


@pytest.mark.parametrize(
    ("text", "word", "leader"),
    [
        ("Militants loyal to Moqtada Sadr seized the town.", "Militants", ["Sadr"]),
        ("Rebels led by Laurent Nkunda seized the town.", "Rebels", ["Nkunda"]),
        ("Rebels backed by Rwanda seized the town.", "Rebels", []),
    ],
)
def test_followers_are_told_by_whom_they_follow(head, text, word, leader):
    assert words(led(head(text, word))) == leader


@pytest.mark.parametrize(
    ("words", "word", "name"),
    [
        ("Ann and Ben Jensen", "Ann", "Ann Jensen"),
        ("Ann and Ben Jensen", "Jensen", "Ben Jensen"),
        ("Ann Jensen and Ben Roe", "Jensen", "Ann Jensen"),
        ("Ann Jensen and Ben Roe", "Roe", "Ben Roe"),
        ("Ann and Ben", "Ann", "Ann"),
    ],
)
def test_two_people_run_into_one_name_are_two(nlp, words, word, name):
    doc = nlp.nlp(f"{words} spoke to reporters.")
    people = Span(doc, 0, len(words.split()), label="PERSON")
    doc.set_ents([people])
    assert entity_text(next(t for t in doc if t.text == word)) == name
