"""Sentences made from the written ones, for lessons that need no labels.

Two are joined, a stretch is cut out of one, or its names are exchanged for others: real pages are longer, more broken
and fuller of unknown names than sentences that are written to be labelled.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-zA-Z'’-]+(?: [A-Z][a-zA-Z'’-]+)*")
_FIRST = re.compile(r"[A-Z][a-z]*\b")
_SMALL = re.compile(r"(?<= )[a-z]+\b")
_JOINTS = (", and ", "; ", " while ", ", but ", " after ", " because ", ", as ", " — ", ", which came as ")
# A sentence of fewer words is not cut, nor of those made one of more characters kept.
_LEAST_WORDS, _LONGEST = 8, 270
# The share of a sentence's names that are exchanged.
_EXCHANGED = 0.7


class Mixing:
    """Makes one new sentence of a text at a time; the same texts and order of chance give the same ones."""

    def __init__(self, texts: Sequence[str], order: random.Random) -> None:
        self.texts, self.order = list(texts), order
        self.names = [name for text in texts for name in _NAME.findall(text)]
        self.small = {word for text in texts for word in _SMALL.findall(text)}
        self.ways: tuple[Callable[[str], str], ...] = (self.joined, self.joined, self.renamed, self.cut)

    def __iter__(self) -> Iterator[str]:
        made = (self.order.choice(self.ways)(text) for text in self.texts)
        yield from (text for text in made if len(text) <= _LONGEST)

    def joined(self, text: str) -> str:
        """The text with another behind it, in one sentence."""
        other = _FIRST.sub(self._inside, self.order.choice(self.texts), count=1)
        return text.rstrip(".") + self.order.choice(_JOINTS) + other

    def _inside(self, first: re.Match[str]) -> str:
        """A sentence's first capital, small where other texts write its word small."""
        low = first[0].lower()
        return low if first.start() == 0 and low in self.small else first[0]

    def renamed(self, text: str) -> str:
        """The text with most of its names exchanged for those of other texts."""
        draw = self.order.random
        return _NAME.sub(lambda m: self.order.choice(self.names) if draw() < _EXCHANGED else m[0], text)

    def cut(self, text: str) -> str:
        """The middle of the text and some of what stands around it."""
        words = text.split()
        third = len(words) // 3
        if len(words) < _LEAST_WORDS:
            return text
        return " ".join(words[self.order.randrange(third) : self.order.randrange(2 * third, len(words)) + 1])
