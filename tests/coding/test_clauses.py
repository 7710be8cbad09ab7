"""Clauses say who can have a part in a deed."""

from __future__ import annotations

import pytest


@pytest.fixture
def sides(selected):
    """Names of the actors and of the recipients of the event whose trigger is a word."""

    def run(text: str, trigger: str) -> tuple[list[str], list[str]]:
        (one,) = [d for d in selected(text) if d.candidate.trigger.text == trigger]
        return [p.name for p in one.arguments.actor.parties], [p.name for p in one.arguments.recipient.parties]

    return run


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("The police union representing soldiers criticized Kenya.", "criticized", ["police union"]),
        ("Kenya, which was attacked by rebels, condemned Uganda.", "condemned", ["Kenya"]),
        ("Soldiers killed four rebels before being shot by police.", "killed", ["Soldiers"]),
    ],
)
def test_only_the_deed_s_own_clause_tells_who_does_it(sides, text, trigger, actors):
    assert sides(text, trigger)[0] == actors


def test_the_subject_of_a_passive_whose_doer_is_named_is_done_to(sides):
    assert sides("Doctors were condemned by the ministry.", "condemned") == (["ministry"], ["Doctors"])


def test_what_is_joined_is_on_one_side(sides):
    actors, recipients = sides("Kenya condemned Uganda, Rwanda, Burundi and Chad on Monday.", "condemned")
    assert (actors, recipients) == (["Kenya"], ["Uganda", "Rwanda", "Burundi", "Chad"])


def test_a_told_clause_with_a_subject_of_its_own_is_another_deed_s(sides):
    text = "Kenya condemned the raid as Uganda urged Chad to leave."
    assert sides(text, "condemned") == (["Kenya"], [])
