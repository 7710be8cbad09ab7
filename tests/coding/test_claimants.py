"""Who tells of a deed is none of its doers."""

from __future__ import annotations

import pytest

from newsledger.coding.claimants import (
    is_audience,
    is_goal,
    is_host,
    is_left,
    is_moved,
    is_place,
    is_sender,
    is_setting,
    is_target,
    of_own_state,
    within_another,
    without_claimants,
)
from newsledger.records import Party, PartyKind


@pytest.fixture(scope="module")
def kept(sentence):
    """Which of the named words stay, where all of them were taken for the doer of the trigger."""

    def run(text: str, trigger: str, *words: str) -> list[str]:
        found = {t.text: t for t in sentence(text).words}
        return [t.text for t, _ in without_claimants([(found[w], 1.0) for w in words], found[trigger])]

    return run


@pytest.mark.parametrize(
    ("text", "trigger", "words", "doers"),
    [
        ("Officials said rebels attacked the port.", "attacked", ("Officials", "rebels"), ["rebels"]),
        ("Officials believe that rebels attacked the port.", "attacked", ("Officials", "rebels"), ["rebels"]),
        ("Rebels, officials believe, attacked the port.", "attacked", ("Rebels", "officials"), ["Rebels"]),
        (
            "Since Kenya began its invasion, envoys have released photographs.", "invasion", ("Kenya", "envoys"),
            ["Kenya"],
        ),
    ],
)  # fmt: skip
def test_the_subject_of_another_clause_is_no_doer(kept, text, trigger, words, doers):
    assert kept(text, trigger, *words) == doers


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        ("Kenya and Uganda attacked the port.", "attacked", ("Kenya", "Uganda")),
        ("Kenya said that the port had been attacked.", "attacked", ("Kenya",)),
        ("Kenya ordered troops to attack the port.", "attack", ("Kenya", "troops")),
    ],
)
def test_those_without_a_rival_in_the_deeds_own_clause_stay(kept, text, trigger, words):
    assert kept(text, trigger, *words) == list(words)


def test_whose_the_doer_is_belongs_to_the_doer(sentence):
    found = {t.text: t for t in sentence("Chad's junta arrested monks in Gabon.").words}
    doers = [(found["junta"], 1.0)]
    assert within_another(found["Chad"], doers)
    assert not within_another(found["monks"], doers)
    assert not within_another(found["Gabon"], doers)


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("The minister told Reuters that Chad had closed its ports.", "Reuters", True),
        ("The minister denied the raid in a BBC interview.", "BBC", True),
        ("The minister denied the raid to Reuters.", "Reuters", True),
        ("The minister accused Reuters of lying.", "Reuters", False),
        ("Soldiers shut down Reuters.", "Reuters", False),
    ],
)
def test_who_is_told_of_it_is_not_met_by_it(sentence, text, word, told):
    assert is_audience(next(t for t in sentence(text).words if t.text == word)) is told


def _party(name: str, country: str, sector: str, kind: PartyKind) -> Party:
    return Party(name, name, kind=kind, country=country, sectors=(sector,))


def test_what_rulers_do_is_not_done_to_their_own_state():
    chad = _party("Chad", "TCD", "GOV", PartyKind.STATE)
    ruler, rebel = (_party("X", "TCD", sector, PartyKind.PERSON) for sector in ("GOV", "REB"))
    assert of_own_state(chad, [ruler])
    assert not of_own_state(chad, [rebel])
    assert not of_own_state(_party("Gabon", "GAB", "GOV", PartyKind.STATE), [ruler])
    assert not of_own_state(_party("court", "TCD", "JUD", PartyKind.ORGANIZATION), [ruler])


def test_forces_are_sent_from_one_place_to_another(sentence):
    words = {t.text: t for t in sentence("Kenya marched hundreds of soldiers out of Somalia into Ethiopia.").words}
    verb, names = words["marched"], ("Kenya", "soldiers", "Somalia", "Ethiopia")
    assert [n for n in names if is_left(words[n])] == ["Somalia"]
    assert [n for n in names if is_moved(words[n], verb)] == ["soldiers"]
    assert [n for n in names if is_goal(words[n], verb)] == ["Ethiopia"]


@pytest.mark.parametrize(
    ("text", "word", "setting"),
    [
        ("A blast near the town of Kandara killed ten soldiers.", "Kandara", True),
        ("A forum in Dakar condemned the coup.", "Dakar", True),
        ("The government of Senegal condemned the coup.", "Senegal", False),
        ("Rebels attacked in Senegal.", "Senegal", False),
    ],
)
def test_a_place_within_a_nouns_phrase_is_a_setting(sentence, word, text, setting):
    token = next(t for t in sentence(text).words if t.text == word)
    assert is_setting(token) is setting


def test_a_name_after_a_town_is_a_place(sentence):
    token = next(t for t in sentence("A blast near the town of Kandara killed ten.").words if t.text == "Kandara")
    body = Party("Kandara", "Kandara", None, PartyKind.ORGANIZATION, None, ())
    assert is_place(token, (body,))


def test_a_host_stands_under_the_nearest_deed(sentence):
    found = {t.text: t for t in sentence("They fought and then met in Muscat under the auspices of Oman.").words}
    assert is_host(found["Oman"], found["met"])
    assert not is_host(found["Oman"], found["fought"])
    assert not is_host(found["Muscat"], found["met"])


def test_who_sends_a_letter_stands_behind_from(sentence):
    found = {t.text: t for t in sentence("Musa handed Kim a letter from Oman on a visit from Cairo.").words}
    assert is_sender(found["Oman"], [found["letter"]])
    assert not is_sender(found["Cairo"], [found["letter"]])


def test_a_place_on_the_verb_is_a_setting_where_another_does_the_deed(sentence):
    found = {t.text: t for t in sentence("Officers met the rebels secretly and fought in Dakar.").words}
    assert is_setting(found["Dakar"], done=True)
    assert not is_setting(found["Dakar"])


@pytest.mark.parametrize(("word", "target"), [("soldiers", True), ("police", True), ("Taliban", False)])
def test_against_whom_a_deed_is_done(sentence, word, target):
    found = {t.text: t for t in sentence("Attacks against soldiers and police were the work of the Taliban.").words}
    assert is_target(found[word], found["Attacks"]) is target
