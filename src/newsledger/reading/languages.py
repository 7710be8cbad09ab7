"""Which language a page is in."""

from __future__ import annotations

import re

from newsledger.reading.cues import cues
from newsledger.reading.limits import SAMPLE

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Fewer letters tell no language; plain letters then count as English.
_MIN_LETTERS = 40
# Up to so many, the words with a capital are asked too: a headline may have hardly others. What the model takes for
# the English of Nigeria is English as well in so short a text.
_FEW_LETTERS = 200
_ENGLISH = frozenset({"en", "pcm"})


def language(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None where there is nothing to tell by.

    Texts rich in English function words are English without asking the model, which is
    misled by foreign names in single sentences and by capitals. Words with a capital tell
    nothing beside plain ones: names are at home in every language.
    """
    sample = text[:SAMPLE]
    found = _WORD.findall(sample)
    words = _plain(found) or [w.lower() for w in found]
    letters = sum(map(len, found))
    if letters < _MIN_LETTERS:
        return "en" if letters and sample.isascii() else None
    if _is_english(words):
        return "en"
    import py3langid

    code, _ = py3langid.classify(" ".join(words))
    if letters < _FEW_LETTERS and (code in _ENGLISH or py3langid.classify(sample.lower())[0] in _ENGLISH):
        return "en"
    return str(code)


def _plain(words: list[str]) -> list[str]:
    """The words without a capital, save those within a name ("Ludwig van Beethoven")."""
    kept: list[str] = []
    held: list[str] = []
    for word in words:
        if word[0].islower():
            held.append(word)
            continue
        kept += held if any(w not in cues().foreign for w in held) else []
        held = []
    return kept + held


def _is_english(words: list[str]) -> bool:
    known = cues()
    english, foreign = (sum(w in some for w in words) for some in (known.english, known.foreign))
    return english > foreign and english >= known.english_share * len(words)
