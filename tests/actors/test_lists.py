"""Items of a list that semicolons part are not read as one beside the other."""

from __future__ import annotations

from newsledger.actors import Mentions, Registry
from newsledger.language import pipeline
from newsledger.reading import read_row


def _parties(text: str) -> list[tuple[str, str | None]]:
    parsed = pipeline().parse(read_row({"id": "1", "text": text, "date": "2019-05-14"}))
    mentions = Mentions(parsed, Registry.default())
    found = [p for s in parsed.sentences for t in s.words for p in mentions.one(t, s)]
    return [(p.text, p.country) for p in found]


def test_the_next_item_of_a_list_does_not_take_the_name_before_it() -> None:
    text = (
        "The queen received three guests: a Dutch delegation led by Prime Minister Mark Rutte; "
        "Peru's ruling party chief, who had never been abroad; and the Kenyan president."
    )
    assert ("Peru's ruling party chief", "PER") in _parties(text)


def test_a_party_ends_before_the_clause_about_it() -> None:
    texts = [text for text, _ in _parties("Ghana's army chief of staff, who resigned in May, met Togo's president.")]
    assert not any("resigned" in text for text in texts)
