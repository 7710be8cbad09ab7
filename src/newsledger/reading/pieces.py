"""Cuts a text into the pieces that zones are made of, and lays zones out from end to end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsledger.reading.cues import bare, plain
from newsledger.records import Outlet, Zone, ZoneKind

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_TAGS = re.compile(r"(?:<[/!]?[a-zA-Z][^<>]{0,2000}>\s*)+")

# Hard-wrapped text keeps to one width; terminals and teleprinters stay below this.
_MIN_WIDTH, _MAX_WIDTH = 50, 100
_LONG_SHARE = 0.1
# A wrapped line is full when the next word would have passed the width, give or take this.
_SLACK = 8
_WRAPPED_SHARE = 0.6

# Neighbouring zones of these kinds are one zone; captions and comments are counted singly.
_MERGED = frozenset(
    {ZoneKind.BODY, ZoneKind.BLOCK_QUOTE, ZoneKind.PROMOTION, ZoneKind.BOILERPLATE, ZoneKind.DATELINE, ZoneKind.BYLINE}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, trimmed, that belongs to one zone.

    ``indent`` counts white space before it on its line and ``gap`` tells of a blank line
    before it; ``kind`` is None while undecided; ``comment`` numbers the comment it is in, and
    is 0 in a part of the page that is the readers'; ``linked``: all of it is one link.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    gap: bool = True
    kind: ZoneKind | None = None
    outlet: Outlet | None = None
    comment: int | None = None
    folded: str = ""
    lowered: str = ""
    linked: bool = False

    def of_kind(self, kind: ZoneKind, outlet: Outlet | None = None) -> Piece:
        return replace(self, kind=kind, outlet=outlet)

    @property
    def open(self) -> bool:
        return self.kind is None

    def cut(self, at: int) -> tuple[Piece, Piece]:
        """Two pieces, the second from ``at`` characters into this one."""
        return (
            piece(self.start, self.text[:at], self.indent, self.gap, self.kind),
            piece(self.start + at, self.text[at:], 0, False, self.kind),
        )


def piece(start: int, raw: str, indent: int = 0, gap: bool = True, kind: ZoneKind | None = None) -> Piece:
    """The piece for ``raw`` at ``start``, white space on both sides left out."""
    text = raw.strip()
    begin = start + len(raw) - len(raw.lstrip())
    # Long pieces are never compared with cues for lines.
    short = text if len(text) <= 400 else ""
    lowered = plain(short)
    return Piece(begin, begin + len(text), text, indent, gap, kind, None, None, bare(lowered), lowered)


def split(text: str) -> list[Piece]:
    """Paragraphs in order: lines, or blocks of lines where the text is hard-wrapped."""
    lines = [m for m in _LINE.finditer(text) if not m.group().isspace()]
    blocks = list(_blocks(text, lines))
    width = _wrap_width(blocks)
    found: list[Piece] = []
    for block in blocks:
        gap = True
        for start, end in _joined(block, width):
            raw = text[start:end]
            whole = piece(start, raw, len(raw) - len(raw.lstrip()), gap)
            found += [part for part in _untagged(whole) if part.text]
            gap = False
    return found


def _blocks(text: str, lines: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Lines with no blank line between them."""
    block: list[re.Match[str]] = []
    for line in lines:
        if block and text.count("\n", block[-1].end(), line.start()) > 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _wrap_width(blocks: Sequence[Sequence[re.Match[str]]]) -> int | None:
    """The width the text keeps to, or None where lines run free. Only a line that another follows can be full."""
    lines = [len(m.group().rstrip()) for block in blocks for m in block]
    if len(lines) < 3 or sum(n > _MAX_WIDTH for n in lines) > _LONG_SHARE * len(lines):
        return None
    followed = (len(m.group().rstrip()) for block in blocks for m in block[:-1])
    width = max((n for n in followed if n <= _MAX_WIDTH), default=0)
    return width if width >= _MIN_WIDTH else None


def _joined(block: Sequence[re.Match[str]], width: int | None) -> list[tuple[int, int]]:
    if width is None or len(block) < 2 or not _is_wrapped([m.group() for m in block], width):
        return [m.span() for m in block]
    return [(block[0].start(), block[-1].end())]


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    full = sum(
        len(line.rstrip()) + len(after.split(maxsplit=1)[0]) + 1 + _SLACK > width
        for line, after in itertools.pairwise(lines)
    )
    return full >= _WRAPPED_SHARE * (len(lines) - 1)


def _untagged(whole: Piece) -> list[Piece]:
    """Leftover HTML tags about a line are boilerplate; what stands between them is read."""
    if not whole.text.startswith("<") or not whole.text.endswith(">"):
        return [whole]
    opening = _TAGS.match(whole.text)
    if opening is None:
        return [whole]
    closing = next((m.start() for m in _TAGS.finditer(whole.text) if m.end() == len(whole.text)), len(whole.text))
    head = piece(whole.start, opening.group(), whole.indent, whole.gap, ZoneKind.BOILERPLATE)
    if opening.end() >= closing:
        return [piece(whole.start, whole.text, whole.indent, whole.gap, ZoneKind.BOILERPLATE)]
    inner = piece(whole.start + opening.end(), whole.text[opening.end() : closing], 0, True)
    tail = piece(whole.start + closing, whole.text[closing:], 0, False, ZoneKind.BOILERPLATE)
    return [head, inner, tail]


def _same_zone(a: Piece, b: Piece) -> bool:
    if a.kind is ZoneKind.COMMENT:
        return b.kind is a.kind and a.comment == b.comment
    return a.kind is b.kind and a.outlet == b.outlet and a.kind in _MERGED


def lay_out(text: str, pieces: Iterable[Piece]) -> tuple[Zone, ...]:
    """Zones that cover the text: white space between two goes to the first of them."""
    starts: list[Piece] = []
    last: Piece | None = None
    for item in pieces:
        if last is None or not _same_zone(last, item):
            starts.append(item)
        last = item
    ends = [p.start for p in starts[1:]] + [len(text)]
    begins = [0, *ends[:-1]]
    return tuple(
        Zone(p.kind or ZoneKind.BODY, begin, end, p.outlet) for p, begin, end in zip(starts, begins, ends, strict=True)
    )


def covers(text: str, zones: Sequence[Zone]) -> bool:
    """Whether the zones run from the text's first character to its last without gap or overlap."""
    edges = [0, *(z.end for z in zones)]
    return [z.start for z in zones] == edges[:-1] and edges[-1] == len(text) and all(z.start < z.end for z in zones)
