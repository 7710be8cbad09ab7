"""Tells the parts of a page apart: every piece of its text gets the zone it belongs to.

Each step takes all pieces and returns them with more decided; what no step claims is body.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from newsledger.reading import captions, comments, datelines, headings, quoting, repeats
from newsledger.reading.cues import Cues, cues
from newsledger.reading.pieces import Piece
from newsledger.records import CODED_ZONES, ZoneKind

Step = Callable[[Sequence[Piece]], list[Piece]]

# Bylines stand at the top or close the page; elsewhere such lines are list items.
_TOP, _FOOT = 8, 2
# Link lists under "Related" are short lines; the story's paragraphs are longer.
_MAX_LINK = 140
_STOPS = (".", "!", "?", ".”", '."', "!”", "?”", ":", "''")


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


def _furniture(pieces: Sequence[Piece]) -> list[Piece]:
    known = cues()
    marked: list[Piece] = []
    for item in pieces:
        marked += _without_tail(_marked(item, known), known) if item.open else [item]
    return _link_lists(marked)


def _marked(item: Piece, known: Cues) -> Piece:
    if not any(c.isalnum() for c in item.text):
        return item.of_kind(ZoneKind.BOILERPLATE)
    if not item.folded or len(item.folded) > 400:
        return item
    if datelines.is_date_line(item):
        return item.of_kind(ZoneKind.DATELINE)
    if known.promotion.match(item.folded, item.lowered):
        return item.of_kind(ZoneKind.PROMOTION)
    return item.of_kind(ZoneKind.BOILERPLATE) if known.boilerplate.match(item.folded, item.lowered) else item


def _without_tail(item: Piece, known: Cues) -> list[Piece]:
    """A paragraph's closing "Read more" stands apart from it."""
    if not item.open or len(item.text) < 40:
        return [item]
    for cue, kind in ((known.promotion, ZoneKind.PROMOTION), (known.boilerplate, ZoneKind.BOILERPLATE)):
        tail = cue.tail.search(item.text, max(0, len(item.text) - 160))
        if tail:
            body, rest = item.cut(tail.start(1))
            return [body, rest.of_kind(kind)]
    return [item]


def _is_link(item: Piece) -> bool:
    return item.open and len(item.text) <= _MAX_LINK and not item.text.endswith(_STOPS)


def _link_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Two or more short lines without a stop right under a promotion are its links."""
    marked = list(pieces)
    i = 0
    while i < len(marked):
        run = _links_after(marked, i) if marked[i].kind is ZoneKind.PROMOTION else []
        # The story's own heading may follow one advertisement; a list has at least two lines.
        if len(run) >= 2:
            for j in run:
                marked[j] = marked[j].of_kind(ZoneKind.PROMOTION)
        i += 1 + len(run)
    return marked


def _links_after(pieces: Sequence[Piece], i: int) -> list[int]:
    run = []
    for j in range(i + 1, len(pieces)):
        if not _is_link(pieces[j]) or (pieces[j].gap and not pieces[i + 1].gap):
            break
        run.append(j)
    before = any(p.open and len(p.text) > _MAX_LINK for p in pieces[:i])
    return run if before else []


def _bylines(pieces: Sequence[Piece]) -> list[Piece]:
    edge = {*range(_TOP), *range(len(pieces) - _FOOT, len(pieces))}
    return [
        p.of_kind(ZoneKind.BYLINE) if p.open and i in edge and datelines.is_byline(p) else p
        for i, p in enumerate(pieces)
    ]


def with_authors(pieces: Sequence[Piece], names: Sequence[str]) -> list[Piece]:
    """Lines at the top that say no more than a known author's name are bylines."""
    wanted = {n.casefold() for n in names}
    return [
        replace(p, kind=ZoneKind.BYLINE) if i < _TOP and p.open and p.text.casefold() in wanted else p
        for i, p in enumerate(pieces)
    ]


_STEPS: tuple[Step, ...] = (
    comments.mark,
    _bylines,
    _furniture,
    captions.mark,
    headings.mark,
    repeats.mark,
    quoting.mark,
)
