"""Which sentences the encoder reads at all."""

from __future__ import annotations

import pytest

from newsledger.actors import Mentions, Registry
from newsledger.coding.gate import worth_reading
from newsledger.records import KnownPair


@pytest.fixture
def kept(parse):
    def run(text: str, pair: KnownPair | None = None) -> list[str]:
        parsed = parse(text)
        mentions = Mentions(parsed, Registry.default())
        return [s.text for s in worth_reading(parsed.sentences, mentions, pair)]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Kenya attacked rebels.",
        "Police beat the students.",
        "The minister resigned.",
        "Thousands of protesters marched through the rain.",
    ],
)
def test_a_party_of_public_affairs_makes_a_sentence_worth_reading(kept, text):
    assert kept(text) == [text]


def test_a_pronoun_stands_for_its_party(kept):
    assert kept("Kenya signed the treaty. It ratified the treaty in May.")[1:] == ["It ratified the treaty in May."]


@pytest.mark.parametrize("text", ["The kettle boiled over.", "Add two eggs and stir.", "Rain fell all night."])
def test_a_sentence_without_one_is_passed_by(kept, text):
    assert kept(text) == []


def test_of_a_known_pair_its_words_decide(kept):
    text = "The Blues beat the Reds. Kenya attacked rebels. The Greens drew."
    assert kept(text, KnownPair(("The Blues",), ("the Reds",))) == ["The Blues beat the Reds."]
