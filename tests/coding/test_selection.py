"""PLOVER's rules on what is a second event. Codebook and parse decide alone here."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def told(selected):
    """(type, trigger) of every event that stands."""
    return lambda text: [(d.type.value, d.candidate.trigger.text) for d in selected(text)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Kenya agreed to release nine rebels.", [("AGREE", "agreed")]),
        ("Kenya promised to provide aid to Uganda.", [("AGREE", "promised")]),
        ("Kenya asked Uganda to send troops to Chad.", [("REQUEST", "asked")]),
        ("Kenya urged Uganda to withdraw its troops from Chad.", [("REQUEST", "urged")]),
        ("Kenya demanded that Uganda release two soldiers.", [("REQUEST", "demanded")]),
        ("Kenya refused to meet Ugandan officials.", [("REJECT", "refused")]),
        ("Kenya rejected a request by Uganda for food.", [("REJECT", "rejected")]),
        ("Kenya threatened to attack Uganda.", [("THREATEN", "threatened")]),
        ("Kenya warned Uganda that it would attack.", [("THREATEN", "warned")]),
    ],
)
def test_what_is_agreed_asked_refused_or_threatened_is_no_second_event(told, text, events):
    assert told(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Kenya warned that Uganda had attacked rebels.", [("THREATEN", "warned"), ("ASSAULT", "attacked")]),
        ("Kenya complained that Uganda had attacked Tanzania.", [("ACCUSE", "complained"), ("ASSAULT", "attacked")]),
        ("Kenya accused Uganda of arming rebels.", [("ACCUSE", "accused"), ("AID", "arming")]),
        ("Kenya said Uganda attacked rebels.", [("ASSAULT", "attacked")]),
    ],
)
def test_what_is_told_as_past_is_an_event(told, text, events):
    assert told(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Kenya threatened to leave the talks after Uganda attacked rebels.",
            [("THREATEN", "threatened"), ("ASSAULT", "attacked")],
        ),
        ("Kenya rejected the talks while condemning Uganda.", [("REJECT", "rejected"), ("ACCUSE", "condemning")]),
        ("Kenya demanded the return of a ship seized by Uganda.", [("REQUEST", "demanded"), ("COERCE", "seized")]),
    ],
)
def test_what_is_told_aside_is_an_event(told, text, events):
    assert told(text) == events


def test_consent_that_is_asked_for_is_none(told):
    assert told("Kenya should agree to meet Ugandan officials.") == []


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Students marched to demand that the government resign.", "demo"),
        ("Workers went on strike to demand higher pay from the government.", "strike"),
    ],
)
def test_the_demand_of_a_protest_is_no_second_event(selected, text, mode):
    (one,) = selected(text)
    assert (one.type.value, one.mode) == ("PROTEST", mode)


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Kenya will send food to Uganda.", "AGREE"),
        ("Iran and Iraq will meet on Monday.", "AGREE"),
        ("Kenya will withdraw its troops from Uganda.", "AGREE"),
        ("Kenya will attack Uganda.", "ASSAULT"),
        ("Kenya sent food to Uganda.", "AID"),
    ],
)
def test_cooperation_to_come_is_agreement(told, text, type):
    assert [t for t, _ in told(text)] == [type]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Kenya held war games with Uganda.", "COOPERATE"),
        ("Kenya held exercises with Uganda.", "COOPERATE"),
        ("Kenya sent troops to Uganda.", "MOBILIZE"),
    ],
)
def test_joint_exercises_are_cooperation(told, text, type):
    assert [t for t, _ in told(text)] == [type]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Police clashed with students.", "ASSAULT"),
        ("Workers blockaded the port.", "PROTEST"),
        ("Workers struck against the government.", "PROTEST"),
    ],
)
def test_who_acts_decides_between_protest_and_force(told, text, type):
    assert [t for t, _ in told(text)] == [type]


def test_no_party_no_event(told):
    assert told("Rain fell on the town.") == []
    assert told("Prices were attacked by inflation.") == []


def test_aid_without_a_recipient_is_none(told):
    assert told("Kenya provided aid.") == []
    assert told("Kenya provided aid to Uganda.") == [("AID", "provided")]


def test_the_same_said_twice_is_one_event(told):
    assert told("Kenya thanked Uganda and praised Uganda.") == [("SUPPORT", "thanked")]


def test_several_events_stand_in_text_order(told):
    text = "Soldiers attacked rebels and arrested students."
    assert told(text) == [("ASSAULT", "attacked"), ("COERCE", "arrested")]


def test_every_decision_gives_its_reason_and_its_words(decided):
    (one,) = decided("Kenya imposed sanctions on Uganda.")
    assert "impose $restriction" in one.reason
    assert 0 < one.score <= 1
    (promise,) = decided("Kenya will send food to Uganda.")
    assert "AGREE" in promise.reason and "AID" in promise.reason


def test_deciding_twice_gives_the_same(decided):
    text = "Kenya warned that Uganda had attacked rebels and arrested students."
    first, again = ([(d.type, d.candidate.trigger.i, d.score) for d in decided(text)] for _ in range(2))
    assert first == again


def test_a_noun_and_the_verb_that_it_does_are_one_deed(told):
    assert told("Kenya's attack killed nine Ugandan soldiers.") == [("ASSAULT", "killed")]
