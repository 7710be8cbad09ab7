"""How many people a sentence says were killed, hurt, arrested or displaced."""

from __future__ import annotations

import pytest

from newsledger.coding.tolls import toll


@pytest.fixture(scope="module")
def counts(sentence):
    """(least, most) by kind."""

    def run(text: str) -> dict[str, tuple[int, int | None]]:
        found = toll(sentence(text))
        kinds = ("dead", "injured", "arrested", "displaced")
        return {k: (c.min, c.max) for k in kinds if found is not None and (c := getattr(found, k)) is not None}

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers killed 12 people and wounded 30.", {"dead": (12, 12), "injured": (30, 30)}),
        ("Two soldiers were killed and five were injured.", {"dead": (2, 2), "injured": (5, 5)}),
        ("Nine people died when soldiers fired.", {"dead": (9, 9)}),
        ("Police arrested 3,000 students.", {"arrested": (3000, 3000)}),
        ("Soldiers killed at least 12 protesters and wounded dozens.", {"dead": (12, None), "injured": (24, None)}),
        ("Up to 40 people were killed.", {"dead": (1, 40)}),
        ("No more than six people were killed.", {"dead": (1, 6)}),
        ("Shells hit the school and killed nobody.", {"dead": (0, 0)}),
        ("Shells hit the school but no one was hurt.", {"injured": (0, 0)}),
        ("Shells hit the school without killing anyone.", {"dead": (0, 0)}),
        ("The shells did not wound anybody.", {"injured": (0, 0)}),
        ("The raid on the port ended without casualties.", {"dead": (0, 0), "injured": (0, 0)}),
        ("The raid caused nine deaths and no injuries.", {"dead": (9, 9), "injured": (0, 0)}),
        ("The raid led to the deaths of 14 people.", {"dead": (14, 14)}),
        ("Fighting displaced thousands of people.", {"displaced": (2000, None)}),
    ],
)
def test_tolls(counts, text, expected):
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers killed rebels.",
        "Kenya met two envoys.",
        "The 40 ministers spoke.",
        "No soldiers were killed.",
        "The raid caused 30 casualties.",
    ],
)
def test_no_number_or_no_harm_is_no_toll(sentence, text):
    assert toll(sentence(text)) is None


def test_counts_quote_their_words(parse):
    text = "Rain fell. Soldiers killed 12 people."
    found = toll(parse(text).sentences[1])
    assert found is not None and found.dead is not None
    assert found.dead.text == found.dead.span.of(text) == "12 people"
