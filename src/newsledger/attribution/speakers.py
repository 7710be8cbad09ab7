"""Who speaks: the party that the words before a cue mean, and what it is as a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from newsledger.attribution.credits import CREDIT
from newsledger.attribution.findings import Finding
from newsledger.attribution.kinds import hides_its_name, kind_of_words, source_kind
from newsledger.attribution.passages import Passage
from newsledger.attribution.syntax import SUBJECTS, child, lemma
from newsledger.records import Claim, Party, PartyKind, SourceKind, Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# A sentence such as "The officials spoke on condition of anonymity" speaks of those in its own
# paragraph and in so many before it.
_BACK = 2
_NO_NAMES = frozenset({"VERB", "AUX", "ADP", "SCONJ", "ADV"})
_POINTING = frozenset({"this", "that", "these", "there"})
_SPANS = frozenset({"time", "day", "week", "month", "year", "moment"})
_ASKING = frozenset({"WP", "WDT", "WRB"})


class Resolver(Protocol):
    """What the floor of actors knows of the words."""

    def party_at(self, span: Span) -> Party | None:
        """The party that a noun phrase of the document means, by registry and coreference."""
        ...

    def agrees(self, pronoun: str, party: Party) -> bool:
        """Whether the pronoun may stand for the party, by what its name tells."""
        ...


def party_of(span: Span | None, text: str, resolver: Resolver) -> Party | None:
    """The resolved party, with the span of the words that name it; the words alone where unresolved."""
    if span is None or span.end <= span.start:
        return None
    found = resolver.party_at(span)
    words = " ".join(span.of(text).split())
    return found if found is not None else Party(text=words, name=words, resolved_by="unresolved", span=span)


def speaker_of(
    finding: Finding, passage: Passage, text: str, resolver: Resolver
) -> tuple[Party | None, SourceKind | None]:
    """The finding's speaker and its kind; both none where nobody is named."""
    source = finding.source if finding.source is not None and _can_speak(finding.source, passage) else None
    party = _told_beside(party_of(source, text, resolver), source, passage, resolver)
    if party is None or finding.source is None:
        return None, None
    words = " ".join(finding.source.of(text).split())
    if finding.form == CREDIT and party.kind is PartyKind.PERSON:  # whom the parse takes the medium's name for
        party = Party(text=words, name=words, resolved_by="unresolved", span=finding.source)
    kind = source_kind(party, words)
    if _has_no_name(party) and _is_unnamed(finding, passage):
        kind = SourceKind.ANONYMOUS
    if party.id is None and kind_of_words(words) is SourceKind.ANONYMOUS:
        party = replace(party, name=words)  # "people" alone tells nobody apart
    return _in_place_of(party, finding.pronoun, text), kind


def _told_beside(party: Party | None, source: Span | None, passage: Passage, resolver: Resolver) -> Party | None:
    """The party, or whom a name beside a description tells that it is: the grain watchdog, *the Grain Board*, said."""
    head = head_of(source, passage) if source is not None and source.start >= passage.offset else None
    beside = child(head, "appos") if head is not None and head.pos_ == "NOUN" else None
    if party is None or party.id is not None or beside is None or beside.pos_ != "PROPN":
        return party
    named = resolver.party_at(passage.over(beside.left_edge, beside))
    return replace(named, text=party.text, span=party.span) if named is not None and named.id is not None else party


def _can_speak(source: Span, passage: Passage) -> bool:
    """Whether a phrase can name a speaker: no "this", no "what failure", no "this time", no clause."""
    words = passage.within(source) if source.start >= passage.offset else ()
    head = head_of(source, passage) if words else None
    if head is None:  # named in a paragraph before
        return True
    if (head.pos_ in _NO_NAMES and head.tag_ != "VBG") or head.lower_ in _POINTING or lemma(head) in _SPANS:
        return False
    return words[0].tag_ not in _ASKING or len(words) == 1


def _in_place_of(party: Party, pronoun: Span | None, text: str) -> Party:
    """The party at the pronoun beside the cue: like "he", "who" keeps its place and takes its antecedent's name."""
    return party if pronoun is None else replace(party, text=pronoun.of(text), span=pronoun)


def head_of(span: Span, passage: Passage) -> Token | None:
    """The token that a phrase hangs on the rest of the sentence by."""
    tokens = passage.within(span)
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)


def _is_unnamed(finding: Finding, passage: Passage) -> bool:
    """Whether the telling sentence, what is said aside, has it that the speaker would not be named."""
    head = head_of(finding.source, passage) if finding.source is not None else None
    if head is None or head.pos_ == "PROPN":
        return False
    cue = finding.cue.start
    sentence = next((s.span for s in passage.sentences if s.span.start <= cue < s.span.end), None)
    if sentence is None:
        return False
    before = Span(sentence.start, min(finding.content.start, sentence.end))
    parts = (before, Span(max(finding.content.end, sentence.start), sentence.end))
    return any(hides_its_name(passage.words(part)) for part in parts if part.end > part.start)


def unnamed_later(told: Sequence[tuple[Passage, Finding, Claim]]) -> list[Claim]:
    """The claims, with those marked whose speakers a later sentence has it that they would not be named."""
    claims = [claim for _, _, claim in told]
    for number, noun in _said_of(told):
        for i, (passage, finding, claim) in enumerate(told):
            near = number - _BACK <= passage.number <= number
            if near and _has_no_name(claim.speaker) and _lemma_of(finding, passage) == noun:
                claims[i] = replace(claim, speaker_kind=SourceKind.ANONYMOUS)
    return claims


def _said_of(told: Sequence[tuple[Passage, Finding, Claim]]) -> list[tuple[int, str]]:
    """Of whom it is said that they would not be named: the paragraph and the noun."""
    passages = {passage.number: passage for passage, _, _ in told}
    found = []
    for passage in passages.values():
        for sentence in passage.sentences:
            if hides_its_name(sentence.text):
                subject = child(sentence.tokens.root, *SUBJECTS, "nsubjpass")
                if subject is not None and subject.pos_ == "NOUN":
                    found.append((passage.number, lemma(subject)))
    return found


def _has_no_name(party: Party | None) -> bool:
    return party is not None and (party.id is None or party.kind is not PartyKind.PERSON)


def _lemma_of(finding: Finding, passage: Passage) -> str | None:
    head = head_of(finding.source, passage) if finding.source is not None else None
    return lemma(head) if head is not None and head.pos_ == "NOUN" else None
