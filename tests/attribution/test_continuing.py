"""Who goes on speaking after somebody has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from newsledger import Coder
from newsledger.reading import read_row
from newsledger.records import Claim, Document, ZoneKind

CODER = Coder(learned=False)


def speakers(text: str) -> list[tuple[str, str | None]]:
    got = CODER.code(page(text))
    return [(c.cue, c.speaker.name if c.speaker else None) for c in got.claims]


def page(text: str) -> Document:
    read = read_row({"text": text, "date": date(2019, 5, 2).isoformat(), "title": "The harbour"})
    assert isinstance(read, Document)
    assert any(z.kind is ZoneKind.BODY for z in read.zones)
    return read


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        # Whom somebody spoke of does not speak in the next sentence.
        (
            "Harold Dunmore said Marcus Wendell had left the harbour. He warned that the grain would run out.",
            "warned",
            "Harold Dunmore",
        ),
        # Nor does he whom a speech names.
        (
            'Harold Dunmore said the town was safe. Marcus Wendell smiled.\n\n"Marcus Wendell has made the decision to '
            'leave the harbour," he added.',
            "added",
            "Harold Dunmore",
        ),
        # Nor he whom the words before the clause name, by what the speaker does.
        (
            "Harold Dunmore said all was safe. Singling out Marcus Wendell by name, he accused the mayor of theft.",
            "accused",
            "Harold Dunmore",
        ),
        (
            "Harold Dunmore said all was safe. Singling out Marcus Wendell by name, he accused the mayor of theft. "
            "He warned that the grain would run out.",
            "warned",
            "Harold Dunmore",
        ),
    ],
)
def test_he_is_who_spoke_last(text: str, cue: str, speaker: str) -> None:
    assert (cue, speaker) in speakers(text)


def test_i_within_a_speech_is_who_speaks() -> None:
    text = (
        "The town was told of the storm. Here is the letter by Harold Dunmore:\n\n\u201cDear neighbours!\n\n"
        "I promise that the harbour will be open in June.\n\nThe grain is safe.\u201d\n\nThe town said nothing."
    )
    assert ("promise", "Harold Dunmore") in speakers(text)


def test_it_after_a_body_has_told_a_sentence(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    found = claims_of("The ministry noted what the fishermen had told the court. It said that the boats were lost.")
    assert [c.speaker.name for c in found if c.cue == "said" and c.speaker] == ["The ministry"]
