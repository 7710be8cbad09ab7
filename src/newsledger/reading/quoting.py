"""Stretches of a page that were copied from another outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from newsledger.reading import voice
from newsledger.reading.cues import cues
from newsledger.reading.outlets import book
from newsledger.reading.pieces import Piece
from newsledger.records import Outlet, ZoneKind

_NAME = r"(?:[A-Z][\w.’'&-]*)(?:\s+(?:(?:of|the|and|for|de|&)\s+)?[A-Z0-9][\w.’'&-]*){0,5}"
_BEFORE = r"(?:^|[.!?…][\"”’)]*\s+|[,;(—–-]\s*)"
_OPENING_QUOTE = ("“", '"', "``", "‘")
_CLOSING_QUOTE = ("”", '"', "''", "’")
_ELISION = re.compile(r"\[(?:…|\.\s?\.\s?\.)\]|\(…\)")
# The words that bring in a quotation stand at the end of the paragraph before.
_REACH = 240


@lru_cache(maxsize=1)
def _introduced() -> re.Pattern[str]:
    """A paragraph that closes with an outlet's name, or with the outlet telling, and a colon."""
    known = cues()
    opener = rf"(?i:{known.quote_openers})\s+"
    return re.compile(rf"(?:{_BEFORE}|\b{opener})(?:{opener})?(?:[Tt]he\s+)?({_NAME})(?:\s+(?:{known.telling})\b[^.:;!?]{{0,60}})?\s*:$")


def outlet_named(words: str) -> Outlet | None:
    """The outlet of this name: one of the registry's, or one whose name says it is a paper."""
    found = book().named(words)
    if found:
        return found
    parts = words.split()
    shaped = len(parts) >= 2 and parts[-1].lower() in cues().outlet_nouns
    return Outlet(words) if shaped else None


def introduced(text: str) -> Outlet | None:
    """The outlet that a paragraph's last words announce a quotation from."""
    if not text.endswith(":"):
        return None
    found = _introduced().search(text, max(0, len(text) - _REACH))
    return outlet_named(found.group(1)) if found else None


def mentioned(text: str) -> Outlet | None:
    """The outlet that the sentence before a marked quotation names."""
    if outlet := introduced(text):
        return outlet
    sentence = re.split(r"(?<=[.!?])\s+", text[-_REACH:])[-1]
    names = (m.group() for m in re.finditer(_NAME, sentence))
    return next((found for name in names if (found := book().named(name.removesuffix("’s").removesuffix("'s")))), None)


def _quoted_run(pieces: Sequence[Piece], first: int) -> list[int]:
    """Indices of the paragraphs copied from ``first`` on."""
    open_run = _between_marks(pieces, first)
    return open_run if open_run else _in_register(pieces, first)


def _between_marks(pieces: Sequence[Piece], first: int) -> list[int]:
    """Paragraphs that each open with a quotation mark, to the one that closes with one."""
    run: list[int] = []
    for i in range(first, len(pieces)):
        if not pieces[i].open or not pieces[i].text.startswith(_OPENING_QUOTE):
            break
        run.append(i)
        if pieces[i].text.endswith(_CLOSING_QUOTE) and not _next_opens(pieces, i):
            break
    return run


def _next_opens(pieces: Sequence[Piece], i: int) -> bool:
    return i + 1 < len(pieces) and pieces[i + 1].text.startswith(_OPENING_QUOTE)


def _in_register(pieces: Sequence[Piece], first: int) -> list[int]:
    """Paragraphs up to the first in the author's own voice; a mark of omission keeps the run going."""
    run: list[int] = []
    names: frozenset[str] = frozenset()
    for i in range(first, len(pieces)):
        item = pieces[i]
        if not item.open and item.kind is not ZoneKind.CAPTION:
            break
        if run and not _is_elision(item) and _author_returns(item.text, names):
            break
        run.append(i)
        names |= voice.titled(item.text)
    return run


def _is_elision(item: Piece) -> bool:
    return bool(_ELISION.fullmatch(item.text))


def _author_returns(text: str, titled: frozenset[str]) -> bool:
    points = voice.score(text) + (cues().voice.threshold if voice.drops_title(text, titled) else 0)
    return points >= cues().voice.threshold


def mark(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces copied from another outlet marked as block quotes that carry it."""
    marked = [_angled(p) for p in pieces]
    marked = _name_blocks(marked)
    i = 0
    while i + 1 < len(marked):
        outlet = introduced(marked[i].text) if marked[i].open and marked[i + 1].open else None
        run = _quoted_run(marked, i + 1) if outlet else []
        for j in run:
            marked[j] = marked[j].of_kind(ZoneKind.BLOCK_QUOTE, outlet) if marked[j].open else marked[j]
        i += 1 + len(run)
    return marked


def _angled(item: Piece) -> Piece:
    """Lines that mail and Markdown mark with ">"."""
    return item.of_kind(ZoneKind.BLOCK_QUOTE) if item.open and item.text.startswith("> ") else item


def _name_blocks(pieces: Sequence[Piece]) -> list[Piece]:
    """Marked block quotes get the outlet that the paragraph before them names."""
    named: list[Piece] = []
    outlet: Outlet | None = None
    for before, item in zip([None, *pieces], pieces, strict=False):
        if item.kind is not ZoneKind.BLOCK_QUOTE or item.outlet is not None:
            named.append(item)
            continue
        if before is None or before.kind is not ZoneKind.BLOCK_QUOTE:
            outlet = mentioned(before.text) if before else None
        named.append(item.of_kind(ZoneKind.BLOCK_QUOTE, outlet))
    return named
