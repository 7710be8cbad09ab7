"""Whom a bare word for a teller, a "they" or a "he" goes back to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsledger.records import Claim

Read = Callable[..., tuple[Claim, ...]]


def who(found: tuple[Claim, ...]) -> list[tuple[str, str]]:
    return [(c.speaker.text, c.speaker.name) for c in found if c.speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A harbour official said the bridge was old. Boats sank, that official said.",
            ("that official", "A harbour official"),
        ),
        (
            'A Karsian newspaper said the film was dull.\n\n"It is only noise," the newspaper said.',
            ("the newspaper", "A Karsian newspaper"),
        ),
        (
            "Two harbour officials said the bridge was old. They said that the boats were lost.",
            ("They", "Two harbour officials"),
        ),
        (
            "In a letter in Karsian sent by Dunmore to Mayor Wendell, he declared that the harbour was closed.",
            ("he", "Dunmore"),
        ),
    ],
)
def test_who_is_meant(claims_of: Read, text: str, speaker: tuple[str, str]) -> None:
    assert speaker in who(claims_of(text))


def test_another_words_teller_is_another(claims_of: Read) -> None:
    found = claims_of("A harbour official said the bridge was old. The spokesman said that boats sank.")
    assert who(found)[1] == ("The spokesman", "The spokesman")


def test_what_is_somebodys_is_not_he(claims_of: Read) -> None:
    text = "Dunmore said the port was safe. His base welcomed the promise. He suggested that the port would grow."
    assert ("He", "His base") not in who(claims_of(text))


def test_a_confirming_within_a_telling_is_kept(claims_of: Read) -> None:
    found = claims_of("Noting that a watchdog has confirmed that the port kept to the pact, Dunmore said it was safe.")
    assert ("a watchdog", "a watchdog") in who(found)
