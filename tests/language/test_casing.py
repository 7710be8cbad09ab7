from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.language.casing import is_upper, recased


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("THE REBELS LEFT THE TOWN OF USULUTAN ON MONDAY.", "The rebels left the town of Usulutan on Monday."),
        ("FRENCH TROOPS LEFT MALI. THEY WENT HOME.", "French troops left Mali. They went home."),
        ('GENERAL VARESCO SAID: "WE WILL STAY."', 'General Varesco said: "We will stay."'),
        ("THEY MET IN SAN LUIS DE LA REINA AND IN LA ZARZOSA.", "They met in San Luis de La Reina and in La Zarzosa."),
        ("NATO AND THE EU MET ON MAY 5 AND MAY MEET AGAIN.", "NATO and the EU met on May 5 and may meet again."),
        ("THE FRONT [FLBZ] SAID THE FLBZ DID NOT DO IT.", "The front [FLBZ] said the FLBZ did not do it."),
        ("KIM JONG UN'S ARMY FIRED, I THINK.", "Kim Jong Un's army fired, I think."),
        ("A JUDGE LEFT MEDELLIN FOR ABERDEEN.", "A judge left Medellin for Aberdeen."),
        ("MARIO MORALES SAT BY A TEMPLE.", "Mario Morales sat by a temple."),
        ("A MAJOR COLOMBIAN PORT CLOSED.", "A major Colombian port closed."),
        ("U.S. OFFICERS WILL TRAIN THE POLICE.", "U.S. officers will train the police."),
    ],
)
def test_names_keep_their_capitals(text: str, expected: str) -> None:
    assert recased(text) == expected


@pytest.mark.parametrize("text", ["Kim met Lee in PYONGYANG.", "READ MORE", "NATO, EU, UN", "", "1990 -- 1991"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert not is_upper(text)
    assert recased(text) == text


@given(st.text(alphabet=st.sampled_from("ABCDEÉİß .,'’\"[]()-12"), max_size=80))
def test_offsets_and_letters_stay(text: str) -> None:
    found = recased(text)
    assert len(found) == len(text)
    assert found.casefold() == text.casefold()


def test_a_page_in_capitals_is_parsed_in_ordinary_case(parse) -> None:
    (sentence,) = parse("THE ARMY OF FRANCE LEFT BAMAKO YESTERDAY.").sentences
    assert [t.text for t in sentence.tokens if t.pos_ == "PROPN"] == ["France", "Bamako"]
    assert (sentence.span.start, sentence.span.end) == (0, 41)
