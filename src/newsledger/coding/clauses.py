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


def is_companion(token: Token) -> bool:
    """ "Bombed the camp *with* France": who does it together with the subject."""
    return token.dep_ == "pobj" and token.head.lower_ in words().together


def first_joined(token: Token) -> Token:
    """The first of the nouns that a word is joined to by "and" and commas; itself where it is joined to none."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token
