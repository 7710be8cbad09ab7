"""Georgia, the state and the part of a state."""

from __future__ import annotations

import pytest

from newsledger.actors import Mentions
from newsledger.actors.references import references


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
