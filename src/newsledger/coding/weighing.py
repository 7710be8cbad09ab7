"""A trigger's types, weighed from the head, the codebook's words and the parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from newsledger.coding.candidates import Candidate
from newsledger.coding.head import Judgement
from newsledger.records import EventType

# How much likelier a type becomes when the codebook names it for the word, and once more where
# it names it for the word together with its object or particle ("offer letter").
CODEBOOK_FACTOR = 4.0
# How much less likely a type becomes that the word alone has, where the codebook names another with its object.
OUTDONE = 2.0
# How much the parties have to say on the type, beside the trigger (an exponent). On our kept-back
# sentences of one event the type is right in .80 by the trigger alone, in .82 with the pair at one half.
PAIR_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Weighed:
    """The likeliest type, its share among the types, how likely any event is, and what came next."""

    type: EventType
    share: float
    event: float
    second: str | None


def _raised(judgement: Judgement, named: frozenset[EventType]) -> dict[EventType, float]:
    return {t: p * CODEBOOK_FACTOR if t in named else p for t, p in judgement.types.items()}


def likely(judgement: Judgement, named: frozenset[EventType]) -> float:
    """How likely a trigger is any event, the codebook's word for it counted in."""
    total = sum(_raised(judgement, named).values())
    return total / (total + judgement.none)


def favoured(judgement: Judgement, candidate: Candidate) -> dict[EventType, float]:
    """The trigger's types with the codebook's words for it counted in; no longer shares of one.

    What it says of the word with its object stands in the place of what it says of the word alone, and so speaks
    against the type that the word alone would have: an offered letter is no offer.
    """
    phrased = candidate.phrased
    raised = _raised(judgement, phrased or candidate.named)
    return {
        t: p * CODEBOOK_FACTOR if t in phrased else p / OUTDONE if t in candidate.outdone else p
        for t, p in raised.items()
    }


def with_objects(
    candidate: Candidate, judgement: Judgement | None, by_word: Mapping[int, Judgement | None]
) -> Judgement | None:
    """The judgement, with what the head thinks of the words that the codebook names with the trigger.

    "Offered" tells of an offer and "letter" of a letter: of an offered letter the codebook says which it is.
    """
    beside = [j for w in candidate.words if (j := by_word.get(w.i)) is not None]
    if judgement is None or not beside:
        return judgement
    most = {t: max(p, *(j.types[t] for j in beside)) for t, p in judgement.types.items() if t in candidate.phrased}
    return replace(judgement, types={**judgement.types, **most})


def settled(event: float, types: Mapping[EventType, float]) -> Weighed:
    """The best of the weighed types, given how likely there is any event."""
    total = sum(types.values())
    ranked = sorted(types.items(), key=lambda item: (-item[1], item[0]))
    (best, first), (other, next_best) = ranked[0], ranked[1]
    runner_up = event * next_best / total
    rival = ("no event", 1 - event) if 1 - event > runner_up else (str(other), runner_up)
    return Weighed(best, first / total, event, f"{rival[0]} {rival[1]:.2f}")


def weigh(judgement: Judgement, candidate: Candidate, pair: Mapping[EventType, float] | None = None) -> Weighed:
    """The best type by the trigger, the codebook's words for it, and the parties where given."""
    types = favoured(judgement, candidate)
    if pair is not None:
        types = {t: p * pair[t] ** PAIR_WEIGHT for t, p in types.items()}
    return settled(likely(judgement, candidate.named), types)
