"""Whether a page speaks of a man or a woman: by courtesy title, by pronoun, by given name.

Used only to tell people apart who could be meant by the same word; what tells nothing rules nothing out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from newsledger.actors.names import fold
from newsledger.data.loading import load

if TYPE_CHECKING:
    from newsledger.language.tokens import Token


# Letters of a family name that may stand first.
_FAMILY = 4


class Gender(StrEnum):
    WOMAN = "woman"
    MAN = "man"


@dataclass(frozen=True, slots=True)
class Genders:
    """Pronouns, courtesy titles and given names, folded, each with the gender that it tells."""

    pronouns: dict[str, Gender]
    courtesies: dict[str, Gender]
    names: dict[str, Gender]


@lru_cache(maxsize=1)
def genders() -> Genders:
    told, names = load("ontology/genders")["ontology/genders"], load("ontology/given-names")["ontology/given-names"]
    keys = {Gender.WOMAN: "women", Gender.MAN: "men"}
    return Genders(
        {word: g for g in Gender for word in told["pronouns"][g.value]},
        {word: g for g in Gender for word in told["courtesies"][g.value]},
        {fold(str(name)): g for g, key in keys.items() for name in names[key]},
    )


def by_name(name: str) -> Gender | None:
    """By the given name that a full name begins with, or the one after a family name as short as "Kim" or "Xi"."""
    words, known = fold(name).split(), genders().names
    if len(words) < 2:
        return None
    given = [" ".join(words[:2]), words[0]]
    if len(words[0]) <= _FAMILY:
        given += [" ".join(words[1:3])]
    return next((known[each] for each in given if each in known), None)


def by_courtesy(head: Token) -> Gender | None:
    """By the title right before the name that ends in this word: "Mrs. X"."""
    at = head.i
    while at >= head.sent.start and head.doc[at].pos_ == "PROPN":
        told = genders().courtesies.get(fold(head.doc[at].text))
        if told is not None:
            return told
        at -= 1
    return None


def is_addressed(head: Token) -> bool:
    """ "*Mr Lang* urged": by courtesy a person's name, whatever the tagger takes it for."""
    return head.pos_ == "PROPN" and head.dep_ != "compound" and by_courtesy(head) is not None


def by_pronoun(word: str) -> Gender | None:
    return genders().pronouns.get(word)


def differ(one: Gender | None, other: Gender | None) -> bool:
    """Whether both are told and not alike."""
    return one is not None and other is not None and one is not other
