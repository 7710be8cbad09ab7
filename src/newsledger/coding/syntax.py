"""Who does what in a clause, whatever its shape: voice, control, coordination, gaps.

Dependency labels are those of spaCy's English pipelines (ClearNLP style).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "csubj", "parataxis", "conj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
# Verbs with a named object and an infinitive whose doer is that object are told by the parse
# (the object stands as the infinitive's subject); the others pass their own subject down.


def is_passive(verb: Token) -> bool:
    if any(c.dep_ in PASSIVE or c.dep_ == "auxpass" for c in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def own_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)


def agent(verb: Token) -> Token | None:
    """The doer after "by" of a passive verb."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    return None


def doer(verb: Token, depth: int = 0) -> Token | None:
    """The noun that does what the verb says, across voice, control, coordination and gaps."""
    if is_passive(verb):
        return agent(verb)
    subject = own_subject(verb)
    if subject is not None:
        return subject
    return _inherited(verb, depth) if depth < 6 else None


def _inherited(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if verb.dep_ == "acl":
        return head if verb.tag_ == "VBG" and head.pos_ in _NOMINAL else _noun_doer(head, depth)
    if verb.dep_ == "relcl" and head.pos_ in _NOMINAL:
        return head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return (
            undergoer(head) if is_passive(head) and is_passive(verb) else (own_subject(head) or doer(head, depth + 1))
        )
    if verb.dep_ in {"xcomp", "advcl", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        return _controller(verb, head, depth)
    if verb.dep_ == "pcomp":
        return _through_preposition(verb, depth)
    return None


def _noun_doer(noun: Token, depth: int) -> Token | None:
    """ "His attempt to overthrow", "the decision to send": the noun's owner, or its clause's doer."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        owner = next(
            (t for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ == "by" for t in c.children), None
        )
    if owner is None and noun.head.pos_ in {"VERB", "AUX"} and noun.dep_ in {"dobj", "attr"}:
        return doer(noun.head, depth + 1)
    return owner


def _controller(verb: Token, head: Token, depth: int) -> Token | None:
    if verb.dep_ == "xcomp" and not is_passive(head):
        named = next(
            (c for c in head.children if c.dep_ in {"dobj", "dative"} and c.pos_ in _NOMINAL and c.i < verb.i), None
        )
        if named is not None:
            return named
    subject = own_subject(head)
    return subject if subject is not None else doer(head, depth + 1)


def _through_preposition(verb: Token, depth: int) -> Token | None:
    """ "accused X of doing": X did; "after doing", "by doing": the clause's own doer did."""
    prep = verb.head
    head = prep.head
    if head.pos_ in {"VERB", "AUX"}:
        if prep.lower_ in {"of", "from", "into", "for"}:
            named = next((c for c in head.children if c.dep_ in {"dobj", "nsubjpass"}), None)
            if named is not None:
                return named
        return doer(head, depth + 1) or own_subject(head)
    return _noun_doer(head, depth)


def undergoer(verb: Token) -> Token | None:
    """The noun to which it is done: object, passive subject, or the noun a clause hangs on."""
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            return _antecedent(child, verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head
    if verb.dep_ == "conj" and is_passive(verb):
        return undergoer(verb.head)
    return None


def _antecedent(token: Token, verb: Token) -> Token:
    """A relative pronoun gives way to the noun that its clause describes."""
    relative = token.lower_ in {"who", "whom", "which", "that"} and verb.dep_ == "relcl"
    return verb.head if relative and verb.head.pos_ in _NOMINAL else token


def under(verb: Token, preposition: str) -> Iterator[Token]:
    """Nouns that a preposition ties to the word."""
    for child in verb.children:
        if child.dep_ in {"prep", "agent", "dative", "prt"} and child.lower_ == preposition:
            yield from (t for t in child.children if t.dep_ in {"pobj", "pcomp"} and t.pos_ in _NOMINAL)


def complements(verb: Token) -> list[Token]:
    """Clauses that say what is agreed, asked, threatened or refused."""
    found = [
        c for c in verb.children if c.dep_ in COMPLEMENTS or (c.dep_ == "advcl" and _infinitive(c) and c.i > verb.i)
    ]
    for child in verb.children:
        if child.dep_ == "prep":
            found += [t for t in child.children if t.dep_ == "pcomp"]
        if child.dep_ in {"dobj", "attr", "acomp", "nsubjpass"}:
            found += [t for t in child.children if t.dep_ in {"acl", "xcomp", "ccomp"}]
    return found


def _infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


_NOBODY = frozenset({"nobody", "none", "nothing"})


def negated(token: Token) -> bool:
    """ "Did not ask", "never asked", "no ally asked", "nobody asked"."""
    if any(c.dep_ == "neg" for c in token.children) or any(c.lower_ in {"no", "never", "neither"} for c in token.lefts):
        return True
    subjects = (c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"})
    return any(s.lower_ in _NOBODY or any(t.lower_ in {"no", "neither"} for t in s.lefts) for s in subjects)


def climb(token: Token) -> Iterator[tuple[Token, Token]]:
    """(word, the word that governs it) from a word to its sentence's root."""
    while token.head != token:
        yield token, token.head
        token = token.head
