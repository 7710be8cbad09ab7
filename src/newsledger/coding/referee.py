"""Whether a decided candidate is believed: a small logistic model over what the others say.

The trigger head, the sentence head, the pair head, the codebook, the parse and the registry
each give a number; their weights were fitted on the project's own kept-back sentences
(``newsledger.training.refereeing``) and are plain to read in ``data/head/referee.json``. The
result is the share of such candidates that are right, so it serves as the report's confidence.
"""

from __future__ import annotations

import json
import math
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from pathlib import Path

from newsledger.coding.head import FOLDER
from newsledger.errors import DataError

NAME = "referee.json"


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against one candidate; shares are 0..1 unless they say logit."""

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
    bare: float  # a noun that no light verb carries
    # How it is told; see ``newsledger.coding.manner``.
    present: float
    general: float
    unfinished: float
    modal: float
    quoted: float
    personal: float
    asked: float
    supposed: float
    timed: float


@dataclass(frozen=True, slots=True)
class Referee:
    weights: tuple[float, ...]
    bias: float
    least: float

    def share(self, signs: Signs) -> float:
        """The share of candidates with such signs that are right, 0..1."""
        score = self.bias + sum(w * x for w, x in zip(self.weights, astuple(signs), strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(score, 30.0))))

    def reasons(self, signs: Signs) -> str:
        """The three signs that moved the share most, with their effect."""
        parts = [(f.name, w * x) for f, w, x in zip(fields(Signs), self.weights, astuple(signs), strict=True)]
        top = sorted(parts, key=lambda p: (-abs(p[1]), p[0]))[:3]
        return ", ".join(f"{name} {effect:+.1f}" for name, effect in top)


def logit(share: float) -> float:
    """Log odds, held within 6 either way: past that the heads' figures are noise."""
    held = min(max(share, 0.0025), 0.9975)
    return math.log(held / (1.0 - held))


def read_referee(folder: Path = FOLDER) -> Referee:
    """The fitted weights; a DataError where they do not fit the signs."""
    path = folder / NAME
    if not path.exists():
        raise DataError("The referee's weights are missing", where=NAME, mend="Run make train, or reinstall.")
    held = json.loads(path.read_text(encoding="utf-8"))
    names = [f.name for f in fields(Signs)]
    if sorted(held["weights"]) != sorted(names):
        raise DataError("The referee's weights are for other signs", where=NAME, mend="Run make train again.")
    return Referee(tuple(float(held["weights"][n]) for n in names), float(held["bias"]), float(held["least"]))


@lru_cache(maxsize=1)
def referee() -> Referee:
    return read_referee()


def trusting() -> Referee:
    """Believes everything; what the weights are fitted from."""
    return Referee((0.0,) * len(fields(Signs)), 0.0, 0.0)
