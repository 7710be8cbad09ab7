"""Parties as they were on an event's day."""

from __future__ import annotations

from datetime import date

import pytest

_PAGE, _THEN = date(2018, 3, 1), date(2014, 3, 1)


@pytest.mark.parametrize(
    ("text", "word", "name", "sectors"),
    [
        ("Barack Obama spoke.", "Obama", "Barack Obama", ("GOV",)),
        ("The US president spoke.", "president", "Barack Obama", ("GOV",)),
    ],
)
def test_an_office_is_that_of_the_event_s_day(mentions, text, word, name, sectors):
    read = mentions(text, _PAGE)
    (party,) = next(read.parties(t, s) for s in read.parsed.sentences for t in s.words if t.text == word)
    then = read.dated(party, _THEN)
    assert (then.name, then.sectors) == (name, sectors)


def test_without_a_day_the_party_stays(mentions):
    read = mentions("Barack Obama spoke.", _PAGE)
    (party,) = next(read.parties(t, s) for s in read.parsed.sentences for t in s.words if t.text == "Obama")
    assert read.dated(party, None) == party
