from __future__ import annotations

from collections.abc import Callable

import pytest

from newsledger.attribution import Standing, attribution_of, read_claims
from newsledger.language import Parsed
from newsledger.records import Basis, Outlet, OutletKind, Party, SourceKind, Span, Zone, ZoneKind


class Words:
    def __init__(self, text: str) -> None:
        self.text = text

    def agrees(self, pronoun: str, party: Party) -> bool:
        return True

    def party_at(self, span: Span) -> Party | None:
        return Party(text=span.of(self.text), name=span.of(self.text), span=span)


def standing(parsed: Parsed, word: str) -> Standing:
    """How the event of the first token with this text comes to us."""
    document = parsed.document
    claims = read_claims(parsed, Words(document.text))
    for sentence in parsed.sentences:
        for token in sentence.tokens:
            if token.text == word:
                return attribution_of(token, sentence, claims, document, parsed.sentences[: sentence.index])
    raise AssertionError(f"no {word}")


Parse = Callable[..., Parsed]


def names(found: Standing) -> list[str]:
    return [a.name for a in found.chain]


@pytest.mark.parametrize(
    ("text", "word", "chain", "basis"),
    [
        ("Rebels seized the town on Monday.", "seized", [], Basis.STATED),
        ("The army said rebels seized the town.", "seized", ["The army"], Basis.REPORTED),
        ("The army said rebels seized the town.", "said", [], Basis.STATED),
        ("Rebels seized the town, according to the army.", "seized", ["the army"], Basis.REPORTED),
        ('"Rebels seized the town at dawn," the mayor said.', "seized", ["the mayor"], Basis.QUOTED),
        (
            "Rebels seized the town, the army said, citing AFP.",
            "seized",
            ["the army", "Agence France-Presse"],
            Basis.REPORTED,
        ),
        ("Rebels seized the town, two officers told Reuters.", "seized", ["Reuters", "two officers"], Basis.REPORTED),
        ("Rebels reportedly seized the town.", "seized", [], Basis.REPORTED),
        ("Rebels allegedly seized the town.", "seized", [], Basis.ALLEGED),
        ("The rebels appeared to seize the town.", "seize", [], Basis.REPORTED),
        ("Kenya accused Uganda of shelling its villages.", "shelling", ["Kenya"], Basis.ALLEGED),
        ("Kenya accused Uganda of shelling its villages.", "accused", [], Basis.STATED),
        ("The army said it was calm, citing drone footage.", "citing", [], Basis.STATED),
        ("The union wants to strike in May.", "strike", [], Basis.STATED),
    ],
)
def test_chain_and_basis(parse: Parse, text: str, word: str, chain: list[str], basis: Basis) -> None:
    found = standing(parse(text), word)
    assert (names(found), found.basis) == (chain, basis)


def test_a_chain_runs_from_the_outlet_to_what_it_rests_on(parse: Parse) -> None:
    text = "The palace warned that the two states had traded missiles, citing declassified intelligence."
    zone = Zone(ZoneKind.BLOCK_QUOTE, 0, len(text), Outlet("Evening Post", kind=OutletKind.NEWSPAPER))
    found = standing(parse(text, zone), "traded")
    assert names(found) == ["Evening Post", "The palace", "declassified intelligence"]
    assert [a.kind for a in found.chain][::2] == [SourceKind.OUTLET, SourceKind.INTELLIGENCE]
    assert found.basis is Basis.INTELLIGENCE
    assert names(standing(parse(text, zone), "warned")) == ["Evening Post"]


def test_a_block_quotes_outlet_is_no_link_in_its_own_page(parse: Parse) -> None:
    text, outlet = "Rebels seized the town.", Outlet("Evening Post")
    zone = Zone(ZoneKind.BLOCK_QUOTE, 0, len(text), outlet)
    assert standing(parse(text, zone, outlet=outlet), "seized").chain == ()


def test_what_presupposes_an_event_does_not_tell_it(parse: Parse) -> None:
    assert standing(parse("The envoy condemned the raid on the camp."), "raid").chain == ()


def test_a_saying_that_was_denied_is_marked(parse: Parse) -> None:
    told = standing(parse("The general did not say that troops had left."), "left")
    assert told.unsaid and not told.negated and told.chain == ()
    assert standing(parse("The general does not believe that troops have left."), "left").negated


@pytest.mark.parametrize(
    "text",
    [
        "The envoy stopped short of saying that the rebels had attacked the port.",
        "The ministry never claimed that the rebels had attacked the port.",
        "The envoy declined to say whether the rebels had attacked the port.",
        "He left without saying that the rebels had attacked the port.",
        "The envoy denied saying that the rebels had attacked the port.",
    ],
)
def test_what_somebody_did_not_go_so_far_as_to_say_is_nobodys(parse: Parse, text: str) -> None:
    told = standing(parse(text), "attacked")
    assert told.unsaid and told.chain == ()


def test_what_is_left_open_within_a_known_event_is_told_by_the_page(parse: Parse) -> None:
    told = standing(parse("The ministry did not say when the troops had left the port."), "left")
    assert not told.unsaid and told.chain == ()


def test_a_fear_tells_by_a_clause_and_not_by_a_noun(parse: Parse) -> None:
    assert standing(parse("Officials fear that the rebels attacked the port."), "attacked").chain
    assert not standing(parse("Officials fear the attack on the port."), "attack").chain


def test_hearsay_is_hedged_and_shows_its_word(parse: Parse) -> None:
    parsed = parse("Guards reportedly fired on the crowd.")
    found = standing(parsed, "fired")
    assert found.hedged
    assert [s.of(parsed.document.text) for s in found.spans] == ["reportedly"]


def test_subject_of_the_cue_is_not_what_is_said(parse: Parse) -> None:
    found = standing(parse("The talks, said the envoy who fled the capital, would resume."), "fled")
    assert found.chain == ()
