"""Which of a sentence's decided candidates stand: PLOVER's rules on what is a second event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.coding.clauses import is_aside, is_obliged, is_occasion, is_told
from newsledger.coding.decision import Decision
from newsledger.coding.manner import words
from newsledger.coding.ontology import ontology
from newsledger.coding.syntax import complements
from newsledger.records import EventType, Factuality

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# An accusation in a clause of its own tells a deed: "accused X of having attacked" keeps both.
_TELLS = frozenset({EventType.ACCUSE})


_CONTENT = frozenset({"dobj", "prep", "nsubjpass", "attr", "dative", "advcl"})


# What one consents to, one has to do by oneself.
_CONSENTS = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.SUPPORT, EventType.AID, EventType.COOPERATE})
_DOES = frozenset({"nsubj", "nsubjpass"})


def _below(decision: Decision) -> set[int]:
    """Tokens of what an absorbing predicate asks, promises, threatens or refuses."""
    verb = decision.candidate.verb
    kept: set[int] = set()
    for clause in complements(verb):
        kept |= set() if _told(clause) else {t.i for t in clause.subtree if not is_aside(t, clause)}
    for child in (*verb.children, *decision.candidate.trigger.children):
        beside = is_occasion(child) or is_aside(child, verb)
        if child.dep_ in _CONTENT and child.i > decision.candidate.trigger.i and not beside:
            kept |= {t.i for t in child.subtree if not _relative(t, child) and not is_aside(t, child)}
    return kept


def _told(clause: Token) -> bool:
    """A finite clause in the past ("warned that they had exchanged letters") tells what happened."""
    return clause.dep_ == "ccomp" and is_told(clause)


def _relative(token: Token, top: Token) -> bool:
    """Inside a clause that describes somebody below the top: background of its own, not what is asked."""
    while token != top:
        if token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBN"):
            return True
        token = token.head
    return False


def _absorbed(decision: Decision, others: list[Decision]) -> bool:
    trigger = decision.candidate.trigger
    for other in others:
        if other is decision or trigger.i not in _below(other):
            continue
        if not other.entry.absorbs and not _is_matter(decision):
            continue
        if other.type in _TELLS and (trigger.dep_ in {"pcomp", "ccomp"} or _is_blamed(decision)):
            continue
        return True
    return False


def _is_blamed(decision: Decision) -> bool:
    """ "Blamed *for the downing* of a jet", "charged *in connection with* the shooting": a deed told by a noun."""
    noun = decision.candidate.trigger
    linked = noun.head.lower_ in words().blaming or noun.head.head.lower_ in words().linking
    return noun.dep_ == "pobj" and linked and not ontology()[decision.type].verbal


def _is_matter(decision: Decision) -> bool:
    """Words as the object of another act ("conceded to demands") are what that act is about."""
    return decision.candidate.nominal and decision.candidate.carrier is None and ontology()[decision.type].verbal


def _purpose_of_protest(decision: Decision, others: list[Decision]) -> bool:
    """A protest's demand is no second event."""
    if decision.type is not EventType.REQUEST:
        return False
    trigger = decision.candidate.trigger
    return any(
        o.type is EventType.PROTEST and (trigger.head == o.candidate.verb or trigger.dep_ == "advcl") for o in others
    )


def _posture_with_force(decision: Decision, others: list[Decision]) -> bool:
    """Where force was used, only the force is coded."""
    return decision.type is EventType.MOBILIZE and any(
        o.type is EventType.ASSAULT and o.candidate.verb.head == decision.candidate.verb for o in others
    )


def _within_phrase(decision: Decision, others: list[Decision]) -> bool:
    """The object of a phrase that tells the same ("delivered a *letter*") is no second deed."""
    at = decision.candidate.trigger.i
    return any(
        o is not decision and o.type is decision.type and any(w.i == at for w in o.candidate.words) for o in others
    )


def _told_fuller(decision: Decision, others: list[Decision]) -> bool:
    """ "The *clashes killed* five": a noun and the verb it does are one deed, told by the one with more sides."""
    for other in others:
        noun, verb = sorted((decision.candidate.trigger, other.candidate.trigger), key=lambda t: t.pos_ != "NOUN")
        one_deed = other.type is decision.type and noun.dep_ in _DOES and noun.head.i == verb.i
        if one_deed and noun.pos_ == "NOUN" and _weight(other) > _weight(decision):
            return True
    return False


def _weight(decision: Decision) -> tuple[int, float, int]:
    sides = decision.arguments
    return len(sides.actor.parties) + len(sides.recipient.parties), decision.score, -decision.candidate.trigger.i


def _is_asked(decision: Decision) -> bool:
    """ "Said that Oslo *must be ready* to talk": what somebody has to do is asked of him, and no deed of his."""
    return decision.type in _CONSENTS and is_obliged(decision.candidate.verb)


def select(decisions: list[Decision]) -> list[Decision]:
    """The decisions that stand as reports, in text order."""
    kept = [d for d in decisions if not _absorbed(d, decisions) and not _within_phrase(d, decisions)]
    kept = [d for d in kept if not _is_asked(d)]
    kept = [d for d in kept if not _purpose_of_protest(d, kept) and not _posture_with_force(d, kept)]
    return _distinct([d for d in kept if not _told_fuller(d, kept)])


def _distinct(decisions: list[Decision]) -> list[Decision]:
    """One report where two triggers of a sentence say the same of the same parties."""
    best: dict[tuple[object, ...], Decision] = {}
    for d in decisions:
        key = (d.type, _ids(d, "actor"), _ids(d, "recipient"), d.reading.value is Factuality.DENIED)
        if key not in best or d.score > best[key].score:
            best[key] = d
    return sorted(best.values(), key=lambda d: d.candidate.trigger.i)


def _ids(decision: Decision, side: str) -> tuple[str, ...]:
    return tuple(sorted(p.id or p.name for p in getattr(decision.arguments, side).parties))
