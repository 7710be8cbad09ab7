"""Whom a bare word for a teller goes back to: "the spokesman", "that official" after one has spoken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsledger.attribution.continuing import given
from newsledger.attribution.kinds import kind_of_words
from newsledger.attribution.passages import Passage
from newsledger.attribution.speakers import head_of
from newsledger.attribution.syntax import lemma
from newsledger.records import Claim, PartyKind

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_POINTING = frozenset({"the", "that", "this"})
# Paragraphs back to the one who is meant.
_BACK = 4


def nouns_named(claims: Sequence[Claim], passages: Sequence[Passage]) -> list[Claim]:
    """The claims, with those of a bare word for a teller given to the last whom more words called the same.

    "A harbour official said ... That official added ..." is one official's; a person whom the page has named by
    such a word stays that person.
    """
    named: list[tuple[Claim, str | None, int]] = []
    for claim, passage in zip(claims, passages, strict=True):
        head = _head(claim, passage)
        found = _last(lemma(head), passage, named) if head is not None and _is_bare(head, claim) else claim
        word = lemma(head) if head is not None and head.tag_ == "NN" else None
        bare = head is not None and _is_bare(head, claim) and found is None
        named.append((given(claim, found), None if bare else word, passage.number))
    return [claim for claim, _, _ in named]


def _head(claim: Claim, passage: Passage) -> Token | None:
    at = claim.speaker.span if claim.speaker is not None else None
    return head_of(at, passage) if at is not None and at.start >= passage.offset else None


def _is_bare(head: Token, claim: Claim) -> bool:
    """Whether the speaker is named by such a word alone, and is no person known by it."""
    words = [c.lower_ for c in head.children if c.dep_ not in ("punct", "relcl", "acl")]
    known = claim.speaker is not None and claim.speaker.kind is PartyKind.PERSON and claim.speaker.id is not None
    alone = head.tag_ == "NN" and len(words) == 1 and words[0] in _POINTING
    return alone and not known and kind_of_words(lemma(head)) is not None


def _last(word: str, passage: Passage, named: Sequence[tuple[Claim, str | None, int]]) -> Claim | None:
    near = (c for c, called, number in reversed(named) if called == word and passage.number - number <= _BACK)
    return next(near, None)
