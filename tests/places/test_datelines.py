"""Where a page says that it was filed from."""

from __future__ import annotations

import pytest

from newsledger.places import read_dateline
from newsledger.reading import read_row


@pytest.fixture(scope="module")
def filed(gazetteer):
    return lambda text: read_dateline(read_row({"text": text, "date": "2015-06-03"}), gazetteer)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("BUJUMBURA, Burundi (Reuters) - Police arrested two men.", "Bujumbura", "BDI"),
        ("PARIS, Texas, June 3 — Police arrested two men.", "Paris", "USA"),
        ("JERUSALEM, Jan. 5 (Xinhua) -- Police arrested two men.", "Jerusalem", "ISR"),
        ("ROME -- Police arrested two men.", "Rome", "ITA"),
    ],
)
def test_the_first_name_is_the_town_and_the_second_holds_it(filed, text, name, country):
    found = filed(text)
    assert (found.name, found.country) == (name, country)
    assert found.span.of(text) == found.text
    assert found.reason.startswith("the page's dateline")


@pytest.mark.parametrize("text", ["Police arrested two men.", "XQZVILLE (Reuters) - Police arrested two men."])
def test_without_a_dateline_or_with_an_unknown_town_there_is_none(filed, text):
    assert filed(text) is None
