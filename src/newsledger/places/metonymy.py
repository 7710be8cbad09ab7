"""Tells places that stand for their government from places where things happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.places.knowledge import seats, words
from newsledger.places.spotting import Spot

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_RULED = frozenset({"country", "capital", "admin1", "historical"})
_NARROWING = frozenset({"compound", "nmod", "amod"})
METONYMIC = "metonymic: stands for those who rule there"


def metonymic(spot: Spot) -> str:
    """The reason why this name stands for a government, or "" where it is a place.

    Countries, capitals and first-level divisions that act ("Pyongyang agreed") or own a
    will ("Washington's demand") do not say where anything happened.
    """
    if not any(e.feature in _RULED for e in spot.entries):
        return ""
    return METONYMIC if _acts(_top(spot.closing, spot)) else ""


def is_seated(spot: Spot) -> bool:
    """Whether a government's seat stands for those who sit there ("the White House spokesman"), and is no place."""
    return spot.key in seats() and not _put_there(_top(spot.closing, spot))


def _top(token: Token, spot: Spot) -> Token:
    """The token of the name that the rest of the sentence hangs on."""
    low, high = spot.opening.i, spot.closing.i
    while low <= token.head.i <= high and token.head.i != token.i:
        token = token.head
    while token.dep_ in {"conj", "appos"} and token.head.i != token.i and token.head.pos_ == "PROPN":
        token = token.head
    return token


def _put_there(token: Token) -> bool:
    """ "At the White House", "returned to it", "left it", "on its lawn", "a White House dinner"."""
    head, known = token.head, words()
    lemma = head.lemma_.lower()
    if token.dep_ == "pobj":
        going = head.head.lemma_.lower() in known.motion | known.leaving | known.occasions
        return head.lower_ in known.firm or (head.lower_ in known.to | known.source | known.at and going)
    if token.dep_ in {"dobj", "nsubjpass"}:
        return lemma in known.motion | known.objects - known.figurative
    narrowing = token.dep_ in _NARROWING or token.dep_ == "poss"
    return narrowing and (lemma in known.occasions or head.lower_ in known.grounds)


def _acts(token: Token) -> bool:
    """The subject, the object or the other side of a will: "Moscow warned Kyiv", "talks with
    Tehran", "support for Baghdad". What is entered, struck or visited stays a place."""
    head, known = token.head, words()
    if token.dep_ == "pobj":
        return _tells_doer(head) or head.lower_ in known.opposing or _is_given(head)
    willed = head.pos_ in {"VERB", "AUX"} and head.lemma_.lower() in known.metonymic_verbs
    if token.dep_ == "dobj":
        return bool(willed) and head.lemma_.lower() not in known.objects | known.motion
    return bool(willed) and token.dep_ == "nsubj"


def _tells_doer(preposition: Token) -> bool:
    """ "Rejected *by* X", "a request *by* X"."""
    return preposition.dep_ == "agent" or (preposition.lower_ == "by" and preposition.head.pos_ == "NOUN")


def _is_given(preposition: Token) -> bool:
    """ "Support *for* X": it gets something; who leaves or fights for X goes there."""
    known, above = words(), preposition.head
    placed = above.lemma_.lower() in known.motion | known.leaving or above.lower_ in known.assaults
    return preposition.lower_ in known.benefit and not placed
