"""First persons: in quoted words "I" is whoever speaks them, and "we" those for whom he speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newsledger.actors.references import references
from newsledger.records import Party, Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

SPOKEN = "first person: "
# Who "we" are is told less surely than who "I" is: the speaker's state, party or men.
_SURE, _LESS_SURE = 0.8, 0.6


class Speakers:
    """Stretches of a page that are somebody's own words, with the somebody."""

    def __init__(self) -> None:
        self._spoken: list[tuple[Span, Party]] = []

    def hear(self, spoken: Iterable[tuple[Span, Party]]) -> None:
        self._spoken = sorted(spoken, key=lambda one: one[0].end - one[0].start)

    def meant(self, pronoun: Token, span: Span) -> Iterator[Party]:
        """The speaker of the innermost words around a first person, if they have a known one."""
        party = next((p for words, p in self._spoken if words.contains(span)), None)
        if party is not None and party.resolved_by != "unresolved":
            how, sure = (
                ("speaks here", _SURE)
                if pronoun.lower_ in references().speaker
                else ("speaks for them here", _LESS_SURE)
            )
            told = f"{SPOKEN}{party.name} {how}"
            yield replace(
                party, text=pronoun.text, span=span, resolved_by=told, confidence=round(party.confidence * sure, 3)
            )


def is_first(token: Token) -> bool:
    """Whether a word is "I", "we" or of their kin."""
    return token.lower_ in references().speaker or token.lower_ in references().speakers


def is_of_speaker(token: Token) -> bool:
    """Whether a word is a first person, or one's own: "*our forces*"."""
    return is_first(token) or any(c.dep_ == "poss" and is_first(c) for c in token.children)
