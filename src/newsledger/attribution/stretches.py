"""Speeches that run over paragraphs with one pair of marks: opened in the first, closed in the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsledger.attribution.passages import Passage
from newsledger.records import Span

_OPENS, _CLOSES = "\u201c", "\u201d"
# A mark that is not closed within so many paragraphs was set by mistake.
_LONGEST = 60


def stretches(page: Sequence[Passage]) -> Mapping[int, Span]:
    """By their numbers, the paragraphs that stand within a speech opened before them, with the words that do.

    A paragraph that opens with a mark of its own is none of them: that is how speeches usually go on. Only
    marks that tell left from right are read so.
    """
    found: dict[int, Span] = {}
    for at, passage in enumerate(page):
        if passage.number not in found and passage.quotations and _is_open(passage):
            found.update(_run(page[at + 1 : at + 1 + _LONGEST]))
    return found


def _is_open(passage: Passage) -> bool:
    last = passage.quotations[-1]
    return not last.closed and passage.words(last.span)[:1] == _OPENS


def _run(after: Sequence[Passage]) -> dict[int, Span]:
    """The paragraphs up to the one whose mark closes what was open; none where no mark does."""
    run: dict[int, Span] = {}
    for passage in after:
        if passage.text.lstrip()[:1] == _OPENS:
            return {}
        end = _closing(passage.text)
        run[passage.number] = Span(passage.offset, passage.offset + (len(passage.text) if end is None else end))
        if end is not None:
            return run
    return {}


def _closing(text: str) -> int | None:
    """Where a mark closes that was opened before the text."""
    depth = 0
    for at, mark in enumerate(text):
        depth += (mark == _OPENS) - (mark == _CLOSES)
        if depth < 0:
            return at + 1
    return None
