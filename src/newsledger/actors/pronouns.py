"""Whom a pronoun stands for, as a party in the pronoun's own word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newsledger.actors.coreference import Memory, same_before
from newsledger.actors.genders import by_pronoun
from newsledger.actors.speaking import Speakers, is_first
from newsledger.records import Party

if TYPE_CHECKING:
    from newsledger.language import Sentence
    from newsledger.language.tokens import Token

# A pronoun is less sure than the name that it stands for.
_SURE = 0.8
# Through so many sentences one "he" goes on with the last.
_CHAIN = 4


def meant(
    head: Token, sentence: Sentence, memory: Memory, speakers: Speakers, sentences: Sequence[Sentence]
) -> tuple[Party, ...]:
    """The parties that a pronoun stands for."""
    span = sentence.span_of(head)
    if is_first(head):
        return tuple(speakers.meant(head, span))
    back = memory.before(sentence.index, head) or _going_on(head, sentence.index, memory, sentences)
    return tuple(
        replace(p, text=head.text, span=span, resolved_by=f"pronoun for {p.text}", confidence=p.confidence * _SURE)
        for p in back
    )


def _going_on(pronoun: Token, sentence: int, memory: Memory, sentences: Sequence[Sentence]) -> tuple[Party, ...]:
    """Whom a "he" goes on with, where the sentences right before have nobody but the same "he"."""
    at: Token | None = pronoun if by_pronoun(pronoun.lower_) and pronoun.dep_ == "nsubj" else None
    for before in range(sentence - 1, max(sentence - _CHAIN, 0) - 1, -1):
        at = same_before(pronoun, sentences[before].words) if at is not None else None
        if at is not None and (back := memory.before(before, at)):
            return back
    return ()
