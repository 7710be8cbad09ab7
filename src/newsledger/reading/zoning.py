"""Tells the parts of a page apart: every piece of its text gets the zone it belongs to.

Each step takes all pieces and returns them with more decided; what no step claims is body.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from newsledger.reading import (
    captions,
    comments,
    datelines,
    furniture,
    headings,
    quoting,
    repeats,
    shapes,
    surroundings,
)
from newsledger.reading.cues import cues
from newsledger.reading.pieces import Piece
from newsledger.records import CODED_ZONES, ZoneKind

Step = Callable[[Sequence[Piece]], list[Piece]]

# Bylines stand at the top or close the page; elsewhere such lines are list items.
_TOP, _FOOT = 8, 2
# A name that is credited with the story stands so near its headline, and among so many of the page's last lines.
_NEAR, _CREDITS = 4, 6
# What closes a page may be as long as a short paragraph.
_LONG = 100


def assign(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, each with its kind. A lone paragraph is body, whatever it says."""
    decided = _datelines(pieces)
    if sum(p.open for p in decided) <= 1 and len(pieces) == 1:
        return [_body(p) for p in decided]
    for step in _STEPS:
        decided = step(decided)
    decided = [_body(p) for p in decided]
    return decided if any(p.kind in CODED_ZONES for p in decided) else _something(pieces)


def _something(pieces: Sequence[Piece]) -> list[Piece]:
    """A page of nothing but furniture: what was not marked to begin with is body."""
    return [_body(p) for p in pieces]


def _body(item: Piece) -> Piece:
    return item.of_kind(ZoneKind.BODY) if item.open else item


def _datelines(pieces: Sequence[Piece]) -> list[Piece]:
    return [part for i, item in enumerate(pieces) for part in datelines.cut(item, top=i < _TOP)]


def _readers_part(pieces: Sequence[Piece]) -> list[Piece]:
    """What stands in the readers' part of a page and is no comment belongs to no story."""
    return [p.of_kind(ZoneKind.BOILERPLATE) if p.open and p.comment == 0 else p for p in pieces]


def _bylines(pieces: Sequence[Piece]) -> list[Piece]:
    edge = {*range(_TOP), *range(len(pieces) - _FOOT, len(pieces))}
    edge |= {i for i in range(max(_TOP, len(pieces) - _CREDITS), len(pieces)) if datelines.is_credit(pieces[i])}
    return [
        p.of_kind(ZoneKind.BYLINE) if p.open and i in edge and _is_byline(pieces, i) else p
        for i, p in enumerate(pieces)
    ]


def _is_byline(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a line is a byline: by its words, or a bare name right above the date."""
    dated = 0 < i < len(pieces) - 1 and datelines.is_date_line(pieces[i + 1])
    note = cues().boilerplate.match(pieces[i].folded, pieces[i].lowered)
    signed = datelines.is_credit(pieces[i]) and not note and (_under_headline(pieces, i) or _under_story(pieces, i))
    return signed or datelines.is_byline(pieces[i]) or (dated and datelines.is_name(pieces[i]))


def _under_headline(pieces: Sequence[Piece], i: int) -> bool:
    above = pieces[max(0, i - _NEAR) : i]
    return any(p.kind is ZoneKind.HEADLINE or (shapes.is_line(p) and len(p.text.split()) >= _NEAR) for p in above)


def _under_story(pieces: Sequence[Piece], i: int) -> bool:
    return i >= _TOP and not any(shapes.is_paragraph(p) and len(p.text) >= _LONG for p in pieces[i:])


def with_authors(pieces: Sequence[Piece], names: Sequence[str]) -> list[Piece]:
    """Lines at the top that say no more than a known author's name are bylines."""
    wanted = {n.casefold() for n in names}
    return [
        replace(p, kind=ZoneKind.BYLINE) if i < _TOP and p.open and p.text.casefold() in wanted else p
        for i, p in enumerate(pieces)
    ]


_STEPS: tuple[Step, ...] = (
    comments.mark,
    _readers_part,
    _bylines,
    furniture.mark,
    captions.mark,
    surroundings.mark,
    headings.mark,
    repeats.mark,
    quoting.mark,
)
