"""Cues and what they do, refusals, and quotations in all their shapes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsledger.records import Claim, ClaimKind

Read = Callable[..., tuple[Claim, ...]]


def told(found: tuple[Claim, ...]) -> list[tuple[str, str, str]]:
    return [(c.speaker.text if c.speaker else "", c.stance, c.text) for c in found]


@pytest.mark.parametrize(
    ("verb", "content", "stance"),
    [
        ("said", "that rebels had left", "says"),
        ("claimed", "that rebels had left", "claims"),
        ("denied", "that rebels had left", "denies"),
        ("warned", "that rebels would return", "warns"),
        ("admitted", "that rebels had left", "admits"),
        ("praised", "the rebels", "praises"),
        ("pledged", "to free the rebels", "pledges"),
        ("vowed", "to free the rebels", "pledges"),
        ("confirmed", "that rebels had left", "confirms"),
        ("threatened", "to shell the town", "threatens"),
        ("condemned", "the rebels", "criticizes"),
        ("alleged", "that rebels had left", "alleges"),
    ],
)
def test_what_a_cue_does(claims_of: Read, verb: str, content: str, stance: str) -> None:
    assert ("The mayor", stance, content) in told(claims_of(f"The mayor {verb} {content}."))


@pytest.mark.parametrize(
    "text",
    [
        "The ministry declined to comment.",
        "The ministry declined to discuss the raid.",
        "She was not authorized to discuss the raid.",
        "A spokesman refused to answer.",
    ],
)
def test_who_says_nothing_makes_no_claim(claims_of: Read, text: str) -> None:
    assert claims_of(text) == ()


@pytest.mark.parametrize(
    "text",
    ["The army did not say who fired.", "Neither side said that talks had begun.", "Nobody said that they left."],
)
def test_a_saying_that_was_not_is_negated(claims_of: Read, text: str) -> None:
    assert [c.negated for c in claims_of(text)] == [True]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            '"If the army attacks," the rebel leader said, "we will shell the town."',
            "the rebel leader",
            "we will shell",
        ),
        ("“The council ‘has betrayed’ the nation,” the pastor warned.", "the pastor", "has betrayed"),
        ("– We bombed the bridge, said the colonel.", "the colonel", "We bombed the bridge"),
        ('The envoy was blunt. "Karsia has shipped rockets to the militia."', "The envoy", "shipped rockets"),
        ("The general — “a butcher,” as his deputy put it — was arrested.", "his deputy", "“a butcher,”"),
        ("A warning from the embassy that all should leave came on Friday.", "the embassy", "that all should leave"),
        ("In an interview with a daily, the king said that he would go.", "the king", "that he would go"),
        ("As the minister put it, Karsia had declared war.", "the minister", "Karsia had declared war"),
        ("Prosecutors, who said that he had fled, searched the house.", "who", "that he had fled"),
        ("In a statement, the union said that talks were off.", "the union", "that talks were off"),
    ],
)
def test_who_speaks_and_what(claims_of: Read, text: str, speaker: str, said: str) -> None:
    assert any(who == speaker and said in words for who, _, words in told(claims_of(text)))


def test_a_quotation_that_goes_on_in_the_next_paragraph(claims_of: Read) -> None:
    text = (
        '"We will not leave the city," General Okello said. "We have food for a year.\n\n"Nobody will starve us out."'
    )
    found = claims_of(text)
    assert [c.speaker and c.speaker.text for c in found] == ["General Okello", "General Okello"]
    assert all(c.kind is ClaimKind.DIRECT for c in found)


def test_a_quotation_alone_belongs_to_the_paragraph_befores_subject(claims_of: Read) -> None:
    found = claims_of('Ada Hoyle lost her house in the raid.\n\n"They came at night with petrol cans."')
    assert [c.speaker and c.speaker.text for c in found] == ["Ada Hoyle"]


def test_marks_about_a_term_are_no_speech(claims_of: Read) -> None:
    assert claims_of('The so-called "peace council" seized the radio station.') == ()


def test_each_side_of_a_semicolon_is_told_by_its_own_cue(claims_of: Read) -> None:
    found = claims_of("Karsia had bombed the port, the navy said; the port, it added, would reopen on Monday.")
    assert found[0].text == "Karsia had bombed the port"


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("The mayor told reporters that rebels had left.", "reporters"),
        ("The mayor warned the council that rebels would return.", "the council"),
        ("In an interview with the Herald, the mayor said that rebels had left.", "the Herald"),
    ],
)
def test_to_whom_it_is_said(claims_of: Read, text: str, addressee: str) -> None:
    assert [c.addressee and c.addressee.name for c in claims_of(text)] == [addressee]


def test_who_is_suspected_is_not_who_suspects(claims_of: Read) -> None:
    found = claims_of("Police held a man suspected of burning the market.")
    assert [c.speaker for c in found] == [None]


def test_polls_show_what_stands_after_them(claims_of: Read) -> None:
    (claim,) = claims_of("Polls show the mayor with a narrow lead.")
    assert (claim.stance, claim.text) == ("shows", "the mayor with a narrow lead")


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "told"),
    [
        (
            "Farmers cheered, Karsia warned that the marshal should not be trusted.",
            "warned",
            "Karsia",
            "that the marshal should not be trusted",
        ),
        (
            "The mayor said the bridge was safe; she later added that the road was closed.",
            "added",
            "she",
            "that the road was closed",
        ),
        (
            "He spoke of the treaty, which he said posed a risk to the harbour.",
            "said",
            "he",
            "posed a risk to the harbour",
        ),
        ("The mayor called the militia an imminent threat.", "called", "The mayor", "the militia an imminent threat"),
        (
            'The clerk said the militia burned the barns and "will be coming back for the cattle."',
            "said",
            "The clerk",
            'the militia burned the barns and "will be coming back for the cattle."',
        ),
        (
            "The baker said that they would close the shop and ask for a permit.",
            "said",
            "The baker",
            "that they would close the shop and ask for a permit",
        ),
        (
            'Oru said the fort was old -- "that was a ruin before the war" -- and said the navy should leave.',
            "said",
            "Oru",
            "the navy should leave",
        ),
        (
            "Roe, a clerk who has claimed that the mayor struck her, left the town.",
            "claimed",
            "who",
            "that the mayor struck her",
        ),
    ],
)
def test_what_is_told_by_whom(claims_of: Read, text: str, cue: str, speaker: str, told: str) -> None:
    found = [(c.cue, c.speaker.text if c.speaker else None, c.text) for c in claims_of(text)]
    assert (cue, speaker, told) in found


def test_whom_the_words_beside_a_name_tell_of(claims_of: Read) -> None:
    found = claims_of("Roe, a clerk who has claimed that the mayor struck her, left the town.")
    assert [c.speaker.name for c in found if c.speaker] == ["Roe, a clerk"]


def test_a_speech_after_a_colon_belongs_to_the_main_clause(claims_of: Read) -> None:
    found = claims_of('The marshal has given a warning of what defeat means: "There will be no winter grain."')
    assert [c.speaker.text for c in found if c.speaker and c.kind is ClaimKind.DIRECT] == ["The marshal"]


def test_a_deed_that_goes_on_is_no_saying(claims_of: Read) -> None:
    assert not [c for c in claims_of("As the court continues its inquiry, the fishermen wait.") if c.cue == "continues"]
    found = claims_of('"The boats are lost," she continued.')
    assert [c.speaker.text for c in found if c.speaker] == ["she"]


def test_to_whom_a_thing_is_told_does_not_tell_it(claims_of: Read) -> None:
    found = claims_of(
        "A young fisherman was killed Sunday in clashes outside a Farmers Brotherhood office in the town of Damanhour, "
        "south of the second city, Alexandria, a dock leader told Agence France-Presse."
    )
    assert all(c.speaker != c.addressee for c in found if c.cue == "told")
    assert [c.addressee.name for c in found if c.addressee] == ["Agence France-Presse"]


def test_who_is_found_in_trouble_finds_nothing(claims_of: Read) -> None:
    assert not [c for c in claims_of("Dunmore has found himself entangled in the inquiry.") if c.speaker]


def test_according_to_whom_a_sentence_is_goes_on(claims_of: Read) -> None:
    found = claims_of(
        'The mayor "is digging in," according to a source in the harbour. "She has decided that she will not leave it."'
    )
    assert [c.speaker.text for c in found if c.speaker and c.text.startswith('"She')] == ["a source in the harbour"]


def test_a_noun_joined_to_an_object_is_subject_of_the_verb_behind_it(claims_of: Read) -> None:
    found = claims_of("Karsia has also seized other foreign oil tankers and Oru blames the navy for the sinking.")
    assert [c.speaker.text for c in found if c.speaker and c.cue == "blames"] == ["Oru"]
