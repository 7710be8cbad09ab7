"""What the clauses of a sentence say of who can have a part in a deed, whatever the head marks.

A noun inside a clause that only describes a party has no part in the deed of the clause around it; what is joined by
"and" is on one side; where the verb's own subject is a party, nobody of another phrase does it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsledger.actors.references import references
from newsledger.coding.manner import words

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_DESCRIBING = frozenset({"relcl", "acl"})
_PARTICIPLES = frozenset({"VBG", "VBN"})
_CLAUSES = frozenset({"conj", "ccomp", "advcl", "parataxis"})
_PAST = frozenset({"had", "has", "have", "was", "were", "did"})


def is_of_description(token: Token, deed: Sequence[Token], is_party: Callable[[Token], bool]) -> bool:
    """ "Aydin, who was harassed by *protesters*, called ...", "the union representing *guards*": of another clause."""
    inside = {t.i for t in deed}
    for step in (token, *token.ancestors):
        if step.i in inside or step.head.i == step.i:
            return False
        if _describes(step) and step.head.i not in inside and is_party(step.head):
            return not any(_is_under(t, step) for t in deed)
    return False


def _describes(clause: Token) -> bool:
    if clause.dep_ == "acl":  # "workers *affiliated with* the union": whose they are
        return clause.tag_ in _PARTICIPLES and clause.lower_ not in references().following
    return clause.dep_ == "relcl"


def _is_under(token: Token, above: Token) -> bool:
    return token.i == above.i or any(a.i == above.i for a in token.ancestors)


def same_as(noun: Token) -> tuple[Token, ...]:
    """The noun, and the subject of which it is said: "*Mendez* was the first *minister* to visit"."""
    if noun.dep_ != "attr":
        return (noun,)
    return (noun, *(t for t in noun.head.children if t.dep_ in {"nsubj", "nsubjpass"}))


def belongs(token: Token, leads: Sequence[Token]) -> bool:
    """Whether a word is one of the leading nouns, is joined to it or lies in its phrase, clauses about it left out."""
    for step in (token, *token.ancestors):
        if any(step.i == lead.i for lead in leads):
            return True
        if step.dep_ in _DESCRIBING:
            return False
    return False


def is_apart(token: Token, verb: Token) -> bool:
    """ "Killed four before being shot by *police*": in a clause that only says when, why or how the deed was done."""
    for step in (token, *token.ancestors):
        if step.i == verb.i:
            return False
        if step.dep_ in {"advcl", "pcomp"}:
            return any(a.i == verb.i for a in step.ancestors)
    return False


def is_quality(token: Token) -> bool:
    """ "A *military* parade": an adjective without a capital says of what kind a thing is, and is nobody done to."""
    return token.dep_ == "amod" and token.text[:1].islower()


def is_celebrated(token: Token, verb: Token) -> bool:
    """ "A parade to mark the founding of the *party*": in what only says for which day a deed was done."""
    for step in token.ancestors:
        if step.i == verb.i:
            return False
        if step.lemma_ in words().marking:
            return True
    return False


def is_obliged(verb: Token) -> bool:
    """ "Oslo *must* withdraw": what somebody has to do, and so is asked to."""
    return any(c.dep_ == "aux" and c.lower_ in words().obliging for c in verb.children)


def is_owner(token: Token) -> bool:
    """Whose deed a noun is by what stands before it: "*Kenya's* warning", "*Kenyan* warnings", "*U.S.* warnings"."""
    short = token.dep_ in {"compound", "nmod"} and (token.text.isupper() or "." in token.text)
    return token.dep_ == "poss" or (token.dep_ == "amod" and token.text[:1].isupper()) or short


def is_occasion(link: Token) -> bool:
    """ "Signed *at* a summit": what a verb's deed was done at or after, and is not about."""
    return link.dep_ == "prep" and link.lower_ in words().occasions and link.head.pos_ == "VERB"


def is_on_occasion(noun: Token) -> bool:
    """ "Called for calm *after the raid* on the camp": a deed told only as the occasion of another."""
    return noun.dep_ == "pobj" and is_occasion(noun.head) and noun.head.lower_ in words().apart


def is_of_occasion(token: Token, verb: Token) -> bool:
    """ "Called for calm after the *army's* raid": of a deed that was only the occasion of this one."""
    for step in (token, *token.ancestors):
        if step.head.i == verb.i:
            return is_occasion(step) and step.lower_ in words().apart
    return False


def is_on_platform(token: Token) -> bool:
    """ "Said on *Twitter*": where words are put, and to nobody."""
    return token.dep_ == "pobj" and token.head.lower_ == "on" and token.lower_ in words().platforms


def is_namer(token: Token) -> bool:
    """ "Left over what the *minister* called a plot": who only says how a thing is called."""
    verb = token.head
    named = any(c.lower_ == "what" and c.dep_ in {"dobj", "attr", "oprd"} for c in verb.lefts)
    return token.dep_ == "nsubj" and named


def is_elsewhere(token: Token, verb: Token) -> bool:
    """ "Crowds cheered and the envoy warned the *rebels*": in another clause with a subject of its own, not above."""
    above = {verb.i, *(a.i for a in verb.ancestors)}
    for step in (token, *token.ancestors):
        if step.i in above:
            return False
        if step.dep_ in _CLAUSES and _is_finite(step) and any(c.dep_ in {"nsubj", "nsubjpass"} for c in step.lefts):
            return all(a.i != verb.i for a in step.ancestors)
    return False


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in {"VBZ", "VBP"} or is_told(verb)


def is_giver(token: Token, verb: Token) -> bool:
    """Whose what a verb's subject receives is, or from whom: "aid *from Oslo*", "a shipment of *French* jeeps"."""
    if token.dep_ == "pobj":
        return token.head.lower_ in {"from", "by"} and any(a.i == verb.i for a in token.ancestors)
    if token.dep_ not in {"amod", "poss", "compound", "nmod"}:
        return False
    thing = token.head
    if thing.dep_ == "pobj" and thing.head.lower_ == "of":
        thing = thing.head.head
    return thing.dep_ == "dobj" and thing.head.i == verb.i


def is_companion(token: Token, verb: Token) -> bool:
    """ "Bombed the camp *with* France": who does it together with the subject, and not on another occasion.

    "During a call *with the king* the president reaffirmed": of the call alone.
    """
    if token.dep_ != "pobj" or token.head.lower_ not in words().together:
        return False
    for step in token.head.ancestors:
        if step.i == verb.i:
            return True
        if step.dep_ in {"pobj", "pcomp", "advcl"} and step.i < verb.i:
            return False
    return True


def first_joined(token: Token) -> Token:
    """The first of the nouns that a word is joined to by "and" and commas; itself where it is joined to none."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token


def is_told(verb: Token) -> bool:
    """Whether a clause's verb is finite and in the past, or in the perfect."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return verb.tag_ == "VBD" or bool(helpers & _PAST)


def is_aside(token: Token, top: Token) -> bool:
    """ "Threatened to leave *since Oslo granted asylum*": in a clause below the top that says when or why, and is told.

    Right on the top such a clause is told in whatever form ("called for talks, *while condemning* the raid").
    """
    found = False
    for step in (token, *token.ancestors):
        if step.i == top.i:
            return found
        verb = _linked(step)
        found = found or (verb is not None and (is_told(verb) or (step.head.i == top.i and verb.tag_ != "VB")))
    return False


def is_without(token: Token, verb: Token) -> bool:
    """ "Left talks with *rebels* after a raid killed two": outside the aside in which a deed has its own doer."""
    for step in (verb, *verb.ancestors):
        clause = _linked(step)
        if clause is not None and is_told(clause):
            own = [c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ != "PRON"]
            return bool(own) and not _is_under(token, step)
    return False


def _linked(step: Token) -> Token | None:
    """The verb of the clause that a word ties on as an aside: "*after* urging", "*since* Oslo granted"."""
    if step.dep_ == "prep" and step.lower_ in words().aside:
        return next((t for t in step.children if t.dep_ == "pcomp"), None)
    if step.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.lower_ in words().aside for c in step.lefts):
        return step
    return None


def conditions(verb: Token) -> list[Token]:
    """Clauses that say what would spare it: "will strike *unless Oslo withdraws*"."""
    return [
        c
        for c in verb.children
        if c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in words().sparing for m in c.lefts)
    ]
