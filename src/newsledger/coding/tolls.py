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


def _none(noun: Token) -> tuple[Token, tuple[int, int]] | None:
    """Nobody, no one, no people: a toll of zero. No soldiers may still be others."""
    words = _data()["none"]
    if noun.lower_ in words["nobody"]:
        return noun, (0, 0)
    bare = next((c for c in noun.lefts if c.lower_ == "no"), None)
    if bare is None or bare.nbor().lower_ in words["compared"] or noun.lemma_.lower() not in words["people"]:
        return None
    return bare, (0, 0)


def _hedged(number: Token, bounds: tuple[int, int | None]) -> tuple[int, int | None]:
    """ "At least 12" has no upper bound, "up to 30" no lower one but one."""
    before = " ".join(t.lower_ for t in number.doc[max(number.sent.start, number.i - 3) : number.i])
    sides = ((h, side) for side in ("at_least", "at_most") for h in _data()[side] if before.endswith(h))
    side = max(sides, key=lambda told: len(told[0]), default=("", ""))[1]  # "no more than" and not "more than"
    if side == "at_least":
        return bounds[0], None
    if side == "at_most":
        return 1, bounds[1] if bounds[1] is not None else bounds[0]
    return bounds


def _count(noun: Token, sentence: Sentence) -> Count | None:
    found = _none(noun) or _number(noun)
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


def _spared(verb: Token) -> Token | None:
    """The "anyone" that a deed did not befall: *did not kill* anyone, *without hurting* anybody."""
    befallen = next((v for v in _victims(verb) if v.lower_ in _data()["none"]["anyone"]), None)
    negated = any(c.dep_ == "neg" for c in verb.children)
    without = verb.dep_ == "pcomp" and verb.head.lower_ in _data()["none"]["without"]
    return befallen if negated or without else None


def _befell(verb: Token, sentence: Sentence) -> Count | None:
    """The toll that a verb tells of its victims."""
    spared = _spared(verb)
    if spared is not None:
        return _zero(min(verb, spared, key=lambda t: t.i), max(verb, spared, key=lambda t: t.i), sentence)
    return next((c for v in _victims(verb) if (c := _count(v, sentence)) is not None), None)


def _zero(first: Token, last: Token, sentence: Sentence) -> Count:
    span = sentence.between(first, last)
    return Count(0, 0, sentence.text[span.start - sentence.span.start : span.end - sentence.span.start], Span(*span))


def _harm(noun: Token, sentence: Sentence) -> Count | None:
    """The toll that a noun tells: 12 *deaths*, no *casualties*, without *injuries*, the *deaths* of 12 people."""
    without = noun.head if noun.dep_ == "pobj" and noun.head.lower_ in _data()["none"]["without"] else None
    bare = next((c for c in noun.lefts if c.lower_ == "no"), without)
    if bare is not None and bare.nbor().lower_ not in _data()["none"]["compared"]:
        return _zero(bare, noun, sentence)
    of = next((g for c in noun.rights if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None)
    return _count(noun, sentence) or (_count(of, sentence) if of is not None else None)


def _told(token: Token, sentence: Sentence) -> dict[str, Count]:
    """The tolls that one word tells, by kind."""
    lemma, data = token.lemma_.lower(), _data()
    verbs = [kind for kind, words in data["kinds"].items() if lemma in words]
    nouns = [kind for kind, words in data["harm"].items() if lemma in words and token.pos_ == "NOUN"]
    count = _befell(token, sentence) if verbs else _harm(token, sentence) if nouns else None
    if count is None or (len(nouns) > 1 and count.max != 0):  # so many casualties may be dead or hurt
        return {}
    return dict.fromkeys(verbs or nouns, count)


def toll(sentence: Sentence) -> Toll | None:
    """The tolls that a sentence states, or None."""
    held: dict[str, Count] = {}
    for token in sentence.words:
        held = {**_told(token, sentence), **held}  # what is told first stands
    return Toll(**held) if held else None
