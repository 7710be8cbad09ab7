from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.coding.coder import Coder
from newsledger.language.titling import Usage, is_titled, untitled, usage
from newsledger.reading import read_row

BODY = (
    "On Friday the green party met. Critics of Trump may rule out a deal with Bill, the senator, and the sector may go."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Security Council Condemns Israeli Settlements As U.S. Abstains From Vote",
            "Security Council condemns Israeli settlements as U.S. abstains from vote",
        ),
        (
            "Kim Hosts China, Russia And Vietnam In Rare Show of Reach",
            "Kim hosts China, Russia and Vietnam in rare show of reach",
        ),
        ("Oil Output May Rise As NATO Doesn't Act", "Oil output may rise as NATO doesn't act"),
        ("White House Warns of South Carolina Floods", "White House warns of South Carolina floods"),
        ("Macron Meets McConnell: A Visit Without Results", "Macron meets McConnell: a visit without results"),
    ],
)
def test_headlines_keep_only_the_capitals_of_names(text: str, expected: str) -> None:
    assert untitled(text, Usage()) == expected


def test_the_page_itself_says_what_is_a_name() -> None:
    known = usage([BODY, "Green Bill Rules Sector Out"])
    assert {"trump", "bill"} <= known.great
    assert {"green", "party", "rule"} <= known.small
    assert untitled("Green Party May Rule Out Bill Trump Deal", known) == "Green party may rule out Bill Trump deal"


@pytest.mark.parametrize(
    "text",
    ["Kim met Lee in Pyongyang on Friday.", "Read More", "", "President Xi met Prime Minister Abe in the morning."],
)
def test_other_text_stays(text: str) -> None:
    assert not is_titled(text)
    assert untitled(text, Usage()) == text


@given(st.text(alphabet=st.sampled_from("ABCabcdeÉéİß .,'’\"-12"), max_size=80))
def test_offsets_and_letters_stay(text: str) -> None:
    found = untitled(text, usage([text]))
    assert len(found) == len(text)
    assert found.casefold() == text.casefold()


def test_evidence_is_what_the_page_writes() -> None:
    title = "Security Council Condemns Israeli Settlements As U.S. Abstains From Vote"
    (report,) = Coder().code(read_row({"text": title, "date": "2016-12-23"})).reports
    assert report.evidence.sentence == title
