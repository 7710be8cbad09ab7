"""The town that "the town" or "the city" means: the one that the sentence before names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsledger.language import Sentence
from newsledger.places.knowledge import words
from newsledger.places.metonymy import METONYMIC
from newsledger.records import PlaceMention, PlacePrecision

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_SPOTS = frozenset({PlacePrecision.POINT, PlacePrecision.CITY})
_NAMING = frozenset({"compound", "nmod", "poss", "appos"})


def meant_towns(
    sentence: Sentence, places: Sequence[PlaceMention], previous: Sequence[Sentence]
) -> Iterator[tuple[Token, PlaceMention]]:
    """Words for a town already named, each with the town: one alone, and in the last sentence that names any."""
    again = [t for t in sentence.words if _is_again(t)]
    near = [s for s in previous if s.index == sentence.index - 1 or s.paragraph == sentence.paragraph]
    town = _last_named(places, near) if again else None
    if town is not None:
        yield from ((token, town) for token in again)


def _is_again(token: Token) -> bool:
    """ "The town", with no name to it: neither "the town of X" nor "the X town"."""
    if token.lower_ not in words().again:
        return False
    definite = any(t.dep_ == "det" and t.lower_ == "the" for t in token.lefts)
    named = any(t.dep_ in _NAMING or t.pos_ == "PROPN" for t in token.children)
    narrowed = any(t.dep_ == "prep" and t.lower_ in {"of", "called"} for t in token.rights)
    return definite and not named and not narrowed and token.dep_ not in {"compound", "nmod"}


def _last_named(places: Sequence[PlaceMention], previous: Sequence[Sentence]) -> PlaceMention | None:
    for sentence in reversed(previous):
        named = [p for p in places if sentence.span.contains(p.span) and METONYMIC not in p.reason]
        towns = [p for p in named if p.precision in _SPOTS and p.country is not None]
        if towns:
            return towns[-1] if len({p.geonameid or p.name for p in towns}) == 1 else None
    return None
