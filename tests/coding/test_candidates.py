"""Words of a sentence that may be events."""

from __future__ import annotations

import pytest


def types(candidate) -> set[str]:
    return {p.entry.type.value for p in candidate.patterns}


def modes(candidate) -> set[str | None]:
    return {p.entry.mode for p in candidate.patterns}


def only(candidates, trigger):
    (one,) = [c for c in candidates if c.trigger.text == trigger]
    return one


@pytest.mark.parametrize(
    ("text", "trigger", "words", "type"),
    [
        ("Mali carried out an air strike on rebels.", "carried", ["out", "air", "strike"], "ASSAULT"),
        ("The rebels laid down their arms.", "laid", ["down", "arms"], "RETREAT"),
        ("Iran broke off diplomatic relations with Canada.", "broke", ["off", "relations"], "SANCTION"),
        ("Kenya called off talks with Uganda.", "called", ["off", "talks"], "REJECT"),
        ("Soldiers opened fire on students.", "opened", ["fire"], "ASSAULT"),
        ("Farmers went on strike.", "went", ["on", "strike"], "PROTEST"),
        ("Police used tear gas against students.", "used", ["gas"], "ASSAULT"),
    ],
)
def test_phrasal_verbs_and_idioms(found, text, trigger, words, type):
    one = only(found(text), trigger)
    assert types(one) == {type}
    assert [w.text for w in one.words] == words


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Kenya imposed sanctions on Uganda.", "SANCTION"),
        ("Kenya lifted sanctions on Uganda.", "CONCEDE"),
        ("Kenya sent food to Uganda.", "AID"),
        ("Kenya sent troops to Uganda.", "MOBILIZE"),
        ("Kenya withdrew its troops from Uganda.", "RETREAT"),
        ("Kenya recalled its ambassador from Uganda.", "SANCTION"),
        ("Kenya cut aid to Uganda.", "SANCTION"),
        ("Kenya resumed talks with Uganda.", "CONSULT"),
    ],
)
def test_the_object_decides_what_the_verb_is(found, text, type):
    assert types(found(text)[0]) == {type}


def test_the_verb_alone_is_nothing(found):
    assert found("The firm carried out repairs.") == []
    assert found("The hen laid an egg.") == []


def test_words_that_a_verb_uses_are_no_triggers_of_their_own(found):
    assert [c.trigger.text for c in found("Iraqi troops launched an attack on rebels.")] == ["launched"]


def test_a_light_verb_carries_a_nominal_event(found):
    threats = only(found("Kenya received threats from Uganda."), "threats")
    assert threats.nominal
    assert threats.carrier.text == threats.verb.text == "received"
    attack = only(found("Iran's attack on Iraq angered Oman."), "attack")
    assert attack.nominal and attack.carrier is None
    assert attack.verb is attack.trigger


@pytest.mark.parametrize(
    ("text", "trigger", "type", "mode"),
    [
        ("Israel's bombing of Lebanon continued.", "bombing", "ASSAULT", "explosives"),
        ("The visit by the Turkish president to Oman ended.", "visit", "CONSULT", "visit"),
        ("The shelling of the town angered Oman.", "shelling", "ASSAULT", "heavy-weapons"),
        ("The hunger strike by students goes on.", "strike", "PROTEST", "hunger"),
    ],
)
def test_nouns(found, text, trigger, type, mode):
    one = only(found(text), trigger)
    assert (types(one), modes(one)) == ({type}, {mode})


def test_passives_are_found_like_actives(found):
    for text in ("Police arrested students.", "Students were arrested by police."):
        assert [c.trigger.text for c in found(text)] == ["arrested"]


def test_a_word_may_be_of_several_types(found):
    assert types(only(found("Workers blockaded the port."), "blockaded")) == {"COERCE", "PROTEST"}


def test_candidates_come_in_text_order(found):
    triggers = [c.trigger.i for c in found("Rebels attacked police, and Kenya condemned the attack and sent troops.")]
    assert triggers == sorted(triggers)
    assert len(triggers) >= 3


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on the roof.",
        "The orchestra played well.",
        "Prices rose by two per cent.",
        "Talented bakers bake bread.",
    ],
)
def test_sentences_without_any(found, text):
    assert found(text) == []


def test_a_preposition_of_a_time_is_no_part_of_a_predicate(found):
    called = found("The president on Friday called the raid a mistake.")
    assert [[w.lower_ for w in c.words] for c in called if c.trigger.text == "called"] in ([], [[]])
