"""Captions: a line that opens with a label or closes with a picture credit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsledger.reading.cues import Cues, cues, plain
from newsledger.reading.pieces import Piece
from newsledger.records import ZoneKind

_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_CLOSING = " .…"
# A caption is a sentence or three.
_MAX_CAPTION = 700
# The credit stands within the last characters of a caption.
_CREDIT_REACH = 160
# A picture credit inside a long first paragraph closes the caption that runs into it.
_INNER = re.compile(r"[(\[][^()\[\]]{0,60}\b(?:[Pp]hotos?|[Ii]mages?|PHOTOS?)\b[^()\[\]]{0,60}[)\]]\s+(?=[A-Z“\"])")


def is_caption(item: Piece, known: Cues) -> bool:
    """Whether the whole piece is a caption or a picture's credit."""
    if len(item.text) > _MAX_CAPTION:
        return False
    if _IMAGE.fullmatch(item.text):
        return True
    opening = item.lowered or plain(item.text[:60])
    if opening.startswith(known.caption_labels) and len(item.text) <= _MAX_CAPTION // 2:
        return True
    return known.credit.search(plain(item.text[-_CREDIT_REACH:]).rstrip(_CLOSING)) is not None


def _cut(item: Piece) -> list[Piece]:
    inner = _INNER.search(item.text, 0, _MAX_CAPTION)
    if inner is None or inner.end() >= len(item.text):
        return [item]
    caption, rest = item.cut(inner.end())
    return [caption.of_kind(ZoneKind.CAPTION), rest]


def mark(pieces: Sequence[Piece]) -> list[Piece]:
    known = cues()
    marked: list[Piece] = []
    for i, item in enumerate(pieces):
        if item.open and is_caption(item, known):
            marked.append(item.of_kind(ZoneKind.CAPTION))
        else:
            marked += _cut(item) if item.open and i < 4 else [item]
    return marked
