"""Who goes on speaking: "he said", "it added" after somebody has spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsledger.attribution.cues import cues
from newsledger.attribution.kinds import kind_of_words
from newsledger.attribution.leading import led_by, without_lead
from newsledger.attribution.passages import Passage
from newsledger.attribution.speakers import Resolver, head_of
from newsledger.attribution.syntax import child, lemma
from newsledger.language import Sentence
from newsledger.records import Claim, ClaimKind, Party, PartyKind, SourceKind, Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_ONE = frozenset({"he", "she"})
_FIRST = frozenset({"i", "my", "we", "our"})
_PEOPLE = frozenset({SourceKind.OFFICIAL, SourceKind.PERSON, SourceKind.EXPERT, SourceKind.ANONYMOUS})
_PLURAL = frozenset({"NNS", "NNPS"})
# Words before a pronoun that opens its sentence: "But on Monday he said".
_LEAD = 4
# Paragraphs back to a speaker where whom the words before tell of is out of the question.
_BACK = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with the paragraph it stands in."""

    claim: Claim
    passage: Passage


def pronouns_named(claims: Sequence[Claim], passages: Sequence[Passage], resolver: Resolver) -> list[Claim]:
    """The claims, with those of "he", "she" or "it" given to whoever spoke just before, where that is told.

    So it is where the words before tell of nobody, after a quotation, and after a sentence that somebody tells:
    who goes on speaking is named once, and whom he spoke of does not speak.
    """
    named: list[_Told] = []
    for claim, passage in zip(claims, passages, strict=True):
        named.append(_Told(_named(_Told(claim, passage), named, resolver), passage))
    return [one.claim for one in named]


def first_persons_named(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with those of an "I" within somebody's speech given to whoever speaks there."""
    speeches = [c for c in claims if c.kind is ClaimKind.DIRECT]
    named = []
    for claim in claims:
        own = claim.speaker is not None and claim.speaker.text.lower() in _FIRST and claim.cue_span is not None
        around = (c for c in speeches if own and claim.cue_span is not None and c.span.contains(claim.cue_span))
        named.append(given(claim, next((c for c in around if c is not claim), None)))
    return named


def _named(one: _Told, before: Sequence[_Told], resolver: Resolver) -> Claim:
    speaker = one.claim.speaker
    if speaker is None or (speaker.text.lower() not in (*_ONE, "it") and not _is_nobodys(speaker)):
        return one.claim
    if speaker.text.lower() in _ONE and _tells_of(led_by(speaker, one.passage), speaker):
        return given(one.claim, _somebody_else(one, before, resolver))
    if speaker.text.lower() in ("it", "they"):
        return given(one.claim, _teller_before(one, before))
    last = next((b for b in reversed(before) if _is_one(b)), None)
    if last is not None and one.passage.number - last.passage.number <= 1 and _goes_on(one, last, resolver):
        return given(one.claim, last.claim)
    if one.claim.kind is ClaimKind.DIRECT and _tells_of(one.claim.text, speaker):
        return given(one.claim, _somebody_else(one, before, resolver)) if speaker.name else one.claim
    teller = _teller_before(one, before)
    agrees = teller is not None and teller.speaker is not None and resolver.agrees(speaker.text.lower(), teller.speaker)
    return given(one.claim, teller) if agrees else one.claim


def _is_nobodys(speaker: Party) -> bool:
    """Whether a speaker is "they" of whom nothing else is known."""
    return speaker.text.lower() == speaker.name.lower() == "they"


def given(claim: Claim, told: Claim | None) -> Claim:
    """The claim given to whoever made another, in the place of the pronoun or the bare word for its speaker."""
    pronoun, party = claim.speaker, told.speaker if told is not None else None
    if pronoun is None or party is None or told is None:
        return claim
    return replace(claim, speaker=replace(party, text=pronoun.text, span=pronoun.span), speaker_kind=told.speaker_kind)


def _goes_on(one: _Told, told: _Told, resolver: Resolver) -> bool:
    """Whether a pronoun's claim is the last speaker's."""
    speaker, before = one.claim.speaker, told.claim.speaker
    if speaker is None or before is None:
        return False
    if speaker.name.lower() in _ONE:
        return True
    person = before.kind is PartyKind.PERSON and resolver.agrees(speaker.text.lower(), before)
    return one.claim.kind is ClaimKind.DIRECT and person and not _is_named_beside(speaker, one.passage)


def _is_named_beside(speaker: Party, passage: Passage) -> bool:
    """Whether the sentence of a pronoun has named whom the pronoun means: "Trump denied it, and *he* said"."""
    at = speaker.span
    sentence = next((s.span for s in passage.sentences if at is not None and s.span.contains(at)), None)
    if sentence is None or at is None:
        return True
    names = set(speaker.name.split())
    before = passage.within(Span(sentence.start, at.start))
    return any(t.text in names and passage.quotation_at(passage.at(t).start) is None for t in before)


def _is_one(told: _Told) -> bool:
    """Whether a claim's speaker can be meant by "he" or "she" further on: no "you", no officials, no letter."""
    speaker = told.claim.speaker
    if speaker is None or speaker.name.lower() in _ONE:
        return False
    head = head_of(speaker.span, told.passage) if speaker.span is not None else None
    if head is not None and head.tag_ in _PLURAL:
        return False
    unnamed = speaker.id is None and told.claim.speaker_kind in _PEOPLE and not _is_somebodys(head, speaker)
    spoken = head is not None and head.pos_ != "PRON" and lemma(head) not in cues().documents
    return speaker.kind is PartyKind.PERSON or (unnamed and spoken)


def _is_somebodys(head: Token | None, speaker: Party) -> bool:
    """Whether a speaker belongs to whom the page tells of and is nobody by itself: *his base*, not his lawyer."""
    owner = child(head, "poss") if head is not None else None
    return owner is not None and owner.pos_ == "PRON" and kind_of_words(speaker.text) is None


def _tells_of(text: str, party: Party) -> bool:
    """Whether the words name the party: who is spoken of by name in a speech does not give it."""
    name = party.name.split()
    return bool(name) and name[-1] in text.replace("\u2019", " ").replace("'", " ").replace(",", " ").split()


def _somebody_else(one: _Told, before: Sequence[_Told], resolver: Resolver) -> Claim | None:
    """The last who spoke, other than those whom the speech or the words that lead up to it name; else the pronoun."""
    speaker = one.claim.speaker
    if speaker is None:
        return None
    word, aside = speaker.text.lower(), f"{led_by(speaker, one.passage)} {one.claim.text}"
    for told in reversed(before):
        party = told.claim.speaker
        if one.passage.number - told.passage.number > _BACK:
            break
        if party is not None and _is_one(told) and not _tells_of(aside, party) and resolver.agrees(word, party):
            return told.claim
    return replace(one.claim, speaker=Party(speaker.text, speaker.text, span=speaker.span))


def _teller_before(one: _Told, before: Sequence[_Told]) -> Claim | None:
    """Who tells the sentence before that of a pronoun which opens its own, unless whom it means is told of there.

    "The mayor said that the general had fled. *He* said ..." is the mayor's; after "The general stood by as
    the mayor said" it need not be.
    """
    speaker = one.claim.speaker
    last = _sentence_before(one, before)
    if speaker is None or last is None:
        return None
    sentence, passage = last
    speech = next(
        (b for b in before if b.claim.kind is ClaimKind.DIRECT and b.claim.span.contains(sentence.span)), None
    )
    inside = [b for b in before if b.claim.cue_span is not None and sentence.span.contains(b.claim.cue_span)]
    outer = speech or next((b for b in inside if _is_outer(b, inside)), None)
    if outer is None or not _may_go_on(outer, speaker):
        return None
    said = outer.claim.span
    opening = without_lead(Span(sentence.span.start, said.start), outer.claim.speaker, passage)
    around = f"{opening} {passage.words(Span(said.end, sentence.span.end))}"
    return None if _tells_of(around, speaker) else outer.claim


def _sentence_before(one: _Told, before: Sequence[_Told]) -> tuple[Sentence, Passage] | None:
    """The sentence before a pronoun's, where the pronoun opens its own."""
    at = one.claim.speaker.span if one.claim.speaker is not None else None
    place = next((i for i, s in enumerate(one.passage.sentences) if at is not None and s.span.contains(at)), None)
    if at is None or place is None:
        return None
    lead = one.passage.within(Span(one.passage.sentences[place].span.start, at.start))
    if len(lead) > _LEAD or any(t.is_quote for t in lead):
        return None
    if place:
        return one.passage.sentences[place - 1], one.passage
    above = next((b.passage for b in reversed(before) if b.passage.number == one.passage.number - 1), None)
    return (above.sentences[-1], above) if above is not None else None


def _is_outer(told: _Told, others: Sequence[_Told]) -> bool:
    cue = told.claim.cue_span
    return cue is not None and not any(o is not told and o.claim.span.contains(cue) for o in others)


def _may_go_on(told: _Told, pronoun: Party) -> bool:
    """Whether who tells a sentence may be "he" in the next, or "it" where a body tells it."""
    speaker, known = told.claim.speaker, cues()
    if speaker is None or not known.stances[told.claim.stance].tells or told.claim.negated:
        return False
    if pronoun.text.lower() in _ONE:
        return _is_one(told) and (speaker.kind is PartyKind.PERSON or kind_of_words(speaker.text) is not None)
    head = head_of(speaker.span, told.passage) if speaker.span is not None else None
    if pronoun.text.lower() == "they":
        return head is not None and head.tag_ in _PLURAL
    body = told.claim.speaker_kind not in _PEOPLE or speaker.kind.is_body or speaker.kind.is_state
    return body and head is not None and head.tag_ not in _PLURAL
