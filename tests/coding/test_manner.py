"""How an event is told: each sign on a sentence that shows it and on one that does not."""

from __future__ import annotations

import pytest

from newsledger.coding.candidates import Candidate
from newsledger.coding.manner import Manner, manner
from newsledger.language import pipeline
from newsledger.reading import read_row


def _manner(text: str, trigger: str) -> Manner:
    (sentence,) = pipeline().parse(read_row({"id": "1", "text": text})).sentences
    token = next(t for t in sentence.words if t.text == trigger)
    return manner(Candidate(token, (), (), None), sentence)


@pytest.mark.parametrize(
    ("sign", "shows", "does_not"),
    [
        ("present", ("Governments often arrest their poets.", "arrest"), ("Chad jailed two poets.", "jailed")),
        ("general", ("Governments often arrest their poets.", "arrest"), ("The junta jails its poets.", "jails")),
        ("unfinished", ("Ghana hopes to sign the treaty.", "sign"), ("Ghana will sign the treaty.", "sign")),
        ("modal", ("Ghana should sign the treaty.", "sign"), ("Ghana signed the treaty.", "signed")),
        ("quoted", ('"They bombed the bridge," he said.', "bombed"), ('He said "no" and they bombed it.', "bombed")),
        ("personal", ("We attacked the port at dawn.", "attacked"), ("They attacked the port.", "attacked")),
        ("asked", ("Has Ghana signed the treaty?", "signed"), ("Ghana has signed the treaty.", "signed")),
        ("supposed", ("If Ghana attacks, Togo falls.", "attacks"), ("Ghana attacks and Togo falls.", "attacks")),
        ("timed", ("Ghana signed the treaty on Monday.", "signed"), ("Ghana signed the treaty.", "signed")),
    ],
    ids=["present", "general", "unfinished", "modal", "quoted", "personal", "asked", "supposed", "timed"],
)
def test_each_sign_tells_the_two_apart(sign: str, shows: tuple[str, str], does_not: tuple[str, str]) -> None:
    assert getattr(_manner(*shows), sign) == 1.0
    assert getattr(_manner(*does_not), sign) == 0.0


def test_a_headline_in_the_present_tense_is_no_habit() -> None:
    assert _manner("Chad jails two poets", "jails").present == 0.0


def test_a_passive_in_the_present_tense_is_a_habit() -> None:
    assert _manner("Poets are jailed by the dozen in Chad.", "jailed").present == 1.0
