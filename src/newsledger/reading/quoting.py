"""Stretches of a page that were copied from another outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from newsledger.reading import voice
from newsledger.reading.cues import cues, straight
from newsledger.reading.outlets import book
from newsledger.reading.pieces import Piece
from newsledger.records import Outlet, ZoneKind

_NAME = r"(?:[A-Z][\w.’'&-]*)(?:\s+(?:(?:of|and|for|de|&)\s+)?[A-Z0-9][\w.’'&-]*){0,5}"
_BEFORE = r"(?:^|[.!?…][\"”’)]*\s+|[,;(—–-]\s*)"
_OPENING_QUOTE = ("“", '"', "``", "‘")
_CLOSING_QUOTE = ("”", '"', "''", "’")
_ARTICLE = re.compile(r"^The\s+")
_ELISION = re.compile(r"[\[(](?:…|\.\s?\.\s?\.)[\])]|…|\.\s?\.\s?\.")
# The words that bring in a quotation stand at the end of the paragraph before.
_REACH = 240
# Shorter lines under "Outlet:" are links and labels.
_MIN_COPIED = 60
_ENDS = frozenset({ZoneKind.COMMENT, ZoneKind.HEADLINE, ZoneKind.BLOCK_QUOTE})


@lru_cache(maxsize=1)
def _introduced() -> re.Pattern[str]:
    """A paragraph that closes with an outlet's name, or with the outlet telling, and a colon."""
    known = cues()
    opener = rf"(?i:{known.quote_openers})\s+"
    return re.compile(
        rf"(?:{_BEFORE}|\b{opener})(?:{opener})?(?:[Tt]he\s+)?({_NAME})(?:\s+(?:{known.telling})\b[^.:;!?]{{0,60}})?\s*:$"
    )


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
    found = _introduced().search(straight(text), max(0, len(text) - _REACH))
    return outlet_named(found.group(1)) if found else None


def mentioned(text: str) -> Outlet | None:
    """The outlet that the sentence before a marked quotation names."""
    if outlet := introduced(text):
        return outlet
    sentence = re.split(r"(?<=[.!?])\s+", straight(text[-_REACH:]))[-1]
    names = [_ARTICLE.sub("", m.group().removesuffix("'s")) for m in re.finditer(_NAME, sentence)]
    known = next((found for name in names if (found := book().named(name))), None)
    return known or next((found for name in names if (found := outlet_named(name))), None)


def _quoted_run(pieces: Sequence[Piece], first: int) -> list[int]:
    """Indices of the paragraphs copied from ``first`` on."""
    return _between_marks(pieces, first) or _in_register(pieces, first)


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
    """Paragraphs up to the first in the author's own voice.

    Where the author writes as evenly as the quoted outlet, or never comes back, nothing
    tells where the copy ends: then only the first paragraph counts, and those that a mark
    of omission ties to it.
    """
    if len(pieces[first].text) < _MIN_COPIED:
        return []
    run, returned = _until_author(pieces, first)
    if returned and _has_voice(pieces[:first]):
        return run
    tied = 1
    while tied < len(run) and (_elided(pieces[run[tied - 1]]) or _elided(pieces[run[tied]])):
        tied += 1
    return run[:tied]


def _until_author(pieces: Sequence[Piece], first: int) -> tuple[list[int], bool]:
    """The run of even paragraphs, and whether the author's voice or a new quotation ended it."""
    run: list[int] = []
    names: frozenset[str] = frozenset()
    for i in range(first, len(pieces)):
        item = pieces[i]
        if item.kind in _ENDS:
            return run, False
        if not item.open:
            continue
        if run and (_author_returns(item.text, names) or introduced(item.text)):
            return run, True
        run.append(i)
        names |= voice.titled(item.text)
    return run, False


def _elided(item: Piece) -> bool:
    """Whether a mark of omission closes the paragraph, or opens it."""
    return any(m.start() < 3 or m.end() > len(item.text) - 3 for m in _ELISION.finditer(item.text))


def _has_voice(before: Sequence[Piece]) -> bool:
    """Whether the author's own paragraphs sound unlike a report: the last one, or most."""
    own = [p.text for p in before if p.open]
    spoken = [voice.score(text) >= cues().voice.threshold for text in own]
    return bool(spoken) and (spoken[-1] or sum(spoken) * 2 > len(spoken))


def _author_returns(text: str, titled: frozenset[str]) -> bool:
    points = voice.score(text) + (cues().voice.threshold if voice.drops_title(text, titled) else 0)
    return points >= cues().voice.threshold


def _taken_up_again(pieces: Sequence[Piece], run: Sequence[int]) -> list[int]:
    """Later paragraphs from the same copy: its courtesy titles for people the author names bare."""
    names: frozenset[str] = frozenset().union(*(voice.titled(pieces[i].text) for i in run))
    own = [p.text for p in pieces[run[-1] + 1 :] if p.open]
    if not names or not any(voice.drops_title(text, names) for text in own):
        return []
    for i in range(run[-1] + 1, len(pieces)):
        if pieces[i].open and _in_house_style(pieces[i].text, names):
            again, returned = _until_author(pieces, i)
            return again if returned else again[:1]
    return []


def _in_house_style(text: str, names: frozenset[str]) -> bool:
    return len(voice.titled(text) & names) > 0 and not _author_returns(text, names)


def mark(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces copied from another outlet marked as block quotes that carry it."""
    marked = _name_blocks([_angled(p) for p in pieces])
    i = 0
    while i + 1 < len(marked):
        outlet = introduced(marked[i].text) if marked[i].open and marked[i + 1].open else None
        run = _quoted_run(marked, i + 1) if outlet else []
        for j in [*run, *(_taken_up_again(marked, run) if len(run) > 1 else [])]:
            marked[j] = marked[j].of_kind(ZoneKind.BLOCK_QUOTE, outlet)
        i = run[-1] + 1 if run else i + 1
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
