"""What stands twice on a page: pull quotes and captions that layout repeats."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.reading.cues import plain
from newsledger.reading.pieces import Piece
from newsledger.records import ZoneKind

# Shorter lines repeat by chance ("He did not say more.").
_MIN_CHARS = 36
_MIN_WORDS = 6
_MAX_PULLED = 400
# Above the first paragraph a line that the story repeats is its headline.
_MIN_PARAGRAPH = 80
_EDGES = " \"'.,!?…“”‘’–—-"


def _key(text: str) -> str:
    return plain(text).strip(_EDGES)


def _comparable(item: Piece) -> bool:
    kinds = (None, ZoneKind.CAPTION, ZoneKind.HEADLINE)
    return item.kind in kinds and len(item.text) >= _MIN_CHARS and item.text.count(" ") >= _MIN_WORDS - 1


def mark(pieces: Sequence[Piece]) -> list[Piece]:
    """A paragraph that stood before is boilerplate; one that stands inside another is pulled from it."""
    marked = list(pieces)
    keys = {i: _key(p.text) for i, p in enumerate(pieces) if _comparable(p)}
    seen: set[str] = set()
    for i, key in keys.items():
        if key in seen and pieces[i].kind is not ZoneKind.HEADLINE:
            marked[i] = pieces[i].of_kind(ZoneKind.BOILERPLATE)
        seen.add(key)
    running = "\n".join(keys[i] for i in keys if pieces[i].open and marked[i].open)
    story = next((i for i in keys if pieces[i].open and len(keys[i]) >= _MIN_PARAGRAPH), len(pieces))
    for i, key in keys.items():
        pulled = marked[i].open or (marked[i].kind is ZoneKind.HEADLINE and i > story)
        if pulled and len(key) <= _MAX_PULLED and _inside(key, running):
            marked[i] = marked[i].of_kind(ZoneKind.PULL_QUOTE)
    return marked


def _inside(key: str, running: str) -> bool:
    """Whether the words stand both as a paragraph and within a longer one."""
    at = running.find(key)
    while at >= 0:
        end = at + len(key)
        alone = (at == 0 or running[at - 1] == "\n") and (end == len(running) or running[end] == "\n")
        if not alone:
            return True
        at = running.find(key, end)
    return False
