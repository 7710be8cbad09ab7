"""Offices that the page itself gives people whom the registry knows by others."""

from __future__ import annotations

from datetime import date

_BEFORE = date(2005, 5, 12)


def _held(mentions, text: str, word: str, day: date | None, nth: int = 1) -> tuple[str | None, tuple[str, ...]]:
    read = mentions(text, day)
    heads = [(t, s) for s in read.parsed.sentences for t in s.words if t.text == word]
    (party,) = read.parties(*heads[nth - 1])
    party = read.dated(party, day)
    return party.office, party.sectors


def test_a_title_of_another_trade_holds_until_the_office_that_is_known(mentions):
    text = "Congressman Antony Blinken met reporters there. Later Blinken left."
    assert _held(mentions, text, "Blinken", _BEFORE) == ("Congressman", ("LEG",))
    assert _held(mentions, text, "Blinken", _BEFORE, nth=2) == ("Congressman", ("LEG",))
    assert _held(mentions, text, "Blinken", date(2022, 3, 1))[1] == ("GOV",)


def test_a_courtesy_title_is_no_new_office(mentions):
    text = "Secretary John Kerry met reporters there."
    assert _held(mentions, text, "Kerry", date(2018, 3, 1))[1] == ("ELI",)


def test_a_page_without_a_day_tells_by_its_titles_which_office_is_meant(mentions):
    text = "Biden met reporters there. Vice President Joe Biden left on Monday."
    assert _held(mentions, text, "Biden", None) == ("Vice President", ("GOV",))
    assert _held(mentions, "Joe Biden met reporters there.", "Biden", None)[0] == "President"
