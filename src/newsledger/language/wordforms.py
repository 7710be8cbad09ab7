"""Coarse tags and lemmas by memory: what a pipeline's rules gave a word once, they give it again.

spaCy's attribute ruler tries every pattern on every word. What its patterns of one word do
depends on the word, its tag and its dependency alone, and what the rule lemmatizer does on the
word and what the ruler made of it; so each is asked once for each such combination. Where a
pattern of several words may match, those words are asked about together.
The morphology that the ruler sets is not kept: nothing here reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# A word's number, its lower case's, and those of its tag and dependency.
Word = tuple[int, int, int, int]
# What is set: tag, dependency, coarse tag and lemma.
Values = tuple[int, int, int, int]
# A pattern of several words and the place in it that a word may fill.
Place = tuple[int, int]

_READ: list[int | str] = ["ORTH", "LOWER", "TAG", "DEP"]
_SET: list[int | str] = ["TAG", "DEP", "POS", "LEMMA"]
_TESTS = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
# Words that are kept before memory starts afresh.
_KEPT = 25_000
_MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the lemmatizer wants to know of a token."""

    orth: int
    text: str
    pos: int
    pos_: str
    morph: Any


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What the ruler makes of a word; ``places`` it may fill in patterns of several."""

    values: Values
    pos: str
    morph: Any
    places: frozenset[Place] = frozenset()


class WordForms:
    """An attribute ruler and the rule lemmatizer after it, for documents with tags and dependencies."""

    def __init__(self, nlp: Language, ruler: Any, lemmatizer: Any) -> None:
        self.vocab, self.ruler, self.lemmatizer = nlp.vocab, ruler, _indexed(lemmatizer)
        several = [p for rule in ruler.patterns for p in rule["patterns"] if len(p) > 1]
        self.lengths = [len(p) for p in several]
        self._parts = self._matcher(several)
        self._singled_out = _Singled(t for rule in ruler.patterns for p in rule["patterns"] for t in p)
        self._ruled: dict[tuple[int, int, int], _Ruled] = {}
        self._forms: dict[Word, tuple[Values, frozenset[Place]]] = {}
        self._runs: dict[tuple[Word, ...], list[Values]] = {}

    @staticmethod
    def fits(ruler: Any, lemmatizer: Any) -> bool:
        """Whether the rules are such that memory can stand in for them."""
        from spacy.pipeline import AttributeRuler, Lemmatizer

        if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer):
            return False
        rules: Any = ruler.patterns
        plain = all(set(t) <= _TESTS for rule in rules for p in rule["patterns"] for t in p)
        return plain and lemmatizer.mode == "rule" and not lemmatizer.overwrite

    def __call__(self, docs: Sequence[Doc]) -> None:
        if len(self._forms) > _KEPT:
            self._forms.clear()
        for doc in docs:
            words = list(map(tuple, doc.to_array(_READ).tolist()))
            known, learn = self._forms.get, self._learn
            forms = [known(word) or learn(word) for word in words]
            values = [form[0] for form in forms]
            if any(form[1] for form in forms):
                self._join(words, [form[1] for form in forms], values)
            if values:
                doc.from_array(_SET, _numbers(values))

    def _join(self, words: Sequence[Word], places: Sequence[frozenset[Place]], values: list[Values]) -> None:
        """Asks about words that a pattern of several may match, together."""
        for first, end in _joined(list(self._matches(places))):
            run = tuple(words[first:end])
            if run not in self._runs:
                self._runs[run] = [self._values(w, r) for w, r in zip(run, self._rule(run), strict=True)]
            values[first:end] = self._runs[run]

    def _matches(self, places: Sequence[frozenset[Place]]) -> Iterator[tuple[int, int]]:
        for at, here in enumerate(places):
            for pattern in sorted(pattern for pattern, place in here if place == 0):
                end = at + self.lengths[pattern]
                if end <= len(places) and all((pattern, n - at) in places[n] for n in range(at + 1, end)):
                    yield at, end

    def _learn(self, word: Word) -> tuple[Values, frozenset[Place]]:
        orth, lower, tag, dep = word
        told = self.vocab.strings[orth].isspace() or self._singled_out(self.vocab.strings[lower])
        key = (lower if told else 0, tag, dep)
        if key not in self._ruled:
            self._ruled[key] = self._rule([word])[0]
        ruled = self._ruled[key]
        self._forms[word] = self._values(word, ruled), ruled.places
        return self._forms[word]

    def _rule(self, words: Sequence[Word]) -> list[_Ruled]:
        """What the ruler makes of these words, standing alone or side by side."""
        from spacy.tokens import Doc

        doc = Doc(self.vocab, words=[self.vocab.strings[w[0]] for w in words])
        doc.from_array(["TAG", "DEP"], _numbers([w[2:] for w in words]))
        places: list[set[Place]] = [set() for _ in words]
        for name, at, _ in self._parts(doc):
            places[at].add(divmod(int(self.vocab.strings[name]), _MOST_PLACES))
        rows = self.ruler(doc).to_array(_SET).tolist()
        return [_Ruled(tuple(r), t.pos_, t.morph, frozenset(p)) for r, t, p in zip(rows, doc, places, strict=True)]

    def _values(self, word: Word, ruled: _Ruled) -> Values:
        tag, dep, pos, lemma = ruled.values
        if not lemma:
            asked = _Asked(word[0], self.vocab.strings[word[0]], pos, ruled.pos, ruled.morph)
            lemma = self.vocab.strings.add(self.lemmatizer.lemmatize(asked)[0])
        return tag, dep, pos, lemma

    def _matcher(self, several: Sequence[Sequence[Mapping[str, Any]]]) -> Any:
        """Tells which place of which pattern of several words a word may fill."""
        from spacy.matcher import Matcher

        matcher = Matcher(self.vocab)
        for number, pattern in enumerate(several):
            for place, token in enumerate(pattern):
                matcher.add(str(_MOST_PLACES * number + place), [[dict(token)]])
        return lambda doc: matcher(doc, allow_missing=True) if several else []


def _numbers(rows: Sequence[Sequence[int]]) -> Any:
    return np.array(rows, dtype=np.uint64)


def _indexed(lemmatizer: Any) -> Any:
    """The lemmatizer with its lists of known words as sets; it only asks whether a word is in them."""
    if lemmatizer.lookups.has_table("lemma_index"):
        table = lemmatizer.lookups.get_table("lemma_index")
        for kind, words in list(table.items()):
            table[kind] = frozenset(words)
    return lemmatizer


def _joined(runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches in rising order, with those that share a word made one."""
    first, end = -1, -1
    for start, stop in runs:
        if start < end:
            end = max(end, stop)
            continue
        if end > 0:
            yield first, end
        first, end = start, stop
    if end > 0:
        yield first, end


class _Singled:
    """Whether the rules single a word out; all others are of one kind to them."""

    def __init__(self, tokens: Iterable[Mapping[str, Any]]) -> None:
        told = list(_tests(tokens))
        self.words = frozenset(w for words, _ in told for w in words)
        self.patterns = tuple(p for _, p in told if p is not None)

    def __call__(self, lower: str) -> bool:
        return lower in self.words or any(p.search(lower) for p in self.patterns)


def _tests(tokens: Iterable[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, ...], re.Pattern[str] | None]]:
    """Words that the tokens' tests name, and expressions that they hold; an unknown test may mean any word."""
    for token in tokens:
        test = token.get("LOWER")
        if isinstance(test, str):
            yield (test,), None
        for kind, value in test.items() if isinstance(test, dict) else ():
            if kind in {"IN", "NOT_IN"}:
                yield tuple(value), None
            else:
                yield (), re.compile(value if kind == "REGEX" else "")
