"""One spelling for the many of a place name, so that a page's and a gazetteer's meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe", "ı": "i"}
)
_MARKS = re.compile("['`´‘’ʻʼʿʾ\u02bb\u02bc]")
_WORDS = re.compile(r"[a-z0-9]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_ARTICLES = frozenset({"al", "el", "ad", "as", "ash", "an", "ar", "at", "az", "the"})


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """Lower case, no accents, apostrophes or stops, hyphens as spaces; "St." as "saint"."""
    plain = name if name.isascii() else _unaccented(name)
    words = _WORDS.findall(_MARKS.sub("", plain).lower())
    whole = _initials(words) if any(len(w) == 1 for w in words) else words
    return " ".join(_SHORT.get(w, w) for w in whole)


def _unaccented(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _initials(words: list[str]) -> list[str]:
    """ "u s" and "us" are one name: runs of single letters join."""
    joined: list[str] = []
    run = False
    for word in words:
        single = len(word) == 1
        if single and run:
            joined[-1] += word
        else:
            joined.append(word)
        run = single
    return joined


def bare(folded: str) -> str:
    """The folded name without an article before it ("al hasakah" is "hasakah")."""
    head, _, rest = folded.partition(" ")
    return rest if head in _ARTICLES and len(rest) > 3 else folded


def digest(folded: str) -> int:
    """A 64-bit key of the folded name, the same on every machine; blind to spaces, so that
    "Deir Ezzor" and "Deir ez-Zor" are one."""
    return int.from_bytes(blake2b(folded.replace(" ", "").encode(), digest_size=8).digest(), "little")
