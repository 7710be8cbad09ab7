"""Speeches over several paragraphs, and who is presented before them."""

from __future__ import annotations

from collections.abc import Callable

from newsledger.records import Claim, ClaimKind

Read = Callable[..., tuple[Claim, ...]]

SPEECH = (
    "The palace released the following statement by Oru on the storm. Here is the full statement from the palace:\n\n"
    "\u201cThe harbour first!\n\nKarsia burned the boats.\n\nKarsia said openly, \u201cThe grain is ours!\u201d The "
    "navy has left.\n\nWe will not wait.\u201d\n\nThe market opened on Monday."
)


def test_a_speech_opened_in_one_paragraph_runs_to_where_it_is_closed(claims_of: Read) -> None:
    found = [c for c in claims_of(SPEECH) if c.cue == "statement" and c.kind is ClaimKind.DIRECT]
    assert [c.speaker and c.speaker.name for c in found] == ["Oru"] * 4
    assert found[1].text == "Karsia burned the boats."


def test_what_others_say_in_it_comes_through_the_speaker(claims_of: Read) -> None:
    (inner,) = [c for c in claims_of(SPEECH) if c.text == "\u201cThe grain is ours!\u201d"]
    assert [(inner.speaker and inner.speaker.name, a.name) for a in inner.via] == [("Karsia", "Oru")]


def test_a_mark_that_nothing_closes_opens_no_speech(claims_of: Read) -> None:
    found = claims_of("Oru said: \u201cThe harbour first!\n\nKarsia burned the boats.\n\nThe market opened.")
    assert all("market" not in c.text for c in found)


def test_who_is_presented_with_a_colon_speaks_in_the_next_paragraph(claims_of: Read) -> None:
    found = claims_of('The envoy went home, as Ada Hoyle reports from the harbour:\n\n"The boats are lost."')
    assert [(c.cue, c.speaker and c.speaker.name) for c in found if c.kind is ClaimKind.DIRECT] == [
        ("reports", "Ada Hoyle")
    ]


def test_what_points_or_counts_time_does_not_speak(claims_of: Read) -> None:
    assert all(c.speaker is None for c in claims_of("That said, the harbour will open.") if c.cue == "said")
