"""Whom first persons in quoted words stand for."""

from __future__ import annotations

import pytest

from newsledger.actors.speaking import Speakers, is_of_speaker
from newsledger.records import Party, PartyKind, Span

TRUMP = Party(
    "Trump", "Donald Trump", "p", PartyKind.PERSON, "USA", ("GOV",), resolved_by="registry: name", confidence=1
)
ENVOY = Party("envoy", "envoy", None, PartyKind.UNKNOWN, None, (), resolved_by="generic noun")


@pytest.fixture
def speakers() -> Speakers:
    made = Speakers()
    made.hear([(Span(0, 100), TRUMP), (Span(40, 60), ENVOY)])
    return made


@pytest.mark.parametrize(("span", "name"), [(Span(10, 11), "Donald Trump"), (Span(50, 51), "envoy")])
def test_the_innermost_words_speaker_is_meant(nlp, speakers, span, name):
    (found,) = speakers.meant(nlp.nlp("I left.")[0], span)
    assert (found.name, found.text, found.span) == (name, "I", span)
    assert "first person" in found.resolved_by


def test_we_are_less_sure_than_i(nlp, speakers):
    i, we = (next(speakers.meant(nlp.nlp(text)[0], Span(0, 2))) for text in ("I left.", "We left."))
    assert we.confidence < i.confidence < TRUMP.confidence


def test_nobody_is_meant_outside_quoted_words(nlp, speakers):
    assert not [*speakers.meant(nlp.nlp("I left.")[0], Span(150, 151))]


def test_what_is_ones_own_depends_on_who_speaks(nlp):
    assert [t.text for t in nlp.nlp("Our forces met them.") if is_of_speaker(t)] == ["Our", "forces"]
