"""How a time hangs in the parse: on what, by which preposition, and whether it governs a predicate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from newsledger.language import Sentence
from newsledger.records import Span
from newsledger.times.knowledge import conventions
from newsledger.times.tense import governor, is_past, is_pluperfect

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSIDE = frozenset(("nummod", "compound", "amod", "poss", "nmod", "quantmod"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_NONFINITE = frozenset(("VBG", "VBN", "VB"))


class Tie(IntEnum):
    """How closely a time is tied to a predicate; the lower the closer."""

    OWN = 0
    CLAUSE = 1
    SHARED = 2
    LOOSE = 3
    BESIDE = 4


@dataclass(frozen=True, slots=True)
class Attachment:
    """``holder`` is what the time modifies, ``preposition`` what links them, ``inside`` a noun's own date."""

    token: Token
    holder: Token
    preposition: str | None
    inside: bool


def root_of(sentence: Sentence, span: Span) -> Token | None:
    """The token that heads a stretch of the document within the sentence."""
    base = sentence.offset
    found = sentence.tokens.doc.char_span(span.start - base, span.end - base, alignment_mode="expand")
    return found.root if found is not None else None


def attachment(root: Token, times: frozenset[int]) -> Attachment:
    """Climbs from a time's head word past prepositions and other times. ``times`` are their tokens' places."""
    token, preposition = root, None
    while token.head is not token:
        head = token.head
        if head.i in times and token.dep_ not in ("relcl", "acl"):
            token = head
        elif token.dep_ in ("pobj", "pcomp") or head.pos_ == "ADP":
            preposition, token = head.lower_, head
        else:
            return Attachment(root, head, preposition, _is_inside(token, head, preposition))
    return Attachment(root, token, preposition, False)


def _is_inside(token: Token, head: Token, preposition: str | None) -> bool:
    if head.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return False
    return token.dep_ in _INSIDE or preposition == "of"


def tie(predicate: Token, time: Attachment) -> Tie | None:
    """How the time is tied to the predicate, or None where it belongs to something else."""
    if time.holder == predicate:
        return Tie.OWN
    if time.inside:
        return _tie_inside(predicate, time)
    clause = governor(time.holder)
    if clause is None or _leaves_clause(time.holder, clause):
        return None
    if clause == predicate:
        return Tie.CLAUSE
    if governor(predicate) == clause and predicate.pos_ not in ("VERB", "AUX"):
        return Tie.SHARED
    return _tie_shared(predicate, clause)


def _leaves_clause(holder: Token, clause: Token) -> bool:
    """Between a noun and its verb stands a clause of its own."""
    step = holder
    while step is not clause and step.head is not step:
        if step.dep_ in ("relcl", "acl", "ccomp", "advcl"):
            return True
        step = step.head
    return False


def _tie_inside(predicate: Token, time: Attachment) -> Tie | None:
    """ "In a Wednesday meeting they agreed": the date of an occasion dates what was done there."""
    link = time.holder.head
    occasion = time.holder.dep_ == "pobj" and link.lower_ in ("in", "at", "during")
    return Tie.LOOSE if occasion and link.head == predicate else None


def _tie_shared(predicate: Token, clause: Token) -> Tie | None:
    """Verbs that share a time: coordinated ones, and dependent ones without a tense of their own."""
    step = predicate
    while step != clause and step.head is not step:
        if not _passes(step):
            return None
        step = (
            step.head
            if step.pos_ in ("VERB", "AUX") or step.head.pos_ in ("VERB", "AUX")
            else governor(step.head) or step.head
        )
    return Tie.SHARED if step == clause else _down(predicate, clause)


def _passes(step: Token) -> bool:
    """Whether the clause of this verb has the time of the clause above it."""
    if step.dep_ == "conj":
        return step.head.pos_ not in ("VERB", "AUX") or _same_tense(step, step.head)
    if step.dep_ in ("xcomp", "pcomp", "prep", "dobj", "nsubj", "nsubjpass", "pobj", "attr"):
        return step.dep_ != "xcomp" or step.head.lemma_ not in conventions().planning
    if step.dep_ in ("advcl", "acl"):
        return _shares_adverbial(step)
    return step.dep_ == "relcl" and _in_which(step)


def _same_tense(first: Token, second: Token) -> bool:
    return is_pluperfect(first) == is_pluperfect(second) and is_past(first) == is_past(second)


def _shares_adverbial(step: Token) -> bool:
    marks = {child.lower_ for child in step.children if child.dep_ in ("mark", "advmod", "prep")}
    if marks & {"after", "before", "since", "until", "if", "because", "although", "though"}:
        return False
    return (
        step.tag_ == "VBG" or (step.tag_ == "VBN" and not is_pluperfect(step)) or bool(marks & {"when", "as", "while"})
    )


def _in_which(step: Token) -> bool:
    inside = [t for t in step.subtree if t.i < step.i]
    which = any(t.lower_ == "which" and t.dep_ == "pobj" and t.head.lower_ in ("in", "at", "during") for t in inside)
    return which or any(t.lower_ in ("where", "when") for t in inside)


def _down(predicate: Token, clause: Token) -> Tie | None:
    """ "Managed to leave on Monday": the time of a complement is that of the verb above it."""
    rules = conventions()
    below = clause.dep_ == "xcomp" and clause.head == predicate
    return Tie.LOOSE if below and predicate.lemma_ not in rules.planning | rules.saying else None


def beside(predicate: Token, root: Token) -> bool:
    """No finite verb stands between the predicate and the time."""
    low, high = sorted((predicate.i, root.i))
    return not any(t.tag_ in _FINITE for t in predicate.doc[low + 1 : high])
