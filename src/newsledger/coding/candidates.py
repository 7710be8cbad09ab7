"""Words of a sentence that may be events, with the codebook patterns that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.coding.codebook import Codebook, Pattern
from newsledger.coding.syntax import undergoer
from newsledger.language import Sentence
from newsledger.records import EventType

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger with its patterns, best first. ``carrier`` is the light verb of a nominal one."""

    trigger: Token
    patterns: tuple[Pattern, ...]
    words: tuple[Token, ...]
    carrier: Token | None = None
    # The types that the codebook names for the word alone, where it names others for it with the words beside it.
    outdone: frozenset[EventType] = frozenset()

    @property
    def named(self) -> frozenset[EventType]:
        """The types that the codebook names for the word here."""
        return frozenset(p.entry.type for p in self.patterns)

    @property
    def phrased(self) -> frozenset[EventType]:
        """The types that the codebook names for the word together with others beside it."""
        return frozenset(p.entry.type for p in self.patterns if p.needs)

    @property
    def nominal(self) -> bool:
        return self.trigger.pos_ in _NOMINAL

    @property
    def verb(self) -> Token:
        """The verb that carries the event: the trigger itself, or its light verb."""
        return self.carrier if self.carrier is not None else self.trigger


def _companions(verb: Token) -> list[Token]:
    """Words that a multiword predicate may use: particles, objects, and what these govern."""
    found: list[Token] = []
    for child in verb.children:
        if _only_dates(child):
            continue
        if child.dep_ in {
            "prt",
            "prep",
            "dobj",
            "acomp",
            "attr",
            "advmod",
            "xcomp",
            "dative",
            "nsubjpass",
            "oprd",
            "agent",
            "ccomp",
            "npadvmod",
            "advcl",
        }:
            found.append(child)
            found += [
                t
                for t in child.children
                if t.dep_ in {"pobj", "conj", "prep", "compound", "dobj", "xcomp", "prt", "acomp"}
            ]
            found += [
                g
                for t in child.children
                if t.dep_ in {"prep", "pobj"}
                for g in t.children
                if g.dep_ in {"pobj", "conj"}
            ]
    thing = undergoer(verb)
    if thing is not None and thing not in found:
        found += [thing, *thing.conjuncts]
    return found


def _only_dates(word: Token) -> bool:
    """ "*On Friday* called them": a preposition of a time is no part of the predicate."""
    return word.dep_ == "prep" and any(t.dep_ == "pobj" and t.ent_type_ in {"DATE", "TIME"} for t in word.children)


def _is_one(token: Token, choices: frozenset[str]) -> bool:
    lemma = token.lemma_.lower()
    if lemma in choices or token.lower_ in choices:
        return True
    if token.i == 0:
        return False
    pair = f"{token.nbor(-1).lemma_.lower()} {lemma}"
    return pair in choices


def _verb_match(verb: Token, pattern: Pattern, companions: list[Token]) -> tuple[Token, ...] | None:
    words = []
    for need in pattern.needs:
        word = next((t for t in companions if _is_one(t, need) and t not in words), None)
        if word is None:
            return None
        words.append(word)
    return tuple(words)


def _noun_match(noun: Token, pattern: Pattern) -> tuple[Token, ...] | None:
    words = []
    for back, need in enumerate(reversed(pattern.needs), start=1):
        if noun.i - back < noun.sent.start or not _is_one(noun.nbor(-back), need):
            return None
        words.append(noun.nbor(-back))
    return tuple(words)


def _best(found: list[tuple[Pattern, tuple[Token, ...]]]) -> list[tuple[Pattern, tuple[Token, ...]]]:
    """Only the matches that use the most words; the more specific reading wins."""
    most = max((len(w) for _, w in found), default=0)
    return [f for f in found if len(f[1]) == most]


def _verbs(sentence: Sentence, codebook: Codebook) -> Iterator[Candidate]:
    for token in sentence.words:
        patterns = codebook.verbs.get(token.lemma_.lower(), ()) if token.pos_ in _VERBAL else ()
        if not patterns:
            continue
        companions = _companions(token)
        found = [(p, w) for p in patterns if (w := _verb_match(token, p, companions)) is not None]
        if found:
            best = _best(found)
            bare = frozenset(p.entry.type for p, w in found if not w)
            outdone = bare - {p.entry.type for p, _ in best}
            yield Candidate(token, tuple(p for p, _ in best), best[0][1], outdone=outdone)


def carrier(noun: Token, codebook: Codebook) -> Token | None:
    """The light or occurrence verb that tells of a nominal event, if one does."""
    head = noun.head
    if noun.dep_ == "pobj" and head.dep_ == "prep" and head.head.pos_ in _VERBAL:
        head = head.head
        return head if head.lemma_ in {"engage", "take", "participate", "involve", "join", "go"} else None
    if head.pos_ not in _VERBAL:
        return None
    lemma = head.lemma_.lower()
    if noun.dep_ in {"dobj", "nsubjpass", "attr"} and lemma in codebook.light.light | codebook.light.receiving:
        return head
    return None


def _nouns(sentence: Sentence, codebook: Codebook, used: set[int]) -> Iterator[Candidate]:
    for token in sentence.words:
        if token.pos_ not in _NOMINAL or token.i in used or token.dep_ == "compound":
            continue
        patterns = codebook.nouns.get(token.lemma_.lower(), ())
        found = [(p, w) for p in patterns if (w := _noun_match(token, p)) is not None]
        if found:
            best = _best(found)
            yield Candidate(token, tuple(p for p, _ in best), best[0][1], carrier(token, codebook))


def candidates(sentence: Sentence, codebook: Codebook) -> tuple[Candidate, ...]:
    """Every trigger that the codebook knows, verbs first; words a verb used are not nouns again."""
    verbs = list(_verbs(sentence, codebook))
    used = {w.i for c in verbs for w in c.words}
    return tuple(sorted([*verbs, *_nouns(sentence, codebook, used)], key=lambda c: c.trigger.i))
