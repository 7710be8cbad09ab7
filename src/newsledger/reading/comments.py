"""Readers' comments in a text dump: where they begin and where each one ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from newsledger.reading import threads
from newsledger.reading.cues import Cues, cues
from newsledger.reading.datelines import is_byline
from newsledger.reading.pieces import Piece
from newsledger.reading.voice import score
from newsledger.records import ZoneKind

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = (
    rf"(?:(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s+\d{{4}}"
    rf"|\d{{1,2}}\s+(?:{_MONTHS})[a-z]*\.?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
)
_MONTH_DAY = rf"(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\s+(?:{_MONTHS})[a-z]*\.?"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\.?)?"
_STAMP = rf"(?:on\s+)?{_DAY}(?:\s*(?:at|,|-|–|\||@)?\s*{_CLOCK})"
_AGO = r"(?:an?|\d+)\s+(?:second|minute|hour|day|week|month|year|min|hr|h|d|w|y)s?\s+ago"
_WHEN = rf"(?:{_STAMP}|{_AGO})"
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+\S")

# A name line is short; longer ones are sentences.
_MAX_NAME = 40
# Without a heading, a lone author line opens comments only with such a sign close by.
_NEAR = 6
# A section without a heading that we know has at most so many lines above its comments.
_HEADS = 3
# Share of numbered items that must sound like readers and not like a report's list.
_VOICED_SHARE = 0.4
# Points that one reader at least reaches; a proclamation's "we" alone does not.
_LIVELY = 3


@dataclass(frozen=True, slots=True)
class _Shapes:
    signed: re.Pattern[str]
    stamped: re.Pattern[str]
    stamp: re.Pattern[str]
    day: re.Pattern[str]
    said: re.Pattern[str]


@lru_cache(maxsize=4)
def _shapes(said: str) -> _Shapes:
    name = rf"\S(?:[^\n.!?]|(?<=\b\w)\.){{0,{_MAX_NAME}}}?(?:\s\w\.)?"
    return _Shapes(
        signed=re.compile(rf"{name}\s+(?:{said})\s*:?\s*{_WHEN}\s*(?:[:#|·•-].{{0,40}})?", re.IGNORECASE),
        stamped=re.compile(
            rf"{name}\s*(?:[·•|,–—-]\s*)?{_WHEN}(?:\s*[|·•:-]?\s*(?:reply|link|#\d*|permalink))*", re.IGNORECASE
        ),
        stamp=re.compile(rf"{_WHEN}(?:\s*[|·•:-]?\s*(?:reply|link|#\d*|permalink|edited))*", re.IGNORECASE),
        day=re.compile(rf"{_WHEN}|{_DAY}|{_MONTH_DAY}", re.IGNORECASE),
        said=re.compile(rf"{name}\s+(?:{said}):", re.IGNORECASE),
    )


def mark(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with comments marked and numbered; text without comments comes back as it is."""
    known = cues()
    if len(pieces) < 2:
        return list(pieces)
    return (
        _numbered(pieces)
        or _headed(pieces, known)
        or _threaded(pieces, known)
        or _by_form(pieces, known)
        or list(pieces)
    )


def _by_form(pieces: Sequence[Piece], known: Cues) -> list[Piece] | None:
    """Remarks that their form alone shows, in a part that is the readers' by its name or under a story."""
    part = next((i for i, p in enumerate(pieces) if p.comment == 0), None)
    begin, needed = (0, threads.NEEDED) if part is None else (part, 1)
    starts = [begin + i for i in threads.starts(pieces[begin:], needed=needed, apart=part is not None)]
    if not starts:
        return None
    return _as_comments(_closing(pieces, known), threads.heading(pieces, starts[0]), starts)


def _as_comments(pieces: Sequence[Piece], first: int, starts: Sequence[int]) -> list[Piece]:
    """Pieces from ``first`` on become comments, a new one at each of ``starts``."""
    marked = list(pieces[:first])
    number, opens = 0, set(starts)
    for i, item in enumerate(pieces[first:], first):
        number += i in opens
        if number and item.kind is None:
            marked.append(replace(item, kind=ZoneKind.COMMENT, comment=number))
        else:
            marked.append(replace(item, kind=item.kind or ZoneKind.BOILERPLATE))
    return marked


def _closing(pieces: Sequence[Piece], known: Cues) -> list[Piece]:
    """The pieces with page furniture at the very end marked, so that no comment swallows it."""
    marked = list(pieces)
    for i in range(len(marked) - 1, 0, -1):
        item = marked[i]
        page = known.boilerplate.match(item.folded, item.lowered) or known.comment_heading.fullmatch(item.folded)
        if known.comment_furniture.fullmatch(item.folded) or not page:
            break
        marked[i] = item.of_kind(ZoneKind.BOILERPLATE)
    return marked


def _numbered(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Indented numbered items from 1 up that run to the end and sound like readers."""
    first = next((i for i, p in enumerate(pieces) if _is_item(p, 1)), None)
    if first is None or first == 0:
        return None
    starts = [first]
    for i in range(first + 1, len(pieces)):
        if _is_item(pieces[i], len(starts) + 1):
            starts.append(i)
        elif pieces[i].indent < 1:
            return None
    if len(starts) < 2 or not _sound_like_readers(pieces, starts):
        return None
    return _as_comments(pieces, first, starts)


def _is_item(item: Piece, number: int) -> bool:
    shape = _NUMBER.match(item.text)
    return item.indent > 0 and shape is not None and int(shape.group(1)) == number


def _sound_like_readers(pieces: Sequence[Piece], starts: Sequence[int]) -> bool:
    ends = [*starts[1:], len(pieces)]
    points = [max(score(p.text) for p in pieces[a:b]) for a, b in zip(starts, ends, strict=True)]
    voiced = sum(p >= cues().voice.threshold for p in points)
    capitals = all(pieces[i].text.isupper() for i in starts)
    return voiced >= _VOICED_SHARE * len(points) and max(points) >= _LIVELY and not capitals


def _author_lines(pieces: Sequence[Piece], first: int, known: Cues, *, headed: bool = False) -> list[int]:
    """Where a line names a comment's author, with the time or the word of saying.

    Under a heading of comments (``headed``) the time may be a day alone.
    """
    shapes = _shapes(known.comment_said)
    found = []
    for i in range(first, len(pieces)):
        line = pieces[i].text
        if len(line) > 3 * _MAX_NAME or pieces[i].kind is not None:
            continue
        if (
            shapes.signed.fullmatch(line)
            or (shapes.stamped.fullmatch(line) and not shapes.stamp.fullmatch(line))
            or _name_then_stamp(pieces, i, shapes.day if headed else shapes.stamp)
            or (shapes.said.fullmatch(line) and _buttons_near(pieces, i, known))
        ):
            found.append(i)
    return found


def _name_then_stamp(pieces: Sequence[Piece], i: int, stamp: re.Pattern[str]) -> bool:
    line = pieces[i].text
    if i + 1 >= len(pieces) or len(line) > _MAX_NAME + 8 or _is_sentence(line) or stamp.fullmatch(line):
        return False
    return stamp.fullmatch(pieces[i + 1].text) is not None


def _is_sentence(line: str) -> bool:
    """Whether a line ends like one; "Jane R." is a name."""
    return line[-1] in "!?" or (line[-1] == "." and len(line.split()[-1]) > 2)


def _buttons_near(pieces: Sequence[Piece], i: int, known: Cues) -> bool:
    return any(known.comment_furniture.fullmatch(p.folded) for p in pieces[i + 1 : i + 1 + _NEAR])


def _headed(pieces: Sequence[Piece], known: Cues) -> list[Piece] | None:
    """Comments under a heading such as "Comments (12)"."""
    for i, item in enumerate(pieces[:-1]):
        if item.kind is None and len(item.folded) < 200 and known.comment_heading.fullmatch(item.folded):
            starts = _under_heading(pieces, i, known)
            if starts:
                closed = _closing(pieces, known)
                return _as_comments(closed, i, starts)
    return None


def _under_heading(pieces: Sequence[Piece], heading: int, known: Cues) -> list[int]:
    starts = _author_lines(pieces, heading + 1, known, headed=True)
    if starts and starts[0] <= heading + 1 + _NEAR:
        return starts
    numbered = [i for i in range(heading + 1, len(pieces)) if _NUMBER.match(pieces[i].text)]
    if numbered and numbered[0] == heading + 1:
        return numbered
    return _plain_comments(pieces, heading, known)


def _plain_comments(pieces: Sequence[Piece], heading: int, known: Cues) -> list[int]:
    """Each paragraph under a heading near the end, where readers' buttons or voices stand.

    A count of comments above an article heads no comments: a body must come before it.
    """
    before = sum(len(p.text) > 80 for p in pieces[:heading])
    rest = list(range(heading + 1, len(pieces)))
    starts = [i for i in rest if pieces[i].gap and not known.comment_furniture.fullmatch(pieces[i].folded)]
    spoken = sum(score(pieces[i].text) >= known.voice.threshold for i in starts)
    if before < 2 or before < len(starts) / 4 or not starts:
        return []
    counted = any(c.isdigit() for c in pieces[heading].folded) or "comment" in pieces[heading].folded
    voiced = counted and spoken >= _VOICED_SHARE * len(starts)
    return starts if voiced or _buttons_near(pieces, heading, known) else []


def _threaded(pieces: Sequence[Piece], known: Cues) -> list[Piece] | None:
    """Comments without a heading: author lines after a body, signed with a time or with buttons."""
    starts = [i for i in _author_lines(pieces, 1, known) if any(len(p.text) > 80 for p in pieces[:i])]
    if not starts:
        return None
    said = _shapes(known.comment_said).signed.fullmatch(pieces[starts[0]].text)
    if len(starts) < 2 and not said and not _buttons_near(pieces, starts[0], known):
        return None
    if not threads.likely(pieces, starts):
        return None
    return _as_comments(_closing(pieces, known), _top_of(pieces, starts[0]), starts)


def _top_of(pieces: Sequence[Piece], first: int) -> int:
    """Where the section begins whose first comment this is: short lines above it head it, whatever they say."""
    top = first
    while top > 1 and first - top < _HEADS and _heads_section(pieces[top - 1]):
        top -= 1
    return top


def _heads_section(item: Piece) -> bool:
    return item.open and len(item.text) <= 2 * _MAX_NAME and item.text[-1] not in '.!?:"”)' and not is_byline(item)
