"""What lies ahead of the page, and what was said or begun before, though its words point ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.times.knowledge import conventions
from newsledger.times.tense import (
    above,
    governor,
    is_done,
    is_infinitive,
    is_past,
    is_perfect_modal,
    is_planned,
    is_taken,
)

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_HIMSELF = frozenset(("i", "we", "he", "she", "it", "they"))
_HIS = frozenset(("my", "our", "his", "her", "its", "their"))


@dataclass(frozen=True, slots=True)
class Uttered:
    """An act that is done by its words; ``verb`` is the one whose time it has, None where nobody is told to say it."""

    verb: Token | None


def lies_ahead(predicate: Token) -> bool:
    """The clause tells of what is still to come."""
    verb = governor(predicate)
    if verb is None or uttered(predicate) is not None:
        return False
    infinitive = is_infinitive(verb)
    if infinitive and (_judged(verb) or is_done(verb)):
        return False
    return is_planned(verb) or infinitive or (predicate.pos_ == "NOUN" and verb.lemma_ in conventions().planning)


def _judged(verb: Token) -> bool:
    """ "It *was* an honour *to meet* her": what is judged by then was done."""
    for step in list(verb.ancestors)[:2]:
        it = any(c.dep_ in ("nsubj", "expl") and c.lower_ == "it" for c in step.children)
        if step.lemma_ == "be" and step.tag_ == "VBD" and it:
            return True
    return False


def uttered(predicate: Token) -> Uttered | None:
    """A demand ("must leave"), a pledge ("said he would leave"), or what a verb told as past asks or tries."""
    verb = governor(predicate)
    if verb is None:
        return None
    ought = next((step for step in (verb, *above(verb)) if _is_ought(step, verb)), None)
    if ought is not None:
        return Uttered(_teller(ought))
    if is_infinitive(verb):
        return _of_past(verb)
    teller = _teller(verb) if is_planned(verb) else None
    return Uttered(teller) if teller is not None and _of_himself(verb, teller) else None


def _is_ought(step: Token, verb: Token) -> bool:
    """ "*Should* go"; "*needs* to go", unless that is told as past."""
    rules = conventions()
    if any(c.dep_ in ("aux", "auxpass") and c.lower_ in rules.ought for c in step.children):
        return True
    return step != verb and step.lemma_.lower() in rules.ought_verbs and step.tag_ in ("VBZ", "VBP")


def _of_past(infinitive: Token) -> Uttered | None:
    """ "*Urged* the king to go", "was *quick* to praise", but not "*planned* to go"."""
    head = next(iter(above(infinitive)), None)
    verb = governor(head) if head is not None else None
    if head is None or verb is None or is_planned(verb) or not is_past(verb):
        return None
    rules = conventions()
    if head.lemma_.lower() in rules.pledging or is_done(infinitive):
        return Uttered(verb)
    ahead = head.lemma_.lower() in rules.planning or head.lower_ in rules.planned or head.pos_ == "ADJ"
    return None if ahead else Uttered(verb)


def _teller(verb: Token) -> Token | None:
    """Who is told to say it: the verb above its clause, where that is itself told and not only to come."""
    step = verb
    while step.dep_ in ("conj", "xcomp") and step.head != step:
        step = step.head
    teller = governor(step.head) if step.dep_ == "ccomp" else None
    return None if teller is None or is_planned(teller) else teller


def _of_himself(verb: Token, teller: Token) -> bool:
    """He pledges it himself: "*they* would not alter it", "*his* party will"; "will be sending troops" is a plan."""
    subject, speaker = _subject(verb), _subject(teller)
    if subject is None or (verb.tag_ == "VBG" and verb.lower_ != "going"):
        return False
    own = any(t.lower_ in _HIS and t.dep_ == "poss" for t in subject.children)
    same = speaker is not None and subject.lemma_ == speaker.lemma_
    return own or same or subject.lower_ in _HIMSELF


def _subject(verb: Token) -> Token | None:
    for step in (verb, *verb.ancestors):
        found = next((c for c in step.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None or step.dep_ not in ("xcomp", "conj"):
            return found
    return None


def undone(predicate: Token) -> str:
    """Why nothing tells when it was, or that it was at all, in words; empty where something may."""
    verb = governor(predicate)
    if verb is None:
        return ""
    ought = any(_is_ought(step, verb) for step in (verb, *above(verb)))
    if is_perfect_modal(verb) and not ought and not any(c.lower_ == "to" for c in verb.children):
        return "it is supposed of some time past"
    noun = next((step.head for step in (verb, *above(verb)) if step.dep_ == "acl" and not is_taken(step)), None)
    if noun is None or not is_infinitive(verb) or noun.lemma_.lower() in _coming():
        return ""
    return f'it is what "{noun.text}" is about, done by then or not'


def _coming() -> frozenset[str]:
    rules = conventions()
    return rules.planning | rules.coming
