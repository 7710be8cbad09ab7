"""Who speaks, as what, and through whom we have it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsledger.actors import Mentions, Registry
from newsledger.attribution import attribution_of, read_claims
from newsledger.attribution.kinds import outlet_link
from newsledger.language import Parsed
from newsledger.records import Basis, Claim, Outlet, OutletKind, Party, PartyKind, SourceKind, Span, Zone, ZoneKind

KNOWN = {
    "Reuters": Party("Reuters", "Reuters", "outlet/reuters", PartyKind.ORGANIZATION, "GBR", ("JRN",)),
    "KCNA": Party("KCNA", "Korean Central News Agency", "outlet/kcna", PartyKind.ORGANIZATION, "PRK", ("JRN",)),
    "the Kremlin": Party("the Kremlin", "Kremlin", "RUS/kremlin", PartyKind.ORGANIZATION, "RUS", ("GOV",)),
    "Hamas": Party("Hamas", "Hamas", "org/hamas", PartyKind.GROUP, "PSE", ("REB",)),
}


class Register:
    """Knows a few parties, and all others by their words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def agrees(self, pronoun: str, party: Party) -> bool:
        return True

    def party_at(self, span: Span) -> Party | None:
        words = span.of(self.text)
        return KNOWN.get(words)


def claims(parse: Callable[..., Parsed], text: str, *zones: Zone) -> tuple[Claim, ...]:
    return read_claims(parse(text, *zones), Register(text))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Reuters reported", SourceKind.AGENCY),
        ("KCNA reported", SourceKind.AGENCY),
        ("the Kremlin said", SourceKind.GOVERNMENT),
        ("Hamas said", SourceKind.OFFICIAL),
        ("the interior minister said", SourceKind.OFFICIAL),
        ("the army said", SourceKind.GOVERNMENT),
        ("a leaked report said", SourceKind.DOCUMENT),
        ("Western intelligence services said", SourceKind.INTELLIGENCE),
        ("two officials who were not authorized to speak said", SourceKind.ANONYMOUS),
        ("said a diplomat, speaking on condition of anonymity", SourceKind.ANONYMOUS),
        ("according to people familiar with the plan", SourceKind.ANONYMOUS),
        ("said Ada Hoyle, an analyst at a research group", SourceKind.EXPERT),
        ("a local newspaper reported", SourceKind.OUTLET),
        ("said Amina Yusuf, a farmer from the next village", SourceKind.PERSON),
    ],
)
def test_what_a_speaker_is_as_a_source(parse: Callable[..., Parsed], said: str, kind: SourceKind) -> None:
    found = claims(parse, f"Soldiers burned the market on Monday, {said}.")
    assert [c.speaker_kind for c in found if c.text.startswith("Soldiers burned")] == [kind]


def test_unnamed_people_keep_the_words_that_tell_them_apart(parse: Callable[..., Parsed]) -> None:
    (claim,) = claims(parse, "Soldiers burned the market, according to people familiar with the plan.")
    assert claim.speaker is not None and claim.speaker.name == "people familiar with the plan"


def test_a_later_sentence_tells_that_they_would_not_be_named(parse: Callable[..., Parsed]) -> None:
    text = "Two officials said soldiers had burned the market. The officials spoke on condition of anonymity."
    found = claims(parse, text)
    assert [c.speaker_kind for c in found] == [SourceKind.ANONYMOUS]


def test_a_named_person_is_not_unnamed(parse: Callable[..., Parsed]) -> None:
    (claim,) = claims(parse, "Ada Hoyle said soldiers burned the market, and others spoke on condition of anonymity.")
    assert claim.speaker_kind is SourceKind.PERSON


def test_he_is_who_spoke_before_where_nothing_else_tells(parse: Callable[..., Parsed]) -> None:
    found = claims(parse, "The minister said soldiers had burned the market. He denied that he had known.")
    assert [c.speaker and (c.speaker.name, c.speaker.text) for c in found] == [
        ("The minister", "The minister"),
        ("The minister", "He"),
    ]


def test_state_media_are_marked_from_the_registry() -> None:
    kcna = Outlet("Korean Central News Agency", "korean-central-news-agency", "PRK", OutletKind.STATE_MEDIA)
    reuters = Outlet("Reuters", "reuters", "GBR", OutletKind.AGENCY)
    assert [outlet_link(o).state_controlled for o in (kcna, reuters)] == [True, False]
    assert outlet_link(kcna).kind is SourceKind.AGENCY


def chain(parse: Callable[..., Parsed], text: str, word: str, *zones: Zone) -> list[tuple[str, str]]:
    """Name and kind of each link behind the event of this word."""
    parsed = parse(text, *zones)
    told = read_claims(parsed, Register(text))
    sentence, token = next((s, t) for s in parsed.sentences for t in s.tokens if t.text == word)
    found = attribution_of(token, sentence, told, parsed.document, parsed.sentences[: sentence.index])
    return [(link.name, link.kind.value) for link in found.chain]


def test_blog_quoting_a_paper_citing_officials_citing_intelligence(parse: Callable[..., Parsed]) -> None:
    text = "Velmoran officials said that Karsia had shelled the fort, citing declassified intelligence."
    zone = Zone(ZoneKind.BLOCK_QUOTE, 0, len(text), Outlet("Lumen Herald", kind=OutletKind.NEWSPAPER))
    assert chain(parse, text, "shelled", zone) == [
        ("Lumen Herald", "outlet"),
        ("Velmoran officials", "official"),
        ("declassified intelligence", "intelligence"),
    ]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "Reuters reported that two officials said that rebels had shelled the fort.",
            [("Reuters", "agency"), ("two officials", "official")],
        ),
        (
            "KCNA quoted the marshal as saying that the army had shelled the fort.",
            [("Korean Central News Agency", "agency"), ("the marshal", "person")],
        ),
        (
            "Reuters said, quoting a government source, that rebels had shelled the fort.",
            [("Reuters", "agency"), ("a government source", "anonymous")],
        ),
        (
            "According to Reuters, the army said it had shelled the fort.",
            [("Reuters", "agency"), ("the army", "government")],
        ),
    ],
)
def test_a_teller_within_anothers_telling(
    parse: Callable[..., Parsed], text: str, links: list[tuple[str, str]]
) -> None:
    assert chain(parse, text, "shelled") == links


def test_through_whom_a_claim_came(parse: Callable[..., Parsed]) -> None:
    found = claims(parse, "Reuters reported that the minister said that rebels had shelled the fort.")
    inner = next(c for c in found if c.speaker is not None and c.speaker.name == "the minister")
    assert [(v.name, v.id) for v in inner.via] == [("Reuters", "reuters")]


def basis(parse: Callable[..., Parsed], text: str, word: str) -> Basis:
    parsed = parse(text)
    told = read_claims(parsed, Register(text))
    sentence, token = next((s, t) for s in parsed.sentences for t in s.tokens if t.text == word)
    return attribution_of(token, sentence, told, parsed.document).basis


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled the fort at dawn.", Basis.STATED),
        ("Rebels reportedly shelled the fort.", Basis.REPORTED),
        ("Rebels are believed to have shelled the fort.", Basis.REPORTED),
        ("The mayor said that rebels shelled the fort.", Basis.REPORTED),
        ("The mayor alleged that rebels shelled the fort.", Basis.ALLEGED),
        ("Rebels allegedly shelled the fort.", Basis.ALLEGED),
        ('"Rebels shelled the fort at dawn," the mayor said.', Basis.QUOTED),
        ("Rebels shelled the fort, according to declassified intelligence.", Basis.INTELLIGENCE),
    ],
)
def test_how_the_page_comes_to_know(parse: Callable[..., Parsed], text: str, expected: Basis) -> None:
    assert basis(parse, text, "shelled") is expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ('"They fled," Louis Freeh said. Tehran was spared.\n\n"They hid from Ali Bongo," he said.', "Louis Freeh"),
        ('"They fled," Louis Freeh said.\n\nAli Bongo rose, and "they hid," he said.', "Ali Bongo Ondimba"),
    ],
)
def test_who_goes_on_speaking_is_named_once(parse: Callable[..., Parsed], text: str, last: str) -> None:
    parsed = parse(text)
    speaker = read_claims(parsed, Mentions(parsed, Registry.default()))[-1].speaker
    assert speaker is not None
    assert speaker.name == last


def test_a_name_beside_a_description_tells_who_speaks(parse: Callable[..., Parsed]) -> None:
    (claim,) = claims(parse, "The coastal militia, Hamas, said it was aware of the raid.")
    assert claim.speaker is not None
    assert (claim.speaker.name, claim.speaker.text) == ("Hamas", "The coastal militia, Hamas")
