"""Makes names comparable: case, accents and punctuation do not tell parties apart."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def fold(*texts: str | None) -> str:
    """Plain lower-case words between single spaces, with a space at each end."""
    joined = " ".join(text for text in texts if text)
    words = _NOT_WORD.sub(" ", (joined if joined.isascii() else _bare(joined)).casefold()).split()
    return f" {' '.join(words)} " if words else " "


def _bare(text: str) -> str:
    """The letters without their accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
