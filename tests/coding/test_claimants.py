"""Who tells of a deed is none of its doers."""

from __future__ import annotations

import pytest

from newsledger.coding.claimants import within_another, without_claimants


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
