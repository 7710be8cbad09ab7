"""Turns headlines in which every word begins with a capital to ordinary case, so that offsets stay.

A parser taught on ordinary text reads "Hosts" in "Kim Hosts China" as a name. What the page's
running text writes small is small; what it writes only with a capital is a name; of the rest
the known names decide, as they do in text that is in capitals throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsledger.language.casing import Word, cased, is_common, is_upper, joined, opening, place_name, recased, words_of
from newsledger.language.naming import WORD, surnames

# A headline is at most so long and has at least so many words of four letters and more, of which this share begin
# with a capital: shorter words ("of", "to") are written small in most houses' headlines.
_LONGEST, _LEAST, _SHARE = 200, 3, 0.9
_WEIGHTY = 4
_INSIDE = re.compile(r"(?<=[a-z,;0-9] )[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Usage:
    """Words in lower case that running text writes small, and those that it writes great within a sentence."""

    small: frozenset[str] = frozenset()
    great: frozenset[str] = frozenset()


def is_titled(text: str) -> bool:
    """Whether the text is a headline with a capital at nearly every word."""
    if len(text) > _LONGEST:
        return False
    heavy = [w for w in WORD.findall(text) if len(w) >= _WEIGHTY]
    return len(heavy) >= _LEAST and sum(w[0].isupper() for w in heavy) >= _SHARE * len(heavy)


def usage(texts: Iterable[str]) -> Usage:
    """How the running text among these paragraphs writes its words."""
    small: set[str] = set()
    great: set[str] = set()
    for text in texts:
        if not is_titled(text) and not is_upper(text):
            for word in _INSIDE.findall(text):
                (great if word[0].isupper() else small).add(word.lower())
    return Usage(frozenset(small - great), frozenset(great - small))


def untitled(text: str, known: Usage) -> str:
    """The text in ordinary case where it is a headline or in capitals; the same number of characters."""
    if is_upper(text):
        return recased(text)
    if not is_titled(text):
        return text
    words = words_of(text)
    new: list[str | None] = [None] * len(words)
    for at in range(len(words)):
        if new[at] is None and words[at].text[0].isupper():
            place_name(words, at, new, least=2)
    decided = [n or _decided(text, w, known) for n, w in zip(new, words, strict=True)]
    return "".join(joined(text, words, cased(text, words, decided)))


def _decided(text: str, word: Word, known: Usage) -> str | None:
    """The word as it is where it is small, an abbreviation or a name; None where other knowledge has to say."""
    lettered = len(word.text) > 1 and not word.text[1:].islower()
    if word.text[0].islower() or lettered or word.low in known.great:
        return word.text
    if word.low in known.small:
        return opening(text, word)
    return word.text if len(word.low) >= _WEIGHTY and word.low in surnames() and not is_common(word.low) else None
