from __future__ import annotations

import pytest

from newsledger.actors.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("soldier", "MIL"),
        ("protester", "CVL"),
        ("rebel", "REB"),
        ("police", "COP"),
        ("prime minister", "GOV"),
        ("riot police", "COP"),
        ("suicide bomber", "UAF"),
        ("human rights group", "SOC"),
        ("group", "SOC"),
        ("trade union", "LAB"),
        ("cloud", None),
        ("", None),
    ],
)
def test_the_longest_known_ending_gives_the_sector(phrase, sector):
    assert vocabulary().sector(phrase) == sector


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("president", "head of state"),
        ("russian president", "head of state"),
        ("vice president", "deputy head"),
        ("prime minister", "head of government"),
        ("deputy prime minister", "deputy head"),
        ("defense secretary", "defence minister"),
        ("army chief", "military chief"),
        ("supreme leader", "leader"),
        ("opposition leader", "opposition leader"),
        ("gardener", None),
    ],
)
def test_words_for_offices_name_roles(phrase, role):
    assert vocabulary().role(phrase) == role


def test_only_endings_of_actor_words_are_looked_up():
    known = vocabulary()
    assert known.ends_actor("protester") and known.ends_actor("minister")
    assert not known.ends_actor("kettle") and not known.ends_actor("")
    assert all(known.ends_actor(word) for word in known.sectors)


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Rebels in Chad attacked soldiers.", "rebel"),
        ("Guerrillas in Colombia freed a soldier.", "guerrilla"),
        ("Texas in July is hot.", "Texas"),
    ],
)
def test_a_plural_that_opens_a_sentence_is_no_name(nlp, text, lemma):
    assert vocabulary().lemma(nlp.nlp(text)[0]) == lemma
