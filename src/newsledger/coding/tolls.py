"""Stated tolls: how many people were killed, hurt, arrested or displaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsledger.data.own import load, remembered
from newsledger.language import Sentence
from newsledger.records import Count, Span, Toll

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d+$")


@remembered
def _data() -> dict[str, Any]:
    rows: dict[str, Any] = load("codebook/tolls")["codebook/tolls"]
    return rows


def value_of(token: Token) -> tuple[int, int | None] | None:
    """Least and most of a number word: "dozens" is 24 or more, "3,000" is exact."""
    word = token.lower_.replace(",", "")
    if _DIGITS.match(token.text):
        return int(word), int(word)
    bounds = _data()["numbers"].get(word)
    return (int(bounds[0]), None if bounds[1] is None else int(bounds[1])) if bounds else None


def _number(noun: Token) -> tuple[Token, tuple[int, int | None]] | None:
    for token in [noun, *noun.lefts, *(g for c in noun.lefts for g in c.lefts)]:
        bounds = value_of(token) if token.pos_ in {"NUM", "NOUN", "PRON", "DET"} else None
        if bounds is not None:
            return token, _hedged(token, bounds)
    return None


def _hedged(number: Token, bounds: tuple[int, int | None]) -> tuple[int, int | None]:
    """ "At least 12" has no upper bound, "up to 30" no lower one but one."""
    before = " ".join(t.lower_ for t in number.doc[max(number.sent.start, number.i - 3) : number.i])
    if any(before.endswith(h) for h in _data()["at_least"]):
        return bounds[0], None
    if any(before.endswith(h) for h in _data()["at_most"]):
        return 1, bounds[1] if bounds[1] is not None else bounds[0]
    return bounds


def _count(noun: Token, sentence: Sentence) -> Count | None:
    found = _number(noun)
    if found is None:
        return None
    number, (least, most) = found
    first, last = min(number, noun, key=lambda t: t.i), max(number, noun, key=lambda t: t.i)
    span = sentence.between(first, last)
    text = sentence.text[span.start - sentence.span.start : span.end - sentence.span.start]
    return Count(least, most, text, Span(*span))


def _victims(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        found.append(verb.head)
    if verb.dep_ == "conj" and not found:
        found = _victims(verb.head)
    if verb.lemma_ == "die" or verb.pos_ == "ADJ":
        found += [c for c in verb.children if c.dep_ == "nsubj"]
    return found


def toll(sentence: Sentence) -> Toll | None:
    """The tolls that a sentence states, or None."""
    held: dict[str, Count] = {}
    for token in sentence.words:
        for kind, words in _data()["kinds"].items():
            if token.lemma_.lower() in words and kind not in held:
                counts = [c for v in _victims(token) if (c := _count(v, sentence)) is not None]
                held.update({kind: counts[0]} if counts else {})
    return Toll(**held) if held else None
