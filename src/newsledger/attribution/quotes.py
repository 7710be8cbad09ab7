"""Finds what stands between quotation marks, paragraph by paragraph.

Double marks (curly, straight, doubled single, guillemets) are read first; what they enclose
is one quotation, with any inner marks inside it. Single marks count only in paragraphs
without double ones, where they cannot be inner marks. A quotation that a paragraph leaves
open runs to its end: the next paragraph then opens with a mark of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsledger.records import Span

_OPEN, _CLOSE = "\u201c\u201e\u00ab", "\u201d\u00bb"
_MARK = re.compile("[\u201c\u201d\u201e\u00ab\u00bb\"]|''|``|\u2019\u2019|\u2018\u2018")
_SINGLE = re.compile(r"(?<![\w.,!?])['\u2018](?=\w)([^\u2018]*?[\w.,!?\u2026])['\u2019](?!\w)")
_INCHES = re.compile(r"\d$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """``span`` takes in the marks, ``inner`` leaves them out."""

    span: Span
    inner: Span
    closed: bool


def _opens(text: str, start: int, end: int, mark: str) -> bool | None:
    """Whether a mark must open (true), must close (false), or may do either (none)."""
    if mark in _OPEN or mark in ("``", "\u2018\u2018"):
        return True
    if mark in _CLOSE or mark == "\u2019\u2019":
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if (not before or before.isspace() or before in "([\u2014-") and after and not after.isspace():
        return True
    if (not after or after.isspace() or after in ".,;:!?)") and before and not before.isspace():
        return False
    return None


def _quotation(base: int, mark: tuple[int, int], end: int, outer: int, closed: bool) -> Quotation:
    return Quotation(Span(base + mark[0], base + outer), Span(base + mark[1], base + end), closed)


def _double(text: str, base: int) -> list[Quotation]:
    found: list[Quotation] = []
    open_at: tuple[int, int] | None = None
    for mark in _MARK.finditer(text):
        start, end = mark.span()
        opens = _opens(text, start, end, mark.group())
        if open_at is None:
            if opens is not False and not (opens is None and _INCHES.search(text[:start])):
                open_at = (start, end)
        elif opens is not True:
            found.append(_quotation(base, open_at, start, end, True))
            open_at = None
        elif text[start - 2 : start].strip()[-1:] in {",", ".", "?", "!"}:  # the mark that should have closed is lost
            found.append(_quotation(base, open_at, start, start, False))
            open_at = (start, end)
    if open_at is not None:
        found.append(_quotation(base, open_at, len(text.rstrip()), len(text.rstrip()), False))
    return found


def _single(text: str, base: int) -> list[Quotation]:
    return [
        Quotation(Span(base + m.start(), base + m.end()), Span(base + m.start(1), base + m.end(1)), True)
        for m in _SINGLE.finditer(text)
    ]


def quotations(text: str, base: int = 0) -> list[Quotation]:
    """The outermost quotations of one paragraph; ``base`` is where it starts in the document."""
    found = _double(text, base) or _single(text, base)
    return [q for q in found if q.inner.end > q.inner.start]
