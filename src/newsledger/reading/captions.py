"""Captions: a line that opens with a label or closes with a picture credit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsledger.reading.cues import Cues, cues, plain
from newsledger.reading.outlets import book
from newsledger.reading.pieces import Piece
from newsledger.reading.shapes import names_only
from newsledger.records import ZoneKind

_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_CLOSING = " .…"
_STOPS = ".!?…,;:()[]|/–—-\"”'’"
# Words behind the stop of the last sentence, which no abbreviation ends.
_TAIL = re.compile(r"(?:[a-z\d’']{4,}|\b[a-z]{2,3}|[)”\"])[.!?][”\"’)]*\s+([^.!?]{4,70})(?<![:,;])$")
# A dash signs a quotation.
_SIGNING = "—–-―•"
_QUOTING = "\"“‘'«"
# A bare name closes a caption only behind a sentence of some length.
_MAX_NAME, _MIN_TOLD, _MAX_SIGNED = 4, 60, 450
_OWNED = re.compile(r"©\s*([^.©]{4,50})$")
_CREDIT_MARKS = ("/", "|", "©", " for the ", " via ")
# A longer line in square brackets is a note of the page's makers.
_MAX_LABEL = 60
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
    if item.text[0] == "[" and len(item.text) > _MAX_LABEL:
        return False
    if _IMAGE.fullmatch(item.text):
        return True
    opening = item.lowered or plain(item.text[:60])
    if opening.startswith(known.caption_labels) and len(item.text) <= _MAX_CAPTION // 2:
        return True
    credit = known.credit.search(plain(item.text[-_CREDIT_REACH:]).rstrip(_CLOSING))
    return (credit is not None and _is_credit(credit, item.text)) or _signed(item.text)


def _is_credit(found: re.Match[str], text: str) -> bool:
    """Whether what looks like a credit closes a sentence or names somebody, and is no heading's own end."""
    before = found.string[: found.start()].rstrip()
    apart = before.count(" ") < 2 or before[-1] in _STOPS or not found.group()[0].isalpha()
    return apart or names_only(text.rpartition(":")[2])


def _signed(text: str) -> bool:
    """Whether a name follows the last sentence, as a photographer's with his agency does."""
    owned = _OWNED.search(text, max(0, len(text) - _CREDIT_REACH))
    if owned and owned.start() and names_only(owned.group(1)):
        return True
    found = _TAIL.search(text, max(0, len(text) - _CREDIT_REACH)) if len(text) <= _MAX_SIGNED else None
    if found is None:
        return False
    tail = found.group(1)
    if tail[0] in _SIGNING or "@" in tail or text[0] in _QUOTING:
        return False
    labelled = re.fullmatch(r"[^\W\d_]{3,14}:\s*(.+)", tail)
    marked = any(mark in tail for mark in _CREDIT_MARKS) or tail.startswith("(") or labelled is not None
    people = (
        2 <= len(tail.split()) <= _MAX_NAME
        and found.start(1) >= _MIN_TOLD
        and book().named(tail) is None
        and book().wire(tail) is None
    )
    return names_only(labelled.group(1) if labelled else tail) and (marked or people)


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
