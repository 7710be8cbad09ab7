"""Whether an event happened, goes on, is planned, tried, asked for, supposed or denied.

The words that govern the trigger are read outward from it, the nearest first; negation on
the way turns what it scopes over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsledger.coding.codebook import Codebook
from newsledger.coding.syntax import CLAUSES, climb, negated
from newsledger.records import Factuality

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_MODAL = frozenset({"could", "might", "may", "would", "should"})
_WILL = frozenset({"will", "shall", "'ll", "wo", "ll"})
# Auxiliaries that stand for "if" where they come before the subject, or ask.
_TURNED = frozenset({"had", "should"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BEING = frozenset({"is", "are", "was", "were", "'s", "'re", "been"})
# What may stand before a clause that begins with such an auxiliary.
_BEFORE_A_CLAUSE = frozenset({"advcl", "ccomp", "parataxis", "punct", "cc"})
# Words before a noun that name what there is already: "would have told him of *the* attack".
_KNOWN = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
# Of the words in the governors' data these are looked up in this order; the first that fits decides.
_ORDER = (
    ("denied", Factuality.DENIED),
    ("attempted", Factuality.ATTEMPTED),
    ("requested", Factuality.REQUESTED),
    ("planned", Factuality.PLANNED),
    ("conditional", Factuality.CONDITIONAL),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The factuality with the word that decided it; ``promised`` when its doer has pledged it.

    ``firm``: told so plainly that the learned head's opinion does not count against it. ``ruled``: what the words
    alone said where the head is followed.
    """

    value: Factuality
    reason: str
    promised: bool = False
    firm: bool = False
    ruled: Factuality | None = None


def _auxiliaries(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}


def _own(verb: Token) -> Reading | None:
    """What the verb's own auxiliaries and negation say."""
    words = _auxiliaries(verb)
    if negated(verb):
        return Reading(Factuality.DENIED, "negated", firm=True)
    if words & _WILL:
        return Reading(Factuality.PLANNED, "future tense")
    if words & _MODAL:
        return Reading(Factuality.CONDITIONAL, f"modal {sorted(words & _MODAL)[0]}")
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in verb.children):
        return Reading(Factuality.CONDITIONAL, "conditional clause")
    return None


def _progressive(verb: Token) -> bool:
    words = _auxiliaries(verb)
    return verb.tag_ == "VBG" and bool(words & {"is", "are", "'s", "'re", "am", "been", "being"})


def _governed(governor: Token, codebook: Codebook) -> Reading | None:
    lemma = governor.lemma_.lower()
    for name, value in _ORDER:
        if lemma in codebook.governors[name] or governor.lower_ in codebook.governors[name]:
            return Reading(value, f"governed by {governor.text}")
    return None


def _nominal(noun: Token, codebook: Codebook) -> Reading | None:
    """ "A planned visit", "no attack", "the attempted coup": what stands before the noun."""
    for word in noun.lefts:
        if word.lower_ in {"no", "neither"}:
            return Reading(Factuality.DENIED, f"{word.text} {noun.text}")
        for name, value in _ORDER:
            if word.dep_ in {"amod", "compound", "advmod"} and word.lower_ in codebook.governors[name]:
                return Reading(value, f"{word.text} {noun.text}")
    return None


def _going_on(noun: Token, codebook: Codebook) -> Reading | None:
    """ "The talks *were advancing*", "protests *spread*" on the day of the page."""
    verb = noun.head
    if noun.dep_ != "nsubj" or negated(verb) or verb.lemma_.lower() not in codebook.governors["progressing"]:
        return None
    running = verb.tag_ == "VBG" and bool(_auxiliaries(verb) & _BEING)
    if running or verb.tag_ in {"VBZ", "VBP"}:
        return Reading(Factuality.ONGOING, f"{noun.text} {verb.text}", firm=True)
    return None


def factuality(trigger: Token, codebook: Codebook, carrier: Token | None = None) -> Reading:
    """The factuality of the event that the trigger names."""
    verb = carrier if carrier is not None else trigger
    if trigger.pos_ in {"NOUN", "PROPN"} and (found := _nominal(trigger, codebook) or _going_on(trigger, codebook)):
        return found
    if told := _disowned(verb, codebook) or _supposed(verb):
        return told
    own = _own(verb) if verb.pos_ in {"VERB", "AUX"} else None
    outer = _outer(verb, codebook)
    if own is not None:
        return replace(own, promised=_to_come(verb, own, codebook))
    if outer is not None:
        return outer
    if _progressive(verb) or verb.lemma_.lower() in codebook.governors["ongoing"]:
        return Reading(Factuality.ONGOING, "progressive or continuing")
    return Reading(Factuality.ACTUAL, "asserted")


def _supposed(word: Token) -> Reading | None:
    """ "*If* they *had* attacked", "*had* they got into a war", "they *would have* attacked": nobody says so."""
    verb = next((t for t in (word, *word.ancestors) if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or negated(verb) or (verb is not word and any(c.lower_ in _KNOWN for c in word.lefts)):
        return None
    said = _auxiliaries(verb)
    if verb.tag_ == "VBN" and said >= {"would", "have"}:
        return Reading(Factuality.CONDITIONAL, "modal would have", firm=True)
    if "had" in said and any(c.dep_ == "mark" and c.lower_ == "if" for c in verb.children):
        return Reading(Factuality.CONDITIONAL, "if it had been so", firm=True)
    before = [t for t in verb.lefts if t.dep_ not in _BEFORE_A_CLAUSE]
    turned = len(before) > 1 and before[0].lower_ in _TURNED and before[1].dep_ in _SUBJECTS
    if not turned or before[0].dep_ != "aux" or any(before[0].lefts):  # "never had they attacked"
        return None
    return Reading(Factuality.CONDITIONAL, f"{before[0].lower_} before its subject", firm=True)


def _disowned(word: Token, codebook: Codebook) -> Reading | None:
    """ "*Denied a report* that he had asked", "called *reports* that they had fled *false*"."""
    within = False
    for step in (word, *word.ancestors):
        if within and step.lemma_.lower() in codebook.governors["reports"] and step.pos_ == "NOUN":
            return _disowning(step, codebook)
        if within and step.lemma_.lower() in codebook.governors["disowning"]:
            # "Denied a report by a website that ...": the parser hangs the clause on the nearest noun.
            told = (c for c in step.children if c.dep_ == "dobj" and c.lemma_.lower() in codebook.governors["reports"])
            return next((found for c in told if c.i < word.i and (found := _disowning(c, codebook))), None)
        within = within or any(c.pos_ == "SCONJ" and c.lower_ == "that" for c in step.children)
    return None


def _disowning(report: Token, codebook: Codebook) -> Reading | None:
    verb, known = report.head, codebook.governors
    if report.dep_ not in {"dobj", "nsubjpass", "nsubj"} or negated(verb):
        return None
    told = [c for c in verb.subtree if c.dep_ in {"oprd", "acomp", "attr"} and c.lower_ in known["denied"]]
    disowns = report.dep_ != "nsubj" and verb.lemma_.lower() in known["disowning"]
    if not disowns and not told:
        return None
    return Reading(Factuality.DENIED, f"{(told[0] if told else verb).text} {report.text}", firm=True)


def _outer(verb: Token, codebook: Codebook) -> Reading | None:
    for token, governor in climb(verb):
        if token.dep_ in {"relcl", "ccomp", "parataxis", "conj", "advcl"} and not _infinitival(token):
            denied = token.dep_ == "ccomp" and governor.lemma_.lower() in codebook.governors["denied"]
            return _turned(governor, Reading(Factuality.DENIED, f"governed by {governor.text}")) if denied else None
        if token.dep_ not in CLAUSES | {"dobj", "pobj", "prep", "nsubjpass", "attr", "acomp"}:
            return None
        found = _governed(governor, codebook)
        if found is not None and (_infinitival(token) or token.dep_ in {"pcomp", "pobj", "dobj", "prep", "acl"}):
            return _turned(governor, found)
        if token.dep_ == "xcomp" and (own := _own(governor)) is not None:
            return own
    return None


def _turned(governor: Token, found: Reading) -> Reading:
    """What is not planned is denied; what is not denied, or not ruled out, may be."""
    turned = {Factuality.PLANNED: Factuality.DENIED, Factuality.DENIED: Factuality.CONDITIONAL}
    if not negated(governor) or found.value not in turned:
        return found
    return Reading(turned[found.value], f"{governor.text} negated")


def _infinitival(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.children) or token.tag_ == "VBG"


def _to_come(verb: Token, own: Reading, codebook: Codebook) -> bool:
    """ "Will release" is a promise; so is "would" in the telling of what was said."""
    if own.value is Factuality.PLANNED:
        return True
    return own.reason == "modal would" and _promised(verb, codebook)


def _promised(verb: Token, codebook: Codebook) -> bool:
    """Its own doer has said so: "said they will release", "is willing to withdraw"."""
    return any(
        token.dep_ in {"ccomp", "xcomp"} and governor.lemma_.lower() in codebook.governors["promising"]
        for token, governor in climb(verb)
    )
