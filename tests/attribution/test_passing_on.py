"""Who is quoted by whom, and what a credit at the end of a sentence leaves to those told of before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsledger.records import Claim

Read = Callable[..., tuple[Claim, ...]]


def told(found: tuple[Claim, ...]) -> list[tuple[str, str | None, list[str], str]]:
    return [(c.cue, c.speaker.name if c.speaker else None, [v.name for v in c.via], c.text) for c in found]


@pytest.mark.parametrize(
    "text",
    [
        '"The harbour will be closed until June," the marshal was quoted as saying by the Karsian news agency.',
        '"The harbour will be closed until June," the marshal was cited as saying by the Karsian news agency.',
    ],
)
def test_who_is_quoted_speaks_and_the_medium_passes_it_on(claims_of: Read, text: str) -> None:
    said = '"The harbour will be closed until June,"'
    assert ("saying", "the marshal", ["the Karsian news agency"], said) in told(claims_of(text))


@pytest.mark.parametrize(
    ("text", "cue", "medium"),
    [
        ("The harbour was closed, Karsian TV quoted the marshal as saying.", "saying", "Karsian TV"),
        ("The harbour was closed, the marshal was quoted as saying by Karsian TV.", "saying", "Karsian TV"),
        ('"The harbour is closed," the marshal said, quoted by Karsian TV.', "said", "Karsian TV"),
    ],
)
def test_a_medium_quotes_what_stands_before(claims_of: Read, text: str, cue: str, medium: str) -> None:
    found = [c for c in claims_of(text) if c.cue == cue]
    assert [(c.speaker and c.speaker.name, [v.name for v in c.via]) for c in found] == [("the marshal", [medium])]
    assert "harbour" in found[0].text


def test_the_accused_does_not_accuse(claims_of: Read) -> None:
    text = "While Wendell has stood apart from Dunmore -- accusing him of lying to the court -- the town has waited."
    assert "him" not in [c.speaker.text for c in claims_of(text) if c.speaker]


def test_whom_nobody_is_named_to_quote_still_speaks(claims_of: Read) -> None:
    found = claims_of("The marshal was quoted as saying that the harbour had been closed.")
    assert told(found) == [("saying", "The marshal", [], "that the harbour had been closed")]


def test_a_credit_is_no_part_of_what_is_said_before_it(claims_of: Read) -> None:
    text = (
        'Describing the raid against the port as a "hostile act", the ministry said the move "crossed all lines and '
        'will be answered," state media reported.'
    )
    assert told(claims_of(text))[1:] == [
        ("Describing", "the ministry", ["state media"], 'the raid against the port as a "hostile act"'),
        ("said", "the ministry", ["state media"], 'the move "crossed all lines and will be answered,"'),
    ]


def test_what_a_credit_covers_keeps_its_own_words_for_a_thing(claims_of: Read) -> None:
    found = claims_of('Marshal Harold Dunmore called the remarks "utterly false", Oru state news agency reported.')
    assert ("called", "Marshal Harold Dunmore", ["Oru state news agency"], 'the remarks "utterly false"') in told(found)


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "said"),
    [
        (
            "Aid groups have condemned indiscriminate shelling by both sides.",
            "condemned",
            "Aid groups",
            "indiscriminate shelling by both sides",
        ),
        (
            "The mayor put the blame for the fighting squarely on the council.",
            "blame",
            "The mayor",
            "the fighting squarely on the council",
        ),
        (
            "Dunmore responded on a serious note that the islands could stand for themselves.",
            "responded",
            "Dunmore",
            "that the islands could stand for themselves",
        ),
        (
            "It was a test of what the marshal claimed was a new missile.",
            "claimed",
            "the marshal",
            "was a new missile",
        ),
        (
            'Karsia - one party to the pact alongside Oru, the union and the isles - called the remarks "false."',
            "called",
            "Karsia",
            'the remarks "false."',
        ),
        ("A farmer named Roe told the Herald that people had fled.", "told", "Roe", "that people had fled"),
    ],
)
def test_whose_words_they_are(claims_of: Read, text: str, cue: str, speaker: str, said: str) -> None:
    assert (cue, speaker, [], said) in told(claims_of(text))


def test_a_day_is_not_what_is_spoken_of(claims_of: Read) -> None:
    assert not [c for c in claims_of("The marshal spoke on Sunday.") if c.text == "Sunday"]
    found = claims_of("The marshal called on Sunday for immediate talks on the harbour.")
    assert [c.text for c in found] == ["immediate talks on the harbour"]


def test_who_is_asked_does_not_ask(claims_of: Read) -> None:
    found = claims_of("Asked whether he would go, Dunmore said he might.")
    assert [(c.cue, c.speaker and c.speaker.name) for c in found] == [("Asked", None), ("said", "Dunmore")]


def test_behind_a_semicolon_another_tells(claims_of: Read) -> None:
    found = claims_of("Activists said ten people were killed; state media said twenty.")
    assert [(c.speaker and c.speaker.name, c.text) for c in found] == [("Activists", "ten people were killed")]


def test_a_clause_behind_how_it_was_said(claims_of: Read) -> None:
    found = claims_of("The leader, who goes by the name Marsh, said in an audio message that the war would go on.")
    assert ("said", "The leader", [], "that the war would go on") in told(found)
