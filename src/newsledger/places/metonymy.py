"""Tells places that stand for their government from places where things happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.places.knowledge import words
from newsledger.places.spotting import Spot

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_RULED = frozenset({"country", "capital", "admin1", "historical"})
METONYMIC = "metonymic: stands for those who rule there"


def metonymic(spot: Spot) -> str:
    """The reason why this name stands for a government, or "" where it is a place.

    Countries, capitals and first-level divisions that act ("Pyongyang agreed") or own a
    will ("Washington's demand") do not say where anything happened.
    """
    if not any(e.feature in _RULED for e in spot.entries):
        return ""
    return METONYMIC if _acts(_top(spot.closing, spot)) else ""


def _top(token: Token, spot: Spot) -> Token:
    """The token of the name that the rest of the sentence hangs on."""
    low, high = spot.opening.i, spot.closing.i
    while low <= token.head.i <= high and token.head.i != token.i:
        token = token.head
    while token.dep_ in {"conj", "appos"} and token.head.i != token.i and token.head.pos_ == "PROPN":
        token = token.head
    return token


def _acts(token: Token) -> bool:
    """The subject, the object or the other side of a will: "Moscow warned Kyiv", "talks with
    Tehran". What is entered, struck or visited stays a place."""
    head, known = token.head, words()
    if token.dep_ == "pobj":
        return head.dep_ == "agent" or head.lower_ in known.opposing
    willed = head.pos_ in {"VERB", "AUX"} and head.lemma_.lower() in known.metonymic_verbs
    if token.dep_ == "dobj":
        return bool(willed) and head.lemma_.lower() not in known.objects | known.motion
    return bool(willed) and token.dep_ == "nsubj"
