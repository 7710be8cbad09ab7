"""How an event is told: as a happening, a habit, a wish, an opinion. Signs for the referee, from grammar alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsledger.coding.syntax import own_subject
from newsledger.data.loading import load

if TYPE_CHECKING:
    from newsledger.coding.candidates import Candidate
    from newsledger.language import Sentence
    from newsledger.language.tokens import Token

_OPENING, _CLOSING = frozenset("“«"), frozenset("”»")
_TIMES = frozenset({"DATE", "TIME"})
_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of ontology/manner.yaml, whose comments say what each is for."""

    personal: frozenset[str]
    supposing: frozenset[str]
    indefinite: frozenset[str]
    telling: frozenset[str]
    interviews: frozenset[str]
    towards: frozenset[str]
    together: frozenset[str]
    away: frozenset[str]
    against: frozenset[str]
    ahead: frozenset[str]
    around: frozenset[str]
    under: frozenset[str]
    roofs: frozenset[str]
    whereabouts: frozenset[str]
    aside: frozenset[str]
    obliging: frozenset[str]
    marking: frozenset[str]
    perceiving: frozenset[str]
    occasions: frozenset[str]
    apart: frozenset[str]
    platforms: frozenset[str]
    charging: frozenset[str]
    sparing: frozenset[str]
    blaming: frozenset[str]
    linking: frozenset[str]


@lru_cache(maxsize=1)
def words() -> _Words:
    held = load("ontology/manner")["ontology/manner"]
    return _Words(**{name: frozenset(map(str, words)) for name, words in held.items()})


@dataclass(frozen=True, slots=True)
class Manner:
    """Each 0 or 1."""

    present: float  # the simple present in a full sentence: habit, law, opinion; headlines do not count
    general: float  # and of nobody in particular: "conservatives support"
    unfinished: float  # an infinitive, or a gerund after a preposition or as a subject, which need not have happened
    modal: float  # can, must, should and their like stand over it
    quoted: float  # within quotation marks
    personal: float  # the sentence speaks of I, we or you
    asked: float  # it is a question
    supposed: float  # it stands under "if" or "whether"
    timed: float  # the sentence names a time


def manner(candidate: Candidate, sentence: Sentence) -> Manner:
    verb = candidate.carrier or candidate.trigger
    finite = _finite(verb)
    present = _full(sentence) and finite is not None and _habitual(finite)
    return Manner(
        present=float(present),
        general=float(present and finite is not None and _of_nobody(finite)),
        unfinished=float(_unfinished(verb) and not _led(verb)),
        modal=float(any(c.tag_ == "MD" for t in (verb, finite) if t is not None for c in t.children)),
        quoted=float(_quoted(candidate.trigger, sentence)),
        personal=float(any(t.lower_ in words().personal for t in sentence.words)),
        asked=float(sentence.text.rstrip("\"”'’) ").endswith("?")),
        supposed=float(_supposed(verb)),
        timed=float(any(t.ent_type_ in _TIMES for t in sentence.words)),
    )


def _unfinished(verb: Token) -> bool:
    """ "To attack", "of attacking", "attacking it is": a participle ("attacking it, they") tells what was done."""
    return verb.tag_ == "VB" or (verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "csubj", "nsubj", "xcomp"})


def _full(sentence: Sentence) -> bool:
    return any(c in _ENDS for c in sentence.text.rstrip()[-2:])


def _finite(verb: Token) -> Token | None:
    """The word itself or the verb that it completes, where one has a tense; past a noun nothing is told of it."""
    token = verb
    while token.pos_ in {"VERB", "AUX"}:
        if _led(token) or token.tag_ in {"VBD", "VBZ", "VBP", "VBN"}:
            return token
        if token.dep_ not in {"xcomp", "conj", "pcomp"}:
            return None
        token = token.head
    return None


def _led(verb: Token) -> bool:
    """Whether an auxiliary gives it a tense: "is negotiating", "will sign"."""
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ != "TO" for c in verb.children)


def _habitual(verb: Token) -> bool:
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if not helpers:
        return verb.tag_ in {"VBZ", "VBP"}
    first = min(helpers, key=lambda t: t.i)
    return first.tag_ in {"VBZ", "VBP"} and (first.lemma_ == "do" or (first.lemma_ == "be" and verb.tag_ == "VBN"))


def _of_nobody(verb: Token) -> bool:
    """Its subject is a bare plural, or one of many: "a president who"."""
    subject = own_subject(verb)
    if subject is None:
        return False
    before = {t.lower_ for t in subject.lefts if t.dep_ in {"det", "poss", "nummod"}}
    return (subject.tag_ == "NNS" and not before) or bool(before & words().indefinite)


def _quoted(trigger: Token, sentence: Sentence) -> bool:
    before = [t.text for t in sentence.words if t.i < trigger.i]
    opened = sum(t in _OPENING for t in before) - sum(t in _CLOSING for t in before)
    plain = sum(t in {'"', "``", "''"} for t in before)
    return opened > 0 or plain % 2 == 1


def _supposed(verb: Token) -> bool:
    chain = (verb, *verb.ancestors)
    return any(c.dep_ == "mark" and c.lower_ in words().supposing for t in chain for c in t.children)
