"""Credits at the end of a sentence, however the parse takes them, and what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsledger.records import Claim

Read = Callable[..., tuple[Claim, ...]]

DEED = "Soldiers killed two miners in the north on Sunday"


def credited(claims: tuple[Claim, ...], what: str) -> list[str]:
    return [c.speaker.text for c in claims if c.speaker is not None and c.text == what]


@pytest.mark.parametrize(
    ("credit", "medium"),
    [
        (", Reuters reported.", "Reuters"),
        (", Reuters also reported on Tuesday.", "Reuters"),
        (", the Interfax news agency said late on Monday.", "the Interfax news agency"),
        (", the Harbour Times wrote in its evening edition.", "the Harbour Times"),
        (", reported the Harbour Times.", "the Harbour Times"),
        (", Anadolu Agency, a voice of the state, reported.", "Anadolu Agency"),
        (", Interfax reported, citing the ministry.", "Interfax"),
        (" (AFP).", "AFP"),
        (". (AFP)", "AFP"),
        (", per AP.", "AP"),
    ],
)
def test_a_medium_that_the_end_credits(claims_of: Read, credit: str, medium: str) -> None:
    assert credited(claims_of(DEED + credit), DEED) == [medium]


def test_a_name_before_the_credit_is_not_who_reports(claims_of: Read) -> None:
    text = "Anna Krol visited Riga on Monday and met Janis Ozols, Harbour News Agency reported."
    assert credited(claims_of(text), text[: text.index(", Harbour")]) == ["Harbour News Agency"]


def test_a_credit_closes_its_side_of_a_semicolon(claims_of: Read) -> None:
    assert credited(claims_of(f"The port is shut; {DEED}, AFP reported."), DEED) == ["AFP"]


@pytest.mark.parametrize(
    "text",
    [
        "The letter was signed by the head of the Associated Press (AP).",
        "While the troops advanced, Reuters reported on the strike.",
        "Miners are paid nine dollars per day in the north.",
        "They drove home on Sunday, via Paris.",
    ],
)
def test_what_is_no_credit(claims_of: Read, text: str) -> None:
    assert not [c for c in claims_of(text) if c.cue in ("(", "per", "via", "reported") and c.stance != "says"]
