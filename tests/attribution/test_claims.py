from __future__ import annotations

from collections.abc import Callable

import pytest

from newsledger.attribution import read_claims
from newsledger.records import Claim, ClaimKind, Outlet, Party, Span, Zone, ZoneKind

Read = Callable[..., tuple[Claim, ...]]


def told(claims: tuple[Claim, ...]) -> list[tuple[str | None, str, str]]:
    return [(c.speaker.name if c.speaker else None, c.cue, c.text) for c in claims]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("The minister said that the border was closed.", "The minister", "said", "that the border was closed"),
        ("The border is closed, the minister said.", "the minister", "said", "The border is closed"),
        (
            "Rebels seized the town, according to the governor.",
            "the governor",
            "according to",
            "Rebels seized the town",
        ),
        (
            "According to the governor, rebels seized the town.",
            "the governor",
            "According to",
            "rebels seized the town",
        ),
        ("As the general put it, the war is lost.", "the general", "put", "the war is lost"),
        ("The ministry said in a statement that troops had left.", "The ministry", "said", "that troops had left"),
        ("Kenya vowed to punish the attackers.", "Kenya", "vowed", "to punish the attackers"),
        ("The envoy denied that talks had failed.", "The envoy", "denied", "that talks had failed"),
        ("The union called for a general strike.", "The union", "called", "a general strike"),
        ("The union called for the mayor to resign.", "The union", "called", "the mayor to resign"),
        ("She said the vote was fair but added that turnout fell.", "She", "added", "that turnout fell"),
        ("He said he would stay, insisting that he was well.", "He", "insisting", "that he was well"),
        ("The guard said they fled, citing a witness.", "The guard", "said", "they fled"),
        ("Their belief is that the poor should wait.", "Their", "belief", "that the poor should wait"),
        ("The envoy described the talks as hopeless.", "The envoy", "described", "the talks as hopeless"),
        ("Critics accused the king of waste.", "Critics", "accused", "the king of waste"),
        ("A survey shows that voters are tired.", "A survey", "shows", "that voters are tired"),
    ],
)
def test_who_said_what(claims_of: Read, text: str, speaker: str, cue: str, content: str) -> None:
    assert (speaker, cue, content) in told(claims_of(text))


def test_direct_quotation_with_the_speaker_inside_it(claims_of: Read) -> None:
    text = "\u201cWe will not yield,\u201d the president told reporters. \u201cWe never have.\u201d"
    (claim,) = claims_of(text)
    assert claim.kind is ClaimKind.DIRECT
    assert claim.speaker is not None and claim.speaker.name == "the president"
    assert claim.addressee is not None and claim.addressee.name == "reporters"
    assert claim.text == text


def test_speaker_after_with_a_title(claims_of: Read) -> None:
    (claim,) = claims_of('"The truce is over," said Ana Ruiz, the defence minister.')
    assert claim.speaker is not None and claim.speaker.name == "Ana Ruiz, the defence minister"
    assert claim.text == '"The truce is over,"'


def test_speaker_before_a_colon(claims_of: Read) -> None:
    (claim,) = claims_of('The bishop said: "Our people are hungry and afraid."')
    assert claim.kind is ClaimKind.DIRECT
    assert claim.text == '"Our people are hungry and afraid."'


def test_quotation_that_runs_over_paragraphs_keeps_its_speaker(claims_of: Read) -> None:
    first, second = claims_of('"We have waited long enough," said the mayor.\n\n"Tomorrow we march on the capital."')
    assert second.text == '"Tomorrow we march on the capital."'
    assert first.speaker is not None and second.speaker == first.speaker


def test_quoted_fragments_make_an_indirect_claim_mixed(claims_of: Read) -> None:
    (claim,) = claims_of("The minister said the raid was \u201ca grave mistake\u201d by the army.")
    assert claim.kind is ClaimKind.MIXED
    assert claim.text == "the raid was \u201ca grave mistake\u201d by the army"


def test_scare_quotes_alone_are_nobodys_claim(claims_of: Read) -> None:
    assert claims_of("The city opened its \u201cpeople palace\u201d in May.") == ()


def test_programme_names_are_no_speech(claims_of: Read) -> None:
    (claim,) = claims_of('On "Evening Talk," the premier said the bridge would open.')
    assert claim.text == "the bridge would open"


def test_a_speakers_label_opens_a_paragraph(claims_of: Read) -> None:
    (claim,) = claims_of("MAYOR ORTEGA: The water is safe again.")
    assert claim.speaker is not None and claim.speaker.name == "MAYOR ORTEGA"
    assert claim.text == "The water is safe again"


def test_declining_to_comment_says_nothing(claims_of: Read) -> None:
    assert claims_of("The embassy declined to comment.") == ()


def test_what_was_not_said_is_negated(claims_of: Read) -> None:
    (claim,) = claims_of("The spokesman did not say that the army had left.")
    assert claim.negated


def test_cue_inside_anothers_telling_comes_through_the_teller(claims_of: Read) -> None:
    found = claims_of("In May he pledged to send grain, according to the state news agency.")
    pledge = next(c for c in found if c.cue == "pledged")
    assert [a.name for a in pledge.via] == ["the state news agency"]


def test_cues_within_a_quotation_are_the_speakers_own_words(claims_of: Read) -> None:
    assert len(claims_of('"I think that they want to leave," said the guard.')) == 1


def test_block_quote_comes_through_its_outlet(claims_of: Read) -> None:
    text = "A blog.\n\nThe navy said the ship was sunk."
    zones = (Zone(ZoneKind.BODY, 0, 9), Zone(ZoneKind.BLOCK_QUOTE, 9, len(text), Outlet("Daily Bugle")))
    (claim,) = claims_of(text, *zones)
    assert [a.name for a in claim.via] == ["Daily Bugle"]


def test_who_in_a_relative_clause_keeps_its_place_and_its_antecedents_name(claims_of: Read) -> None:
    text = "The judge, who said that the law was void, resigned."
    (claim,) = claims_of(text)
    assert claim.speaker is not None
    assert claim.speaker.name == "The judge"
    assert claim.speaker.span is not None and claim.speaker.span.of(text) == "who"


def test_words_stay_where_nobody_resolves_them(parse: Callable[..., object]) -> None:
    class Nobody:
        def agrees(self, pronoun: str, party: Party) -> bool:
            return True

        def party_at(self, span: Span) -> Party | None:
            return None

    (claim,) = read_claims(parse("The rebels said the town was theirs."), Nobody())  # type: ignore[arg-type]
    assert claim.speaker is not None
    assert (claim.speaker.name, claim.speaker.resolved_by) == ("The rebels", "unresolved")


def test_offsets_and_identifiers(claims_of: Read) -> None:
    text = "\u201cWe go,\u201d she said. The army denied that it had fired. Aides say talks will follow."
    found = claims_of(text)
    assert len({c.claim_id for c in found}) == len(found) >= 3
    for claim in found:
        assert claim.span.of(text) == claim.text
        assert claim.cue_span is not None and claim.cue_span.of(text) == claim.cue
        assert claim.claim_id.startswith("c") and len(claim.claim_id) == 17
    assert claims_of(text) == found


def test_who_stormed_a_post_said_nothing(claims_of: Read) -> None:
    assert not claims_of("Gunmen stormed an army post on Sunday.")
