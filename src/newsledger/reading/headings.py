"""Headlines at the top of a page and headings between its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsledger.reading.pieces import Piece
from newsledger.records import ZoneKind

_STOP = re.compile(r"[.!?:;,…]['\"”’)]*$|[”\"]$|''$|-$")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SPEAKER = re.compile(r"[a-z]")

_MAX_HEADLINE = 160
_MAX_HEADING = 80
_MAX_HEADING_WORDS = 12
# The paragraph under a heading is longer than a heading.
_MIN_PARAGRAPH = 80
# The headline stands within the first pieces that are not yet decided.
_TOP = 2
_TITLE_CASE = 0.85


def _unstopped(text: str) -> bool:
    bare = text.rstrip()
    return _STOP.search(bare) is None or bare.endswith("?") or (bare.endswith(";") and len(bare) <= _MAX_HEADING)


def _title_case(text: str) -> bool:
    words = _LONG_WORD.findall(text)
    capital = sum(w[0].isupper() for w in words)
    return len(words) >= 4 and capital >= _TITLE_CASE * len(words) and not text.isupper()


def _headline(item: Piece) -> bool:
    text = item.text
    return len(text) <= _MAX_HEADLINE and len(text.split()) >= 2 and (_unstopped(text) or _title_case(text))


def _heading(item: Piece) -> bool:
    text = item.text
    if text.startswith("#"):
        return len(text) <= _MAX_HEADLINE
    short = len(text) <= _MAX_HEADING and len(text.split()) <= _MAX_HEADING_WORDS
    return item.gap and short and _STOP.search(text) is None and not _SPEAKER.match(text)


def _followed(pieces: Sequence[Piece], i: int, reach: int) -> bool:
    """Whether a paragraph that ends like prose follows among the next open pieces."""
    after = [p for p in pieces[i + 1 :] if p.open][:reach]
    return any(len(p.text) >= _MIN_PARAGRAPH and _STOP.search(p.text) is not None for p in after)


def mark(pieces: Sequence[Piece]) -> list[Piece]:
    marked = list(pieces)
    top = [i for i, p in enumerate(pieces) if p.open][:_TOP]
    headed = True
    for i, item in enumerate(pieces):
        if not item.open:
            continue
        if i in top:
            headed = headed and _headline(item) and _followed(pieces, i, 3)
            found = headed or (_heading(item) and _followed(pieces, i, 1))
        else:
            found = _heading(item) and _followed(pieces, i, 1)
        if found:
            marked[i] = item.of_kind(ZoneKind.HEADLINE)
    return marked
