"""Whose a document is that speaks: "the letter says", where the page has told who wrote a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsledger.attribution.cues import Cues
from newsledger.attribution.passages import Passage
from newsledger.attribution.sources import source_of_noun, source_span
from newsledger.attribution.speakers import Resolver, head_of, party_of
from newsledger.attribution.syntax import child, lemma
from newsledger.records import Claim, Party, Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_DEFINITE = frozenset({"the", "that", "this"})
_INDEFINITE = frozenset({"a", "an", "another"})
_ONE = frozenset({"he", "she"})
_MADE_BY = frozenset({"by", "from"})


@dataclass(frozen=True, slots=True)
class Page:
    """What a page tells of its documents is sought in: its text and paragraphs, and who knows the names."""

    text: str
    passages: Sequence[Passage]
    cues: Cues
    resolver: Resolver


def makers_named(claims: Sequence[Claim], places: Sequence[Passage], page: Page) -> list[Claim]:
    """The claims, with those of a document, or of "it" after one, given to whoever made it.

    ``places`` are the paragraphs the claims stand in. The words keep their place and their kind of source;
    only who is behind them is told.
    """
    return [_with_maker(claim, passage, page) for claim, passage in zip(claims, places, strict=True)]


def _with_maker(claim: Claim, passage: Passage, page: Page) -> Claim:
    speaker = claim.speaker
    head = head_of(speaker.span, passage) if speaker is not None and speaker.span is not None else None
    if speaker is None or head is None or (speaker.id is not None and head.lower_ not in ("it", *_ONE)):
        return claim
    maker = _maker(head, passage, page)
    if maker is None or maker.span == speaker.span:
        return claim
    return replace(claim, speaker=replace(maker, text=speaker.text, span=speaker.span))


def _maker(head: Token, passage: Passage, page: Page) -> Party | None:
    """Who made the document: its owner, or whoever an earlier mention tells of; none where two are told of."""
    if head.lower_ == "it":
        spans = [s for noun, place in _told_before(head, passage, page) for s in _made(noun, place, page.cues)][:1]
    elif head.lower_ in _ONE:
        spans = [s for noun in _told_in(head) for s in _made(noun, passage, page.cues)]
    elif lemma(head) not in page.cues.documents or head.tag_ != "NN":
        return None
    else:
        spans = _owner(head, passage) or _earlier(head, passage, page)
    named = [p for s in spans if (p := party_of(s, page.text, page.resolver)) is not None]
    return named[-1] if len({p.id or p.name for p in named}) == 1 else None


def _owner(head: Token, passage: Passage) -> list[Span]:
    owner = child(head, "poss")
    return [source_span(owner, passage)] if owner is not None and owner.pos_ == "PROPN" else []


def _earlier(head: Token, passage: Passage, page: Page) -> list[Span]:
    """Who is told to have made such a document in the words before "the document"."""
    if not any(c.lower_ in _DEFINITE for c in head.children) or child(head, "poss") is not None:
        return []
    here = passage.at(head).start
    found: list[Span] = []
    for other in page.passages:
        nouns = (t for t in other.tokens if t.tag_ == "NN" and lemma(t) == lemma(head))
        found += [s for t in nouns if other.at(t).start < here for s in _made(t, other, page.cues)]
    return found


def _told_before(pronoun: Token, passage: Passage, page: Page) -> Iterator[tuple[Token, Passage]]:
    """The new documents of the sentence before that of "it"."""
    at = passage.at(pronoun).start
    place = next((i for i, s in enumerate(passage.sentences) if s.span.start <= at < s.span.end), 0)
    above = passage if place else next((p for p in reversed(page.passages) if p.offset < passage.offset), None)
    if above is not None:
        words = above.sentences[place - 1].words
        yield from ((t, above) for t in words if lemma(t) in page.cues.documents and _is_new(t))


def _told_in(pronoun: Token) -> Iterator[Token]:
    """The document in which a "he" tells something, named before him: in a letter sent by the mayor *he* declared."""
    for preposition in pronoun.head.children:
        what = child(preposition, "pobj") if preposition.lower_ == "in" and preposition.i < pronoun.i else None
        if what is not None:
            yield what


def _is_new(noun: Token) -> bool:
    return any(c.lower_ in _INDEFINITE for c in noun.children)


def _made(noun: Token, passage: Passage, cues: Cues) -> Iterator[Span]:
    """Who made a document by this mention: a letter *by the mayor*, *the mayor's* letter, *he* issued a letter."""
    owned = child(noun, "poss")
    by = any(c.dep_ in ("prep", "agent") and c.lower_ in _MADE_BY for c in noun.children)
    if lemma(noun) not in cues.documents:
        return
    if not (by or _is_new(noun) or (owned is not None and owned.pos_ == "PROPN")):
        return
    maker = _sent_by(noun, cues) or source_of_noun(noun, cues)
    if maker is not None and maker.i != noun.i and maker.pos_ != "PRON":
        yield source_span(maker, passage)


def _sent_by(noun: Token, cues: Cues) -> Token | None:
    """Who is told to have sent or made it, beside it: a letter *sent by the mayor*."""
    made = next((c for c in noun.subtree if c.dep_ == "acl" and lemma(c) in cues.carriers), None)
    agent = child(made, "agent") if made is not None else None
    return child(agent, "pobj") if agent is not None else None
