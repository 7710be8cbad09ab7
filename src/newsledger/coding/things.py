"""Objects that matter to an event: weapons, goods, agreements and sums that its clause names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsledger.coding.tolls import value_of
from newsledger.data.own import load, remembered
from newsledger.language import Sentence
from newsledger.records import Thing

if TYPE_CHECKING:
    from newsledger.language.tokens import Token


@remembered
def _kinds() -> dict[str, str]:
    rows = load("codebook/things")["codebook/things"]["kinds"]
    return {str(word): str(kind) for kind, words in rows.items() for word in words}


def _amount(noun: Token) -> tuple[float, str | None] | None:
    """ "300 million dollars", "two warships": the number and the unit it counts."""
    numbers = [t for t in noun.subtree if t.dep_ == "nummod" or t.pos_ == "NUM"]
    scale, plain = 1, None
    for token in numbers:
        bounds = value_of(token)
        if token.lower_ in _SCALES:
            scale *= _SCALES[token.lower_]
        elif bounds is not None and plain is None:
            plain = bounds[0]
    return None if plain is None else (float(plain * scale), noun.lemma_.lower())


_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}


def _phrase(noun: Token, sentence: Sentence, kind: str) -> Thing:
    lefts = [t for t in noun.lefts if t.dep_ in {"compound", "amod", "nummod", "quantmod", "nmod"}]
    first = min([noun, *(d for t in lefts for d in t.subtree)], key=lambda t: t.i)
    span = sentence.between(first, noun)
    quantity, unit = _amount(noun) or (None, None)
    text = sentence.text[span.start - sentence.span.start : span.end - sentence.span.start]
    return Thing(text, kind, quantity, unit, span)


def things(trigger: Token, sentence: Sentence) -> tuple[Thing, ...]:
    """Things named below the trigger, outside the relative clauses that hang there."""
    return tuple(
        _phrase(t, sentence, _kinds()[t.lemma_.lower()]) for t in _below(trigger) if t.lemma_.lower() in _kinds()
    )


def _below(token: Token, depth: int = 0) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"relcl", "conj", "ccomp", "parataxis"} or depth > 5:
            continue
        if child.pos_ in {"NOUN", "PROPN", "SYM"}:
            yield child
        yield from _below(child, depth + 1)
