"""Makes names comparable: case, accents and punctuation do not tell parties apart."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def fold(*texts: str | None) -> str:
    """Plain lower-case words between single spaces, with a space at each end."""
    joined = unicodedata.normalize("NFKD", " ".join(text for text in texts if text))
    bare = "".join(char for char in joined if not unicodedata.combining(char))
    words = _NOT_WORD.sub(" ", bare.casefold()).split()
    return f" {' '.join(words)} " if words else " "
