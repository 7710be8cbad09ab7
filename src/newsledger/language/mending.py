"""Mends a parse where English grammar allows one reading only and the parser took another.

A small parser is led astray where one clause follows another without a comma: in "police arrested
four students and the opposition called for protests" it takes the opposition for one of those
arrested. A finite verb right behind a noun that is joined by "and" has that noun for its subject:
were the verb joined to the one before, a second "and" would stand before it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsledger.data.loading import load

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_VERBS = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
# What hangs on a verb is looked for among so many words before and behind it.
_REACH = 40


@lru_cache(maxsize=1)
def _clausal() -> frozenset[str]:
    """Verbs behind which a clause may stand without "that": "said the town and rebels fled"."""
    return frozenset(map(str, load("parsing")["parsing"]["clausal"]))


def mend(words: list[Token], heads: list[int]) -> None:
    """Changes ``heads`` (each word's head by its place) and labels in place."""
    for word in words:
        if word.dep_ == "conj" and word.pos_ in _NOUNS and words[heads[word.i]].pos_ in _NOUNS:
            _Clause(words, heads, word).part()
        if word.dep_ == "ccomp" and word.i < heads[word.i] and word.tag_ in _FINITE:
            _join(words, heads, word)


def _join(words: list[Token], heads: list[int], first: Token) -> None:
    """ "Oslo denies raid, demands probe": the second verb is nobody else's, so it goes on from the first.

    Behind quoted words, or where somebody is named as saying them, the first clause is what is said.
    """
    second = words[heads[first.i]]
    between = words[first.i + 1 : second.i]
    below = [w.dep_ for w in words if heads[w.i] == second.i and w is not second]
    told = any(w.is_quote or w.text == '"' for w in words[: second.i])
    if second.tag_ not in _FINITE or told or _SUBJECTS & set(below) or not any(w.text == "," for w in between):
        return
    if any(heads[w.i] == first.i and w.dep_ in _SUBJECTS for w in words[: first.i]):
        above = heads[second.i]
        heads[first.i] = first.i if above == second.i else above
        first.dep_, second.dep_ = second.dep_, "conj"
        heads[second.i] = first.i


class _Clause:
    """A noun joined to another, and the verb right behind it."""

    def __init__(self, words: list[Token], heads: list[int], noun: Token) -> None:
        self.words, self.heads, self.noun = words, heads, noun
        self.other = words[heads[noun.i]]

    def part(self) -> None:
        """Makes the noun the subject of the verb behind it, where that is the only reading."""
        verb = self._verb_behind()
        if verb is None:
            return
        main = self._main_of(verb)
        if main is None or self._has(verb, {"agent", "mark"}):
            return
        if verb.dep_ == "ccomp":
            self.heads[self.other.i], self.other.dep_ = main.i, "dobj"
        for cc in self.words[self.other.i : self.noun.i]:
            if cc.dep_ == "cc" and self.heads[cc.i] == self.other.i:
                self.heads[cc.i] = main.i
        self.heads[verb.i], verb.dep_ = main.i, "conj"
        passive = self._has(verb, {"auxpass"})
        self.heads[self.noun.i], self.noun.dep_ = verb.i, "nsubjpass" if passive else "nsubj"

    def _verb_behind(self) -> Token | None:
        """The verb whose group begins right behind the noun and is finite."""
        at, first = self.noun.i + 1, None
        while at < len(self.words) and self.words[at].dep_ in _BEFORE_VERB:
            first = first or (self.words[at] if self.words[at].pos_ in _VERBS else None)
            at += 1
        if at == len(self.words) or self.words[at].pos_ not in _VERBS:
            return None
        verb = self.words[at]
        return verb if (first or verb).tag_ in _FINITE else None

    def _main_of(self, verb: Token) -> Token | None:
        """The verb of the clause before, where the parser has led the second one astray."""
        above = self.words[self.heads[verb.i]]
        if verb.dep_ == "conj" and above.pos_ in _VERBS and not self._has(verb, _SUBJECTS):
            return above if above.i < self.other.i and self._is_under(self.other, above) else None
        if verb.dep_ == "acl" and above is self.noun:
            return self._verb_above(self.other)
        if verb.dep_ == "ccomp" and above.pos_ in _VERBS and self.heads[self.other.i] == verb.i:
            return above if self.other.dep_ in _SUBJECTS and self._is_object(above) else None
        return None

    def _is_object(self, verb: Token) -> bool:
        """Whether the first noun stands right behind a verb that wants an object and no clause."""
        first = min((w.i for w in self.words[: self.other.i] if self.heads[w.i] == self.other.i), default=self.other.i)
        return verb.i == first - 1 and verb.lemma_ not in _clausal() and not self._has(verb, {"dobj", "prt"})

    def _verb_above(self, word: Token) -> Token | None:
        while word.dep_ in {"conj", "pobj", "prep", "dobj", "attr", "dative"} and self.heads[word.i] < word.i:
            word = self.words[self.heads[word.i]]
            if word.pos_ in _VERBS:
                return word
        return None

    def _is_under(self, word: Token, above: Token) -> bool:
        while self.heads[word.i] != word.i:
            word = self.words[self.heads[word.i]]
            if word is above:
                return True
        return False

    def _has(self, verb: Token, labels: frozenset[str] | set[str]) -> bool:
        near = self.words[max(0, verb.i - _REACH) : verb.i + _REACH]
        return any(w.dep_ in labels and self.heads[w.i] == verb.i for w in near)
