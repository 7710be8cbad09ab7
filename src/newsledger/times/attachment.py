"""How a time hangs in the parse: on what, by which preposition, and whether it governs a predicate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from newsledger.language import Sentence
from newsledger.records import Span
from newsledger.times.knowledge import conventions
from newsledger.times.tense import governor, is_past, is_planned, is_pluperfect, said_then

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# Prepositions that say before, after or until when something was, not when.
BOUNDING = frozenset(("since", "until", "till", "before", "after", "by", "following"))
# With these a time is compared, and dates nothing: "unlike last year".
COMPARING = frozenset(("unlike", "than", "like", "versus"))
_SHARES = frozenset(("most", "much", "all", "part", "half", "rest", "majority", "course", "end", "beginning", "start"))
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
# What stands behind these is what a deed is done for or about.
_REASONS = frozenset(("of", "for", "over", "to", "from", "about"))
_INSIDE = frozenset(("nummod", "compound", "amod", "poss", "nmod", "quantmod"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


class Tie(IntEnum):
    """How closely a time is tied to a predicate; the lower the closer."""

    OWN = 0
    CLAUSE = 1
    SHARED = 2
    LOOSE = 3
    BESIDE = 4


@dataclass(frozen=True, slots=True)
class Attachment:
    """``holder`` is what the time modifies, ``preposition`` what links them, ``inside`` a noun's own date.

    ``by_noun``: the preposition governs the noun that the time dates ("after the vote in June").
    """

    token: Token
    holder: Token
    preposition: str | None
    inside: bool
    by_noun: bool = False


def root_of(sentence: Sentence, span: Span) -> Token | None:
    """The token that heads a stretch of the document within the sentence."""
    base = sentence.offset
    found = sentence.tokens.doc.covering(span.start - base, span.end - base)
    return found.root if found is not None else None


def attachment(root: Token, times: frozenset[int]) -> Attachment:
    """Climbs from a time's head word past prepositions and other times. ``times`` are their tokens' places."""
    link = _left_behind(root)
    token, preposition = (link, _word(link)) if link is not None else (root, None)
    for head in token.ancestors:
        if head.pos_ == "ADP" or token.dep_ in ("pobj", "pcomp"):
            preposition = _word(head)
        elif not _passed(token, head, preposition, times):
            return _attached(root, token, head, preposition)
        token = head
    return Attachment(root, token, preposition, False)


def _left_behind(root: Token) -> Token | None:
    """ "*On* Tuesday Lavrov said": the preposition of a time that the parser took for part of the name behind it."""
    start = root.left_edge.i
    link = root.doc[start - 1] if start > 0 and root.dep_ in ("compound", "nmod") else None
    bare = link is not None and link.pos_ == "ADP" and not any(c.dep_ in ("pobj", "pcomp") for c in link.children)
    return link if bare else None


def _passed(token: Token, head: Token, preposition: str | None, times: frozenset[int]) -> bool:
    """The head is itself a time, or a share of one ("most of the past year")."""
    share = preposition == "of" and head.lower_ in _SHARES
    return share or (head.i in times and token.dep_ not in ("relcl", "acl"))


def _attached(root: Token, token: Token, head: Token, preposition: str | None) -> Attachment:
    head = said_then(root, head)
    inside = head.pos_ in _NOMINAL and (token.dep_ in _INSIDE or preposition == "of")
    bound = None if head.pos_ not in _NOMINAL else _bound_above(head)
    return Attachment(root, head, bound or preposition, inside, bound is not None)


def told_before(predicate: Token) -> Token | None:
    """The past verb of saying under which a deed is told as past: "*said* on Monday that rebels attacked"."""
    verb = governor(predicate)
    if verb is None or verb.dep_ != "ccomp" or not is_past(verb):
        return None
    above = governor(verb.head)
    return above if above is not None and above.lemma_.lower() in conventions().saying and is_past(above) else None


def _bound_above(noun: Token) -> str | None:
    """ "Since the flood in 2020": a bound on the noun bounds the noun's date too."""
    for step in noun.ancestors:
        if step.pos_ in ("VERB", "AUX"):
            return None
        if _word(step) in BOUNDING:
            return None if _faces(step) else _word(step)
    return None


def is_stretched(predicate: Token) -> bool:
    """ "*Days after* they attacked", "after *weeks of* talks": long before what it is told with, nobody says when."""
    stretches = conventions().stretches
    if any(c.dep_ == "npadvmod" and c.lower_ in stretches and _marks(predicate, c.i + 1) for c in predicate.children):
        return True
    link = predicate.head
    over = predicate.dep_ == "pobj" and link.lower_ == "of" and link.head.lower_ in stretches
    return over and link.head.dep_ == "pobj" and link.head.head.lower_ in BOUNDING


def _marks(predicate: Token, place: int) -> bool:
    """Whether the word at the place says before or after what the clause was."""
    return any(c.i == place and c.dep_ == "mark" and c.lower_ in BOUNDING for c in predicate.children)


def _word(link: Token) -> str:
    """The preposition; "prior to" is "before"."""
    prior = link.lower_ == "to" and link.i > 0 and link.doc[link.i - 1].lower_ == "prior"
    return "before" if prior else str(link.lower_)


def _faces(link: Token) -> bool:
    """ "Testified *before* the senate": a place to stand at, and no time."""
    return link.lower_ == "before" and link.head.lemma_.lower() in conventions().facing


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
    for step in (holder, *holder.ancestors):
        if step == clause:
            return False
        if step.dep_ in ("relcl", "acl", "ccomp", "advcl"):
            return True
    return False


def _tie_inside(predicate: Token, time: Attachment) -> Tie | None:
    """ "In a Wednesday meeting they agreed": the date of an occasion dates what was done there."""
    link = time.holder.head
    occasion = time.holder.dep_ == "pobj" and link.lower_ in ("in", "at", "during")
    return Tie.LOOSE if occasion and link.head == predicate else None


def _tie_shared(predicate: Token, clause: Token) -> Tie | None:
    """Verbs that share a time: coordinated ones, and dependent ones without a tense of their own."""
    for step in (predicate, *predicate.ancestors):
        if step == clause:
            return Tie.SHARED
        if not _passes(step):
            break
    return _down(predicate, clause)


def _passes(step: Token) -> bool:
    """Whether the clause of this verb has the time of the clause above it."""
    if step.dep_ == "conj":
        return step.head.pos_ not in ("VERB", "AUX") or _same_tense(step, _finite_above(step))
    if is_reason(step):
        return False
    if step.dep_ in ("xcomp", "pcomp", "prep", "dobj", "nsubj", "nsubjpass", "pobj", "attr"):
        return step.dep_ != "xcomp" or step.head.lemma_ not in conventions().planning
    if step.dep_ in ("advcl", "acl"):
        return _shares_adverbial(step)
    return step.dep_ == "relcl" and _in_which(step)


def is_reason(gerund: Token) -> bool:
    """ "Accused of *killing*", "praised for *freeing*", "admitted to *meeting*": what a deed is about, done before."""
    admitted = gerund.dep_ == "xcomp" and any(c.lower_ == "to" and c.dep_ == "aux" for c in gerund.children)
    about = gerund.dep_ == "pcomp" and gerund.head.lower_ in _REASONS
    about = about and gerund.head.head.lemma_.lower() not in conventions().claiming
    having = any(c.lower_ == "having" for c in gerund.children)
    finite = any(c.dep_ == "aux" and c.lower_ != "to" for c in gerund.children)
    return (admitted or about) and (having or (gerund.tag_ == "VBG" and not finite))


def _finite_above(step: Token) -> Token:
    """What a finite verb is coordinated with: parsers often hang it on the infinitive before it."""
    above = [t for t in step.ancestors if t.pos_ in ("VERB", "AUX")]
    return next((t for t in above if step.tag_ not in _FINITE or t.tag_ in _FINITE), step.head)


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
    return any(t.lower_ == "which" and t.dep_ == "pobj" and t.head.lower_ in ("in", "at", "during") for t in inside)


def _down(predicate: Token, clause: Token) -> Tie | None:
    """The time of what depends on the predicate dates it too where the two are one act.

    "Managed to leave on Monday", "an attempt to flee in June", "shut the border and banned
    travel for a year".
    """
    if clause.head != predicate:
        return None
    rules = conventions()
    completed = clause.dep_ == "xcomp" and predicate.lemma_ not in rules.planning | rules.saying | rules.pledging
    named = clause.dep_ == "acl" and predicate.pos_ == "NOUN"
    contrast = any(child.dep_ == "cc" and child.lower_ != "and" for child in predicate.children)
    paired = clause.dep_ == "conj" and _same_tense(predicate, clause) and not (_has_subject(clause) or contrast)
    together = clause.dep_ == "advcl" and _together(predicate, clause)
    return Tie.LOOSE if completed or named or paired or together else None


def _together(predicate: Token, clause: Token) -> bool:
    """ "*As* the army shelled the town on Monday, rebels fled"; "*when* he arrives on Monday, he will meet her"."""
    marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
    past = is_past(predicate) and is_past(clause) and bool(marks & {"as", "while"})
    return past or ("when" in marks and is_planned(predicate) and clause.tag_ in ("VBZ", "VBP"))


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def beside(predicate: Token, root: Token) -> bool:
    """No finite verb stands between the predicate and the time."""
    low, high = sorted((predicate.i, root.i))
    return not any(t.tag_ in _FINITE for t in predicate.doc[low + 1 : high])
