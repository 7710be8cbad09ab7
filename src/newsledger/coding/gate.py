"""Which sentences are worth the encoder's time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsledger.actors import Mentions
from newsledger.coding.judging import public
from newsledger.coding.pairs import holds
from newsledger.language import Sentence
from newsledger.records import KnownPair

# A party is read from words of these kinds, or from a name.
_NAMING = frozenset({"PROPN", "NOUN", "PRON", "ADJ", "NUM"})


def worth_reading(sentences: Sequence[Sentence], mentions: Mentions, pair: KnownPair | None) -> Iterator[Sentence]:
    """Sentences that can yield a report: those with a party of public affairs, or with words of the known pair."""
    for sentence in sentences:
        if holds(sentence, pair) if pair is not None else _concerns(sentence, mentions):
            yield sentence


def _concerns(sentence: Sentence, mentions: Mentions) -> bool:
    named = (t for t in sentence.words if t.pos_ in _NAMING or t.ent_type_)
    return any(public(party) for token in named for party in mentions.one(token, sentence))
