"""Cuts a zone into paragraphs and smooths what would mislead a parser.

Every replacement keeps its length, so that offsets in the smoothed text are offsets in
the stored one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newsledger.data.loading import load
from newsledger.records import Span

_BLANK = re.compile(r"\n[ \t\r\f]*\n\s*")
_LINE = re.compile(r"\n+")
_SMOOTH = str.maketrans(
    {"\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'}
)
_WORD = re.compile(r"[A-Za-z]+")

# A box of links that a page opens behind a name and a text dump runs into it: the surname, the full name with the
# first headline glued to it, more headlines, and the box's last word. All lengths are bounded, so that no text is slow.
_BOX_END = " MORE"
_BOX = re.compile(
    r"\b(?P<surname>[A-Z][A-Za-z'-]{0,30}[a-z])"
    r"(?P<box>(?: [A-Z(][\w.()'\"-]{0,30}){0,6} (?P=surname)(?=[A-Z0-9])[^\n]{10,600}? MORE)(?![\w-])"
)

# Hard-wrapped text breaks lines at one width: nearly every line but the last is long and
# most stop in mid-sentence. Lines that are sentences of their own mostly end with a stop.
_WRAP_WIDTH = range(40, 101)
_WRAPPED_SHARE = 0.6


def _pieces(text: str, breaks: re.Pattern[str], base: int) -> Iterator[Span]:
    start = 0
    for gap in breaks.finditer(text):
        yield Span(base + start, base + gap.start())
        start = gap.end()
    yield Span(base + start, base + len(text))


def _is_wrapped(lines: list[str]) -> bool:
    inner = [line.rstrip() for line in lines[:-1]]
    if not inner:
        return False
    flowing = sum(len(line) in _WRAP_WIDTH and line[-1:] not in '.!?"”:' for line in inner)
    return flowing >= _WRAPPED_SHARE * len(inner)


def paragraphs(text: str, zone: Span) -> list[Span]:
    """Spans of the zone's paragraphs without their labels: at blank lines, and at line ends unless hard-wrapped."""
    found = []
    for block in _pieces(zone.of(text), _BLANK, zone.start):
        wrapped = _is_wrapped(block.of(text).split("\n"))
        found += [block] if wrapped else list(_pieces(block.of(text), _LINE, block.start))
    return [_unlabelled(text, _strip(text, piece)) for piece in found if piece.of(text).strip()]


def _strip(text: str, piece: Span) -> Span:
    raw = piece.of(text)
    return Span(piece.start + len(raw) - len(raw.lstrip()), piece.end - len(raw) + len(raw.rstrip()))


def smooth(text: str) -> str:
    """The same number of characters with plain quotation marks and spaces, and blanks for boxes run into a sentence."""
    plain = text.translate(_SMOOTH)
    return _BOX.sub(_blanked, plain) if _BOX_END in plain else plain


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    held = load("labels")["labels"]
    open_ones, closed = ("|".join(re.escape(str(w)) for w in held[k]) for k in ("alone", "before_colon"))
    return re.compile(rf"(?:(?:{open_ones})(?:\s*[:|-]+)?|(?:{closed})\s*[:|-]+)\s+(?=\S)")


def _unlabelled(text: str, piece: Span) -> Span:
    """Without the label that a page sets before a caption or a link: "FILE PHOTO: Soldiers ..."."""
    found = _labels().match(text, piece.start, piece.end)
    return Span(found.end(), piece.end) if found is not None else piece


def _blanked(found: re.Match[str]) -> str:
    return found["surname"] + " " * len(found["box"])
