"""Headlines at the top of a page and headings between its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsledger.reading.pieces import Piece
from newsledger.records import ZoneKind

_STOP = re.compile(r"[.!?:;,…]['\"”’)]*$|[”\"]$|''$|-$")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_OPENS = re.compile(r"[^\Wa-z]|[“\"‘'$€£]")

_MAX_HEADLINE = 160
_MAX_HEADING, _MAX_QUESTION = 80, 60
_MAX_HEADING_WORDS = 12
# The paragraph under a heading is longer than a heading.
_MIN_PARAGRAPH = 80
# The headline stands within the first pieces that are not yet decided.
_TOP = 2
_TITLE_CASE = 0.85
_NEAR, _FAR, _TELLING_WORDS = 3, 12, 5


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
    asks = text.endswith("?") and len(text) <= _MAX_QUESTION and ":" not in text
    return item.gap and short and (asks or _STOP.search(text) is None) and _OPENS.match(text) is not None


def _followed(pieces: Sequence[Piece], i: int, reach: int) -> bool:
    """Whether a paragraph that ends like prose follows among the next open pieces."""
    after = [p for p in pieces[i + 1 :] if p.open][:reach]
    return any(len(p.text) >= _MIN_PARAGRAPH and _STOP.search(p.text) is not None for p in after)


def _reach(item: Piece) -> int:
    """How many pieces may stand between a headline and the story: key points and the like, if it is long enough."""
    return _FAR if item.gap and len(item.text.split()) >= _TELLING_WORDS else _NEAR


def _heads_lines(pieces: Sequence[Piece], i: int) -> bool:
    """Whether lines that stand close together, a table's or a list's, follow."""
    after = [p for p in pieces[i + 1 : i + 3] if p.open]
    return len(after) == 2 and after[0].gap and not after[1].gap


def _heads(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a heading between paragraphs stands here."""
    if pieces[i].text.startswith("#"):
        return True
    return _followed(pieces, i, 1) or (
        _heads_lines(pieces, i) and any(p.open or p.kind is ZoneKind.HEADLINE for p in pieces[:i])
    )


def mark(pieces: Sequence[Piece]) -> list[Piece]:
    marked = list(pieces)
    top = [i for i, p in enumerate(pieces) if p.open][:_TOP]
    headed = not any(p.kind is ZoneKind.HEADLINE for p in pieces)
    for i, item in enumerate(pieces):
        if not item.open:
            continue
        if i in top:
            headed = headed and _headline(item) and _followed(pieces, i, _reach(item))
            found = headed or (_heading(item) and _heads(pieces, i))
        else:
            found = _heading(item) and _heads(pieces, i)
        if found:
            marked[i] = item.of_kind(ZoneKind.HEADLINE)
    return marked
