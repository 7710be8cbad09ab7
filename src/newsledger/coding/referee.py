"""Whether a decided candidate is believed: a small logistic model over what the others say.

The trigger head, the sentence head, the pair head, the codebook, the parse and the registry
each give a number; their weights were fitted on the project's own kept-back sentences
(``newsledger.training.refereeing``) and are plain to read in ``data/head/referee.json``. The
result is the share of such candidates that are right, so it serves as the report's confidence.
"""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from pathlib import Path

from newsledger.coding.head import FOLDER
from newsledger.coding.linear import Linear, fitted, read_linear
from newsledger.coding.manner import Manner

NAME = "referee.json"


@dataclass(frozen=True, slots=True)
class Signs(Manner):
    """What speaks for and against one candidate; shares are 0..1 unless they say logit. How it is told speaks too."""

    event: float  # logit that the trigger tells an event at all
    type: float  # the type's share among the types, by trigger and pair
    whole: float  # logit that the sentence as a whole tells this type
    lead: float  # how far the trigger stands behind the sentence's best, as a log ratio (0 or less)
    first: float  # the sentence's best candidate of its type
    known: float  # the codebook names the type for the word
    other: float  # the codebook names only other types for the word
    words: float  # the codebook's pattern has more than one word
    actor: float  # the head's mark on the actor
    recipient: float
    parsed_actor: float  # the parse gives the same actor
    parsed_recipient: float
    two_sided: float  # both sides, or several actors
    foreign: float  # parties of two countries
    abroad: float  # and the trigger is being somewhere: of a state's people in another, a visit
    bare: float  # a noun that no light verb carries


@dataclass(frozen=True, slots=True)
class Referee:
    line: Linear
    least: float

    def share(self, signs: Signs) -> float:
        """The share of candidates with such signs that are right, 0..1."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(self.line.score(signs), 30.0))))

    def reasons(self, signs: Signs) -> str:
        """The three signs that moved the share most, with their effect."""
        parts = [(f.name, w * x) for f, w, x in zip(fields(Signs), self.line.weights, astuple(signs), strict=True)]
        top = sorted(parts, key=lambda p: (-abs(p[1]), p[0]))[:3]
        return ", ".join(f"{name} {effect:+.1f}" for name, effect in top)


def logit(share: float) -> float:
    """Log odds, held within 6 either way: past that the heads' figures are noise."""
    held = min(max(share, 0.0025), 0.9975)
    return math.log(held / (1.0 - held))


def read_referee(folder: Path = FOLDER) -> Referee:
    """The fitted weights; a DataError where they do not fit the signs."""
    held = fitted(folder, NAME)
    return Referee(read_linear(held, Signs, NAME), float(held["least"]))


@lru_cache(maxsize=1)
def referee() -> Referee:
    return read_referee()


def trusting() -> Referee:
    """Believes everything; what the weights are fitted from."""
    return Referee(Linear((0.0,) * len(fields(Signs)), 0.0), 0.0)
