"""The people of a region are those of no one state."""

from __future__ import annotations

import pytest

from newsledger.actors import Mentions, Registry
from newsledger.language import pipeline
from newsledger.reading import read_row


def _countries(text: str) -> set[str]:
    parsed = pipeline().parse(read_row({"id": "1", "text": text, "date": "2019-05-14"}))
    mentions = Mentions(parsed, Registry.default())
    return {p.country for s in parsed.sentences for t in s.words for p in mentions.one(t, s) if p.country}


@pytest.mark.parametrize(
    "text",
    [
        "Latin American ministers signed the pact.",
        "The leaders of four South American countries signed the pact.",
        "Pan-American officials signed the pact.",
    ],
    ids=["before a noun", "inside a phrase", "past a hyphen"],
)
def test_a_region_is_no_state(text: str) -> None:
    assert _countries(text) == set()


def test_states_beside_and_named_like_regions_stay() -> None:
    assert _countries("American and South Korean ministers signed the pact.") == {"USA", "KOR"}
    assert _countries("A Central African minister signed the pact.") == {"CAF"}


@pytest.mark.parametrize("name", ["Central America", "Latin America", "North America"])
def test_a_part_of_the_world_is_no_state(parties, name):
    assert all(p.country is None for p in parties(f"Migrants crossed {name}.", "America"))
