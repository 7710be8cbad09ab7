"""Who is behind a document that speaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsledger.records import Claim

Read = Callable[..., tuple[Claim, ...]]


def behind(found: tuple[Claim, ...], cue: str) -> list[tuple[str, str]]:
    return [(c.speaker.text, c.speaker.name) for c in found if c.cue == cue and c.speaker]


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        (
            "Karsia published a commentary.\n\nThe town was quiet. The commentary said that the bridge was old.",
            "said",
            ("The commentary", "Karsia"),
        ),
        ("Oru's letter said that the bridge was old.", "said", ("Oru's letter", "Oru")),
        ("The navy issued a statement on the storm. It stated that two boats sank.", "stated", ("It", "The navy")),
    ],
)
def test_a_document_speaks_for_whoever_made_it(claims_of: Read, text: str, cue: str, speaker: tuple[str, str]) -> None:
    assert behind(claims_of(text), cue) == [speaker]


def test_of_two_makers_neither_is_named(claims_of: Read) -> None:
    text = "Karsia published a letter. Oru published a letter. The letter said that the bridge was old."
    assert behind(claims_of(text), "said") == [("The letter", "The letter")]
