"""Parsed words as plain objects.

Every reader asks each word for its kind, its head and its children many times. spaCy makes
its tokens anew on each such question and looks their strings up by number; here a text's words
are made once, with all that is asked of them in place. Names and meanings are spaCy's own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, overload

import numpy as np

from newsledger.language.mending import mend

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_READ: list[int | str] = [
    "ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "ENT_IOB", "SENT_START", "SPACY", "HEAD",
]  # fmt: skip
_IOB = ("", "I", "O", "B")
# Forms and strings that are kept before memory starts afresh.
_KEPT = 15_000


@dataclass(frozen=True, slots=True)
class Form:
    """What a word's spelling alone tells."""

    text: str
    lower: str
    is_alpha: bool
    is_punct: bool
    is_space: bool
    is_stop: bool
    is_quote: bool
    is_right_punct: bool
    like_num: bool


class Token:
    """One word: ``i`` counts words and ``idx`` characters from the text's start.

    ``children`` are the words that hang on it, in text order, those before it under ``lefts``
    and those behind it under ``rights``. A root is its own ``head``.
    """

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "ent_iob_", "ent_type_", "form", "head", "i", "idx", "is_sent_start",
        "lefts", "lemma_", "lower_", "pos_", "rights", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip
    i: int
    idx: int
    form: Form
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    is_sent_start: bool
    head: Token
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]
    doc: Text
    sent: Stretch
    _subtree: tuple[Token, ...] | None

    def __len__(self) -> int:
        """Its number of characters."""
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        return self.form.is_alpha

    @property
    def is_punct(self) -> bool:
        return self.form.is_punct

    @property
    def is_space(self) -> bool:
        return self.form.is_space

    @property
    def is_stop(self) -> bool:
        return self.form.is_stop

    @property
    def is_quote(self) -> bool:
        return self.form.is_quote

    @property
    def is_right_punct(self) -> bool:
        return self.form.is_right_punct

    @property
    def like_num(self) -> bool:
        return self.form.like_num

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, that one's head, and so on to the root."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The word with all that hang on it and on those; in text order, but for crossing branches."""
        if self._subtree is None:
            below = [t for child in self.lefts for t in child.subtree]
            below.append(self)
            below += [t for child in self.rights for t in child.subtree]
            self._subtree = tuple(below)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first word of its subtree."""
        return min(self.subtree, key=_place)

    @property
    def right_edge(self) -> Token:
        """The last word of its subtree."""
        return max(self.subtree, key=_place)

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The words coordinated with it, without itself."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:
            found += [child for child in word.rights if child.dep_ == "conj"]
        return tuple(word for word in found if word is not self)

    def nbor(self, places: int = 1) -> Token:
        """The word so many places behind it; raises IndexError where the text ends before."""
        at = self.i + places
        if at < 0:
            raise IndexError(f"no word {places} places from {self.i}")
        return self.doc.words[at]


def _place(token: Token) -> int:
    return token.i


class Text:
    """The words of one paragraph that was parsed as a whole, and its characters."""

    __slots__ = ("text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: tuple[Token, ...] = ()

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Stretch: ...

    def __getitem__(self, at: int | slice) -> Token | Stretch:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.words))
            return Stretch(self, start, max(start, end))
        return self.words[at]

    @property
    def sents(self) -> Iterator[Stretch]:
        """Its sentences in order."""
        starts = [word.i for word in self.words if word.is_sent_start and word.i]
        for start, end in zip([0, *starts], [*starts, len(self.words)], strict=True):
            if end > start:
                yield Stretch(self, start, end)

    def covering(self, start: int, end: int) -> Stretch | None:
        """The words that hold these characters wholly or in part; None outside the text."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        if start == self.words[first].idx + len(self.words[first]):
            first += 1  # the blank behind a word is no part of it
        return Stretch(self, first, max(first, last + 1))

    def _at(self, place: int) -> int | None:
        """The word, or the blank behind it, that holds a character."""
        if place < 0 or place >= len(self.text):
            return None
        return bisect_right(self.words, place, key=lambda word: word.idx) - 1


class Stretch:
    """Words of a text from ``start`` up to ``end``."""

    __slots__ = ("__dict__", "doc", "end", "start")

    def __init__(self, doc: Text, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    @property
    def words(self) -> tuple[Token, ...]:
        return self.doc.words[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Stretch: ...

    def __getitem__(self, at: int | slice) -> Token | Stretch:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Stretch(self.doc, self.start + start, self.start + max(start, end))
        return self.words[at]

    @property
    def start_char(self) -> int:
        return self.doc.words[self.start].idx

    @property
    def end_char(self) -> int:
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @cached_property
    def root(self) -> Token:
        """The sentence's root, or the word nearest to it; blanks and marks only where there is nothing else."""
        words = self.words
        for word in words:
            if word.head is word:
                return word
        outer = [w for w in words if not self.start <= w.head.i < self.end]
        best = min(outer, key=self._distance, default=None)
        return best if best is not None and self._distance(best) < len(self.doc) else self.doc.words[self.start]

    def _distance(self, word: Token) -> int:
        alone = (word.form.is_space or word.form.is_punct) and not word.children
        return len(self.doc) - 1 if alone else sum(1 for _ in word.ancestors)

    @property
    def ents(self) -> Iterator[tuple[str, Stretch]]:
        """The kinds and words of the named entities that lie within."""
        at = self.start
        while at < self.end:
            word, first = self.doc.words[at], at
            at += 1
            if word.ent_iob_ == "B":
                while at < len(self.doc) and self.doc.words[at].ent_iob_ == "I":
                    at += 1
                if at <= self.end:
                    yield word.ent_type_, Stretch(self.doc, first, at)


class Words:
    """Makes the words of spaCy's parses; keeps what it has looked up in the vocabulary."""

    def __init__(self, vocab: Vocab) -> None:
        self._forms, self._strings = _Forms(vocab), _Strings(vocab)

    def __call__(self, doc: Doc) -> Text:
        """The text of a document that has been tagged, parsed and cut into sentences."""
        for memory in (self._forms, self._strings):
            if len(memory) > _KEPT:
                memory.clear()
        text = Text(doc.text)
        told = doc.to_array(_READ).astype(np.int64).T.tolist() if len(doc) else [[] for _ in _READ]
        words = [Token() for _ in told[0]]
        text.words = tuple(words)
        self._name(text, *told[:-1])
        heads = [i + places for i, places in enumerate(told[-1])]
        mend(words, heads)
        _hang(words, heads)
        for sentence in text.sents:
            for word in sentence.words:
                word.sent = sentence
        return text

    def _name(self, text: Text, *told: list[int]) -> None:
        """Fills in what each word is, from its spelling and its numbers."""
        strings, idx = self._strings, 0
        forms = map(self._forms.__getitem__, told[0])
        rows = zip(text.words, forms, *told[1:], strict=True)
        for i, (word, form, lemma, pos, tag, dep, kind, place, first, blank) in enumerate(rows):
            word.i, word.idx, word.doc, word.form, word._subtree = i, idx, text, form, None
            word.text, word.lower_, word.lemma_ = form.text, form.lower, strings[lemma]
            word.pos_, word.tag_, word.dep_ = strings[pos], strings[tag], strings[dep]
            # Blanks belong to no name, though the recognizer may take a run of them into one.
            word.ent_type_, word.ent_iob_ = ("", "O") if word.form.is_space else (strings[kind], _IOB[place])
            word.is_sent_start, word.whitespace_ = first == 1, " " if blank else ""
            idx += len(form.text) + blank


class _Strings(dict[int, str]):
    """The vocabulary's strings by number."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, number: int) -> str:
        found = self[number] = str(self._vocab.strings[number % (1 << 64)])
        return found


class _Forms(dict[int, Form]):
    """Spellings by number."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, number: int) -> Form:
        word = self._vocab[number % (1 << 64)]
        found = self[number] = Form(
            word.text, word.lower_, word.is_alpha, word.is_punct, word.is_space, word.is_stop, word.is_quote,
            word.is_right_punct, word.like_num,
        )  # fmt: skip
        return found


def _hang(words: list[Token], heads: list[int]) -> None:
    """Gives each word its head and each head its children."""
    lefts: dict[int, list[Token]] = {}
    rights: dict[int, list[Token]] = {}
    for i, (word, head) in enumerate(zip(words, heads, strict=True)):
        word.head = words[head]
        if head != i:
            (lefts if head > i else rights).setdefault(head, []).append(word)
    for i, word in enumerate(words):
        word.lefts, word.rights = tuple(lefts.get(i, ())), tuple(rights.get(i, ()))
        word.children = word.lefts + word.rights
