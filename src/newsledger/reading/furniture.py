"""What stands about a story: promotions with their links, boilerplate, machine-written summaries, closing notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsledger.reading import datelines
from newsledger.reading.cues import Cues, cues
from newsledger.reading.pieces import Piece
from newsledger.records import ZoneKind

STOPS = (".", "!", "?", ".”", '."', "!”", "?”", ":", "''")
# Link lists under "Related" are short lines; the story's paragraphs are longer.
_MAX_LINK = 140
# A sentence of this length is a paragraph of a story.
_MIN_PARAGRAPH = 60
# A section's name above a headline: "Diplomacy", "Middle East".
_MAX_LABEL, _MAX_LABEL_WORDS = 25, 2
_MIN_HEADLINE_WORDS = 4
# Where the page stands on its site: "News > World > Africa", "The Agency | English service | Briefs".
_STEP = r"[^\s>›»|][^>›»|\n]{0,40}"
_TRAIL = re.compile(rf"{_STEP}(?:\s[>›»/]\s{_STEP}){{1,6}}|{_STEP}(?:\s\|\s{_STEP}){{2,6}}")
# Lines about the author stand among the last ones.
_FOOT = 6
# Notes after the end of a release are shorter than the release.
_MAX_NOTES = 0.5


def mark(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces that are no part of a story, marked; the rest as they came."""
    known = cues()
    marked: list[Piece] = []
    for item in pieces:
        marked += _without_tail(_marked(item, known), known) if item.open else [item]
    for step in (_link_lists, _summaries, _heads, _feet, _after_the_end):
        marked = step(marked, known)
    return marked


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
    return item.open and len(item.text) <= _MAX_LINK and not item.text.endswith(STOPS)


def _is_paragraph(item: Piece) -> bool:
    return item.open and len(item.text) >= _MIN_PARAGRAPH and item.text.endswith(STOPS)


def _link_lists(pieces: Sequence[Piece], known: Cues) -> list[Piece]:
    """Two or more short lines without a stop right under the heading of a list are its links."""
    marked = list(pieces)
    i = 0
    while i < len(marked):
        run = _links_after(marked, i, known)
        # The story's own heading may follow one such line; a list has at least two.
        if len(run) >= 2:
            for j in (i, *run):
                marked[j] = marked[j].of_kind(ZoneKind.PROMOTION)
        i = run[-1] + 1 if run else i + 1
    return marked


def _heads_list(item: Piece, known: Cues) -> bool:
    heading = item.open or item.kind in (ZoneKind.PROMOTION, ZoneKind.HEADLINE)
    return heading and known.promotion.lists.fullmatch(item.folded) is not None


def _links_after(pieces: Sequence[Piece], i: int, known: Cues) -> list[int]:
    """The lines of a list; above the story only those that stand close under their heading.

    Any promotion heads the links that the page ends with.
    """
    heads = _heads_list(pieces[i], known)
    if not heads and pieces[i].kind is not ZoneKind.PROMOTION:
        return []
    run: list[int] = []
    close = i + 1 < len(pieces) and not pieces[i + 1].gap
    for j in range(i + 1, len(pieces)):
        if pieces[j].kind is ZoneKind.PROMOTION and not run:
            continue
        if not _is_link(pieces[j]) or (pieces[j].gap and close):
            break
        run.append(j)
    rest = pieces[run[-1] + 1 :] if run else ()
    told = close or any(_is_paragraph(p) for p in pieces[:i])
    return run if (told and heads) or not any(_is_paragraph(p) or p.kind is ZoneKind.COMMENT for p in rest) else []


def _summaries(pieces: Sequence[Piece], known: Cues) -> list[Piece]:
    """The lines of a summary that a machine wrote, under the line that says so."""
    marked = list(pieces)
    for i, item in enumerate(pieces):
        if (item.open or item.kind is ZoneKind.BOILERPLATE) and known.machine_summary.search(item.folded):
            run = _summary_after(marked, i)
            for j in (i, *run) if len(run) >= 2 else (i,):
                marked[j] = marked[j].of_kind(ZoneKind.BOILERPLATE)
    return marked


def _summary_after(pieces: Sequence[Piece], i: int) -> list[int]:
    run: list[int] = []
    for j in range(i + 1, len(pieces)):
        item = pieces[j]
        if item.kind in (ZoneKind.BOILERPLATE, ZoneKind.PROMOTION):
            continue
        if not _is_link(item) and not (run and item.open and not item.gap):
            break
        run.append(j)
    return run


def _heads(pieces: Sequence[Piece], known: Cues) -> list[Piece]:
    """What stands above the headline: a section's name; the letterhead of a release."""
    story = next((i for i, p in enumerate(pieces) if _is_paragraph(p)), 0)
    headline = next((i for i in range(story) if _like_headline(pieces[i])), 0)
    release = max((i for i in range(story) if known.release.search(pieces[i].folded)), default=0)
    # The headline may itself be what stands above.
    headed = any(p.kind is ZoneKind.HEADLINE for p in pieces[:story]) or any(map(_like_headline, pieces[release:story]))
    release = release if headed else 0
    above = {i for i in range(headline) if _is_label(pieces[i])} | set(range(release))
    above |= {i for i in range(story) if _TRAIL.fullmatch(pieces[i].text)}
    return [p.of_kind(ZoneKind.BOILERPLATE) if p.open and i in above else p for i, p in enumerate(pieces)]


def _is_label(item: Piece) -> bool:
    short = len(item.text) <= _MAX_LABEL and len(item.text.split()) <= _MAX_LABEL_WORDS
    return short and _is_link(item) and not item.text.startswith("#")


def _like_headline(item: Piece) -> bool:
    return item.kind is ZoneKind.HEADLINE or (_is_link(item) and len(item.text.split()) >= _MIN_HEADLINE_WORDS)


def _feet(pieces: Sequence[Piece], known: Cues) -> list[Piece]:
    """Lines about the author, at the foot of the story."""
    marked = list(pieces)
    told = [i for i, p in enumerate(pieces) if p.kind not in (ZoneKind.COMMENT, ZoneKind.BOILERPLATE)]
    for i in told[-_FOOT:]:
        item = pieces[i]
        if item.open and any(_is_paragraph(p) for p in pieces[:i]) and known.boilerplate.foot.search(item.folded):
            marked[i] = item.of_kind(ZoneKind.BOILERPLATE)
    return marked


def _after_the_end(pieces: Sequence[Piece], known: Cues) -> list[Piece]:
    """Contacts and notes below the mark that ends a release."""
    end = next((i for i, p in enumerate(pieces) if p.lowered in known.end_marks), None)
    if end is None:
        return list(pieces)
    before = sum(len(p.text) for p in pieces[:end])
    after = sum(len(p.text) for p in pieces[end:] if p.kind is not ZoneKind.COMMENT)
    if after > _MAX_NOTES * before:
        return list(pieces)
    notes = (p.of_kind(ZoneKind.BOILERPLATE) if p.open or p.kind is ZoneKind.HEADLINE else p for p in pieces[end:])
    return [*pieces[:end], *notes]
