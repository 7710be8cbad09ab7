"""Which language a page is in."""

from __future__ import annotations

import re

from newsledger.reading.cues import cues
from newsledger.reading.limits import SAMPLE

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Fewer letters tell no language; plain letters then count as English.
_MIN_LETTERS = 40


def language(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None where there is nothing to tell by.

    Texts rich in English function words are English without asking the model, which is
    misled by foreign names in single sentences and by capitals.
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < _MIN_LETTERS:
        return "en" if letters and sample.isascii() else None
    known = cues()
    if sum(w in known.english for w in words) >= known.english_share * len(words):
        return "en"
    import py3langid

    code, _ = py3langid.classify(sample.lower())
    return str(code)
