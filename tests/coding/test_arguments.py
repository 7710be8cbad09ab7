"""Who does it and to whom, whatever the shape of the clause."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def sides(decided):
    """Names on both sides of the event that a word of the text tells."""

    def run(text: str, trigger: str) -> tuple[list[str], list[str]]:
        (one,) = [d for d in decided(text) if d.candidate.trigger.text == trigger]
        return [p.name for p in one.arguments.actor.parties], [p.name for p in one.arguments.recipient.parties]

    return run


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Kenya attacked Uganda.", "attacked", ["Kenya"], ["Uganda"]),
        ("Uganda was attacked by Kenya.", "attacked", ["Kenya"], ["Uganda"]),
        ("Students were arrested by police.", "arrested", ["police"], ["Students"]),
        ("Students were arrested.", "arrested", [], ["Students"]),
        ("Uganda was accused by Kenya of arming rebels.", "accused", ["Kenya"], ["Uganda"]),
    ],
)
def test_voice(sides, text, trigger, actor, recipient):
    assert sides(text, trigger) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Kenya promised to visit Uganda.", "visit", ["Kenya"], ["Uganda"]),
        ("Kenya tried to attack Uganda.", "attack", ["Kenya"], ["Uganda"]),
        ("Kenya persuaded Uganda to attack rebels.", "attack", ["Uganda"], ["rebels"]),
        ("Kenya forced Uganda to release two soldiers.", "release", ["Uganda"], ["soldiers"]),
        ("Kenya accused Uganda of arming rebels.", "arming", ["Uganda"], ["rebels"]),
        ("Uganda was accused by Kenya of arming rebels.", "arming", ["Uganda"], ["rebels"]),
        ("Kenya condemned Uganda for attacking Tanzania.", "attacking", ["Uganda"], ["Tanzania"]),
        ("Kenya prevented Uganda from attacking rebels.", "attacking", ["Uganda"], ["rebels"]),
        ("After attacking Uganda, Kenya met Tanzania.", "attacking", ["Kenya"], ["Uganda"]),
    ],
)
def test_control(sides, text, trigger, actor, recipient):
    assert sides(text, trigger) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Kenya and Uganda attacked Tanzania.", "attacked", ["Kenya", "Uganda"], ["Tanzania"]),
        ("Kenya attacked Uganda and Tanzania.", "attacked", ["Kenya"], ["Uganda", "Tanzania"]),
        ("Police arrested students and teachers.", "arrested", ["Police"], ["students", "teachers"]),
        ("Soldiers attacked rebels and arrested students.", "arrested", ["Soldiers"], ["students"]),
        ("Kenya signed a treaty with Uganda and praised Tanzania.", "praised", ["Kenya"], ["Tanzania"]),
        ("Kenya attacked Uganda, and Tanzania condemned Sudan.", "condemned", ["Tanzania"], ["Sudan"]),
    ],
)
def test_coordination(sides, text, trigger, actor, recipient):
    assert sides(text, trigger) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Rebels who had killed nine soldiers surrendered to police.", "killed", ["Rebels"], ["soldiers"]),
        ("Rebels who had killed nine soldiers surrendered to police.", "surrendered", ["Rebels"], ["police"]),
        ("Kenya arrested the rebels who had attacked Uganda.", "attacked", ["rebels"], ["Uganda"]),
        ("The army, which had shelled rebels, withdrew its troops from Chad.", "shelled", ["army"], ["rebels"]),
    ],
)
def test_relative_clauses(sides, text, trigger, actor, recipient):
    assert sides(text, trigger) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Rebels killed by soldiers were buried.", "killed", ["soldiers"], ["Rebels"]),
        ("Rebels from Chad, armed by Libya, attacked police.", "armed", ["Libya"], ["Rebels"]),
        ("Rebels from Chad, armed by Libya, attacked police.", "attacked", ["Rebels"], ["police"]),
        ("Ships seized by Kenya left port.", "seized", ["Kenya"], []),
        ("Kenya, accusing Uganda of fraud, recalled its ambassador.", "accusing", ["Kenya"], ["Uganda"]),
    ],
)
def test_reduced_relatives(sides, text, trigger, actor, recipient):
    assert sides(text, trigger) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Israel's bombing of Lebanon continued.", "bombing", ["Israel"], ["Lebanon"]),
        ("Iran's attack on Iraq failed.", "attack", ["Iran"], ["Iraq"]),
        ("The army's shelling of rebels drew condemnation.", "shelling", ["army"], ["rebels"]),
        ("The visit by the Turkish president to Oman ended.", "visit", ["Recep Tayyip Erdogan"], ["Oman"]),
        ("Talks between Kenya and Uganda resumed.", "Talks", ["Kenya", "Uganda"], []),
    ],
)
def test_possessives_and_other_owners_of_nouns(sides, text, trigger, actor, recipient):
    assert sides(text, trigger) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Kenya gave Uganda food.", "gave", ["Kenya"], ["Uganda"]),
        ("Kenya gave food to Uganda.", "gave", ["Kenya"], ["Uganda"]),
        ("Kenya imposed sanctions on Uganda.", "imposed", ["Kenya"], ["Uganda"]),
        ("Kenya received threats from Uganda.", "threats", ["Uganda"], ["Kenya"]),
        ("Kenya faces sanctions by Uganda.", "sanctions", ["Uganda"], ["Kenya"]),
        ("Police seized weapons from rebels.", "seized", ["Police"], ["rebels"]),
    ],
)
def test_givers_takers_and_light_verbs(sides, text, trigger, actor, recipient):
    assert sides(text, trigger) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Iran and Iraq signed a treaty.", "signed", ["Iran", "Iraq"], []),
        ("Iran signed a treaty with Iraq.", "signed", ["Iran"], ["Iraq"]),
        ("Kenya met Uganda.", "met", ["Kenya"], ["Uganda"]),
    ],
)
def test_a_meeting_without_host_has_all_its_parties_on_one_side(sides, text, trigger, actor, recipient):
    assert sides(text, trigger) == (actor, recipient)


def test_offices_stand_for_their_holders(sides):
    assert sides("Kenya's president met Ugandan officials.", "met") == (["Uhuru Kenyatta"], ["Ugandan officials"])


def test_sides_know_their_words_and_reasons(decided):
    (one,) = decided("Uganda was attacked by Kenya.")
    actor, recipient = one.arguments.actor, one.arguments.recipient
    assert [h.text for h in actor.heads] == ["Kenya"]
    assert [h.text for h in recipient.heads] == ["Uganda"]
    assert actor.reason == "agent"
    assert actor.parties[0].span is not None
