"""Two states of one name."""

from __future__ import annotations

import pytest

_BOTH = "North Korea and South Korea spoke."


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        (f"{_BOTH} The North left.", "North", "PRK"),
        (f"{_BOTH} The South's army left.", "South", "KOR"),
        (f"{_BOTH} Its army left the South.", "South", "KOR"),
    ],
)
def test_the_north_is_the_state_of_that_name_where_the_page_names_both(party, text, word, country):
    assert party(text, word, nth=2).country == country


@pytest.mark.parametrize(
    ("text", "nth"),
    [
        ("North Korea spoke. The North left.", 2),
        (f"{_BOTH} The North Sea froze.", 2),
        (f"{_BOTH} North winds blew.", 2),
    ],
)
def test_the_north_is_no_state_elsewhere(parties, text, nth):
    assert not any(p.kind.is_state for p in parties(text, "North", nth=nth))


@pytest.mark.parametrize(("word", "countries"), [("Koreas", ["PRK", "KOR"]), ("Mountains", [])])
def test_the_two_koreas_are_both(parties, word, countries):
    assert [p.country for p in parties(f"The two {word} signed a treaty.", word)] == countries
