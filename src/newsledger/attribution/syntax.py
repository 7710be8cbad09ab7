"""Small questions put to a dependency parse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_AFTERTHOUGHTS = frozenset({"relcl", "advcl", "parataxis", "punct", "acl", "cc"})
_NOBODY = frozenset({"nobody", "none", "neither"})
_NEGATIVE = frozenset({"not", "n't", "never", "n’t", "neither", "no"})


def child(token: Token, *deps: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def children(token: Token, *deps: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in deps]


def lemma(token: Token) -> str:
    return str(token.lemma_).lower()


def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands with "to": to go, to be gone."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def is_gerund(verb: Token) -> bool:
    return bool(verb.tag_ == "VBG") and not any(c.dep_ in ("aux", "auxpass", "nsubj") for c in verb.children)


def is_negated(verb: Token) -> bool:
    """Whether a "not", a "never" or a subject with "no" stands with the verb or its auxiliary."""
    if any(c.dep_ == "neg" or (c.lower_ in _NEGATIVE and c.dep_ in ("advmod", "preconj")) for c in verb.children):
        return True
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is not None and (
        subject.lower_ in _NOBODY or any(c.lower_ in ("no", "neither") for c in subject.children)
    ):
        return True
    return verb.dep_ == "xcomp" and verb.head.dep_ != "ROOT" and any(c.dep_ == "neg" for c in verb.head.children)


def is_relative(token: Token) -> bool:
    return token.lower_ in _RELATIVE and token.tag_ in ("WDT", "WP", "IN", "DT")


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause with this verb (or its coordinate head) describes."""
    while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.head.i != verb.i:
        verb = verb.head
    return verb.head if verb.dep_ in ("relcl", "acl") else None


def phrase_edges(noun: Token) -> tuple[Token, Token]:
    """First and last token of a noun phrase without the clauses that trail it."""
    right = noun
    for part in noun.children:
        if part.i > noun.i and part.dep_ not in _AFTERTHOUGHTS:
            right = max(right, _plain_right(part), key=lambda t: t.i)
    left = noun.left_edge
    while left.i < noun.i and (left.is_punct or left.dep_ == "cc"):
        left = left.nbor()
    return left, right


def _plain_right(part: Token) -> Token:
    """The right edge of a modifier, cut before any clause within it."""
    stops = [
        t.left_edge.i for t in part.subtree if t.dep_ in ("relcl", "advcl", "parataxis") and t.left_edge.i > part.i
    ]
    edge = part.right_edge
    if stops:
        edge = part.doc[max(part.i, min(stops) - 1)]
    while edge.i > part.i and edge.is_punct:
        edge = edge.nbor(-1)
    return edge


def clause_top(token: Token, stops: frozenset[str]) -> Token:
    """The verb of the widest clause around a token, not climbing past the dependencies named."""
    while token.head.i != token.i and token.dep_ not in stops:
        token = token.head
    return token


def within(inner: Token, outer: Token) -> bool:
    return inner.i == outer.i or any(a.i == outer.i for a in inner.ancestors)


def last(tokens: Iterable[Token]) -> Token | None:
    return max(tokens, key=lambda t: t.i, default=None)
