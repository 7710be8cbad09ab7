"""Which part a party of the sentence plays in an event: actor, recipient, or none.

The head's marks, the parse's arguments and the place of the noun in the sentence each give a
number; a small multinomial model weighs them. Its weights were fitted on the project's own
kept-back sentences (``newsledger.training.parting``) and are plain to read in
``data/head/parts.json``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsledger.coding.head import FOLDER
from newsledger.coding.linear import Linear, fitted, read_linear

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

NAME = "parts.json"
PARTS = ("none", "actor", "recipient")
_SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})
_OBJECT = frozenset({"dobj", "dative"})
_INNER = frozenset({"amod", "compound", "nmod"})
_APART = frozenset({"relcl", "advcl", "ccomp", "parataxis", "ROOT"})


@dataclass(frozen=True, slots=True)
class Clues:
    """What speaks for one noun's part in one event; marks are 0..1, the rest 0 or 1 unless said otherwise."""

    actor: float  # the head's mark as actor
    recipient: float  # the head's mark as recipient
    behind_actor: float  # how far the mark lies behind the sentence's best actor (0 or less)
    behind_recipient: float
    parsed_actor: float  # the parse gives it as actor
    parsed_recipient: float
    subject: float  # how the noun stands in its clause
    object: float
    owner: float
    inner: float  # within another noun's phrase
    beside: float  # an apposition, or joined by "and"
    before: float  # stands before the event's word
    near: float  # one over one plus the words between
    under: float  # hangs on the event's word, in its clause
    above: float  # the subject of a clause that holds the event's: who says, wants, sees it
    known: float  # the registry knows its state or body


@dataclass(frozen=True, slots=True)
class Casting:
    """A weighed sum for each part, in the order of ``PARTS``."""

    lines: tuple[Linear, ...]

    def shares(self, clues: Clues) -> tuple[float, float, float]:
        """How likely the noun is none, actor, recipient; sums to one."""
        scores = [line.score(clues) for line in self.lines]
        raised = [math.exp(s - max(scores)) for s in scores]
        none, actor, recipient = (r / sum(raised) for r in raised)
        return none, actor, recipient


def standing(noun: Token, trigger: Token) -> dict[str, float]:
    """The clues that the parse alone gives."""
    return {
        "subject": float(noun.dep_ in _SUBJECT or (noun.dep_ == "pobj" and noun.head.dep_ == "agent")),
        "object": float(noun.dep_ in _OBJECT),
        "owner": float(noun.dep_ == "poss"),
        "inner": float(noun.dep_ in _INNER),
        "beside": float(noun.dep_ in {"appos", "conj"}),
        "before": float(noun.i < trigger.i),
        "near": 1.0 / (1.0 + abs(noun.i - trigger.i)),
        "under": float(_hangs(noun, trigger)),
        "above": float(noun.dep_ in _SUBJECT and any(noun.head.i == t.i for t in trigger.ancestors)),
    }


def _hangs(noun: Token, trigger: Token) -> bool:
    token = noun
    while token.i != trigger.i:
        if token.dep_ in _APART or token.head.i == token.i:
            return False
        token = token.head
    return True


def read_casting(folder: Path = FOLDER) -> Casting:
    """The fitted weights; a DataError where they do not fit the clues."""
    held = fitted(folder, NAME)
    return Casting(tuple(read_linear(held[part], Clues, NAME) for part in PARTS))


@lru_cache(maxsize=1)
def casting() -> Casting:
    return read_casting()
