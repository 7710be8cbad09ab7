"""Georgia, the state and the part of a state."""

from __future__ import annotations

import pytest

from newsledger.actors import Mentions
from newsledger.actors.namesakes import placed_elsewhere
from newsledger.actors.references import references
from newsledger.records import PlaceMention, PlacePrecision, Span


@pytest.fixture(scope="module")
def countries(parse, registry):
    """The countries of the parties whose words hold a name."""

    def run(text: str, name: str) -> set[str | None]:
        parsed = parse(text)
        mentions = Mentions(parsed, registry)
        return {
            p.country for s in parsed.sentences for t in s.words if t.text == name for p in mentions.one(t, s) if p.id
        }

    return run


def test_a_part_of_a_state_is_meant_where_the_page_tells_of_its_home_politics(countries):
    text = "Democrats and Republicans spent millions on the race. Senate Republicans said that Georgia matters."
    assert countries(text, "Georgia") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Georgia signed a pact with Turkey.",
        "Senate Democrats and Republicans praised Georgia, whose Georgian troops had served in Iraq.",
        "Senate Democrats and Republicans asked Tbilisi for help. Georgia declined.",
    ],
)
def test_the_state_is_meant_elsewhere(countries, text):
    assert countries(text, "Georgia") == {"GEO"}


def test_every_namesake_is_a_state(registry):
    for name, other in references().namesakes.items():
        assert registry.named(name) and registry.entities[other].kind.is_state


def _place(text: str, country: str) -> PlaceMention:
    span = Span(0, len(text))
    return PlaceMention("d", span, text, text, country, None, 1.0, 1.0, None, PlacePrecision.ADMIN1, 0.9)


@pytest.mark.parametrize(("where", "apart"), [(["USA", "USA"], {"GEO"}), (["USA", "GEO"], set()), ([], set())])
def test_the_pages_places_tell_the_part_from_the_state(registry, where, apart):
    assert placed_elsewhere([_place("Georgia", country) for country in where], registry) == apart


def test_a_state_that_the_page_does_not_mean_is_not_read(parse, registry):
    parsed = parse("Georgia Attorney General Chris Roe asked for help.")
    told = Mentions(parsed, registry, frozenset({"GEO"})).countries()
    assert "GEO" not in told
