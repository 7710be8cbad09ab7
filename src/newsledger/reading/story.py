"""Where a page's story is: the run of sentences that fill it, and the words they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from newsledger.reading.pieces import Piece
from newsledger.reading.shapes import CALL, call, is_paragraph, is_sentence, stems
from newsledger.reading.voice import unquoted

_I = re.compile(r"\bI(?= [a-z]|['’](?:m|ve|ll|d)\b)")
_WE = re.compile(r"\b(?:[Mm]y|[Ww]e|[Oo]ur)\b")
_SECOND_PERSON = re.compile(r"\b[Yy]our?\b")
# A page whose paragraphs speak so this often is a column, a talk or a mail.
# What shares less of its words with a story of some length is no part of it.
STRANGE, _LONG = 0.3, 3
_PERSONAL_SHARE, _PERSONAL_LEAST = 0.3, 2


class Story:
    """``first`` and ``last`` are the indices of its first and last paragraph; ``end`` that of its last sentence.

    What most pages never ask for is worked out when it is first asked for.
    """

    def __init__(self, pieces: Sequence[Piece], told: Sequence[int]) -> None:
        self.first, self.last = told[0], told[-1]
        self.end = _end(pieces, told[-1])
        self._told = {i: pieces[i].text for i in told}

    @cached_property
    def _words(self) -> Counter[str]:
        """How many paragraphs hold each stem."""
        return Counter(stem for text in self._told.values() if call(text) < CALL for stem in stems(text))

    @cached_property
    def personal(self) -> bool:
        """Whether the author speaks as "I" or "we", or to the reader."""
        own = [unquoted(text) for text in self._told.values()]
        spoken = sum((_WE.search(text) or _SECOND_PERSON.search(text)) is not None for text in own)
        # A report says "I" in quotation marks only.
        if any(_I.search(text) for text in own):
            return True
        return spoken >= _PERSONAL_LEAST and spoken >= _PERSONAL_SHARE * len(self._told)

    @property
    def long(self) -> bool:
        """Whether it has paragraphs enough for the words that a line does not share to tell anything."""
        return len(self._told) >= _LONG

    def is_strange(self, item: Piece, index: int) -> bool:
        return self.long and self.shared(item, index) < STRANGE

    def shared(self, item: Piece, index: int) -> float:
        """The share of a piece's content words that other paragraphs of the story have too."""
        own = stems(item.text)
        least = 2 if index in self._told and call(item.text) < CALL else 1
        return sum(self._words[s] >= least for s in own) / len(own) if own else 0.0


def find(pieces: Sequence[Piece]) -> Story | None:
    """The story among the pieces; None where no paragraph is left that could be one."""
    told = [i for i, p in enumerate(pieces) if is_paragraph(p)]
    while len(told) > _LONG and call(pieces[told[-1]].text) >= CALL:
        told.pop()
    while len(told) > _LONG and call(pieces[told[0]].text) >= CALL:
        told.pop(0)
    return Story(pieces, told) if told else None


def _end(pieces: Sequence[Piece], last: int) -> int:
    """The last of the short sentences that follow the last paragraph with nothing between."""
    end = last
    while end + 1 < len(pieces) and is_sentence(pieces[end + 1]):
        end += 1
    return end
