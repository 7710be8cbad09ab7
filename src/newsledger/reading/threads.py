"""Readers' remarks told by their form: an author's line, what may stand beside it, words; and again, to the end.

No single sign is enough. Times, votes, made-up names, a heading about readers and the voice of the remarks each
give points; the even voice of a report takes them away, so that a live page's entries are none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsledger.reading.cues import cues
from newsledger.reading.pieces import Piece
from newsledger.reading.shapes import PARAGRAPH, is_paragraph, is_sentence, names_only, stopped
from newsledger.reading.voice import score

_MAX_AUTHOR, _MAX_META = 60, 60
_CLOCK = r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?\s?m\.?)?"
_AGO = r"(?:(?:an?|\d+)\s*(?:seconds?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?|[smhdwy])\s*)+ago"
_WHEN = re.compile(
    rf"\b{_CLOCK}(?!\d)|\b{_AGO}\b|\b(?:today|yesterday|just now)\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2} (?:jan|feb|mar|apr|may|jun"
    r"|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
_VOTES = re.compile(r"[▲▼△▽👍👎♥❤↑↓+]\s*\d+|\b\d+\s*[▲▼△▽👍👎♥❤↑↓]")
_HANDLE = re.compile(r"@?(?=\S*[a-z])(?:\w*[\d_]\w*|[a-z][\w.-]+|[A-Z][a-z]+[A-Z]\w*)")
# "Ann T., Harbour Street: I have ..." and "... for years. - Ann T."
_PREFIX = re.compile(r"(?:From\s+)?([^\s:][^:.!?\n]{1,40}(?:\.[^:.!?\n]{0,30})?):\s+\S")
_NAME_PARTS = re.compile(r"^(?:from|by|posted by|name)\s*:?\s+|[\s,]+[(\[].*?[)\]]$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:#\s?)?\d{1,4}[.):]?\s+")
_EDGES = " ·•|,-–—:>#"
_MAX_PARTS = 6
NEEDED = 4
# The story above is longer than this.
_MIN_STORY = 2 * PARAGRAPH
_EVEN, _VOICED, _LOUD = 0.2, 0.4, 0.6
_MOST = 0.5
_FEWEST, _SEVERAL, _FEW = 2, 3, 0.67
# A heading stands so near the first remark, whose name may be below its words.
_ABOVE = 3
# Remarks are shorter than a report's sections.
_LONG, _MAX_WORDS = 400, 6


@dataclass(frozen=True, slots=True)
class Remark:
    """Indices of a remark's pieces, the one that names its author, what stands beside that, and the words; its signs.

    ``voiced``: it sounds like a reader; ``timed``, ``buttoned``: a time, votes or buttons stand with it;
    ``reported``: it is as long as a report's section, or has a heading of its own.
    """

    author: int
    beside: tuple[int, ...]
    words: tuple[int, ...]
    name: str
    voiced: bool
    timed: bool
    buttoned: bool
    long: bool
    headed: bool


def starts(pieces: Sequence[Piece], *, needed: int = NEEDED, apart: bool = False) -> list[int]:
    """Where the remarks under a story begin, one by one; none where the page has no such part.

    ``needed`` is how many points make them remarks; ``apart`` says that the pieces are the part below the story.
    """
    first = 0 if apart else _story_end(pieces)
    runs = [(points(pieces, found), found) for found in _runs(pieces, first)]
    # Of runs that have as much for them the longest, which comes first.
    most, best = max(runs, key=lambda run: run[0], default=(0, []))
    return _begins(pieces, best, first) if best and most >= needed else []


def _begins(pieces: Sequence[Piece], found: Sequence[Remark], first: int) -> list[int]:
    """The first piece of each remark; names may stand below the words that they sign."""
    signing = pieces[-1].open and found[-1].author + len(found[-1].beside) == len(pieces) - 1
    if not signing:
        return [r.author for r in found]
    ends = [r.author + len(r.beside) for r in found]
    top = next((i + 1 for i in range(found[0].author - 1, first - 1, -1) if _speaks_of_readers(pieces[i])), None)
    return [found[0].author - 1 if top is None else top, *(e + 1 for e in ends[:-1])]


def _story_end(pieces: Sequence[Piece]) -> int:
    """The first place that has a story above it: two paragraphs' length of sentences."""
    told = 0
    for i, item in enumerate(pieces):
        told += len(item.text) if item.kind is None and is_paragraph(item) else 0
        if told >= _MIN_STORY:
            return i + 1
    return len(pieces)


def _runs(pieces: Sequence[Piece], first: int) -> list[list[Remark]]:
    """Every way to read the rest as remarks, the longest first: from each author's line to the end."""
    authors = [i for i in range(first, len(pieces)) if is_author(pieces, i) or _inline(pieces[i])]
    authors = [i for i in authors if i - 1 not in authors or _inline(pieces[i])]
    if len(authors) < _FEWEST:
        return []
    remarks = [_remark(pieces, a, b) for a, b in itertools.pairwise([*authors, len(pieces)])]
    told = [n for n, r in enumerate(remarks[:-1]) if not r.words]
    return [remarks[n:] for n in range(told[-1] + 1 if told else 0, len(remarks) - 1)]


def is_author(pieces: Sequence[Piece], i: int) -> bool:
    """A short line that is a name, a made-up name, or either with a time behind it."""
    item = pieces[i]
    if not item.open or len(item.text) > _MAX_AUTHOR or (stopped(item.text) and item.text[-1] not in ":."):
        return False
    abbreviated = item.text[-1] != "." or len(item.text.split()[-1]) <= 2
    return abbreviated and _is_named(_name(item.text)) and not _is_furniture(item)


def _is_furniture(item: Piece) -> bool:
    known = cues()
    page = known.boilerplate.match(item.folded, item.lowered) or known.promotion.match(item.folded, item.lowered)
    return page or _speaks_of_readers(item) or known.comment_furniture.fullmatch(item.folded) is not None


def _inline(item: Piece) -> str:
    """The name that a remark on one line begins with: "Ann T. (Tarn): I have ..."."""
    found = _PREFIX.match(item.text) if is_sentence(item) else None
    name = _NUMBERED.sub("", found.group(1)) if found else ""
    return name if name and _is_named(_NAME_PARTS.sub("", name).strip()) else ""


def _name(line: str) -> str:
    """What is left of an author's line without its number, the time, and words such as "posted by" and "wrote"."""
    bare = _NUMBERED.sub("", _WHEN.split(line, maxsplit=1)[0]).strip(_EDGES)
    words = _NAME_PARTS.sub("", bare).strip(_EDGES).split()
    said = {*cues().comment_saying, *cues().joins}
    while words and words[-1].lower() in said:
        words.pop()
    return " ".join(words)


def _is_named(name: str) -> bool:
    parts = name.split()
    if not 0 < len(parts) <= _MAX_PARTS or not any(map(str.isalpha, name)):
        return False
    return names_only(name) or (len(parts) == 1 and _HANDLE.fullmatch(name) is not None)


def _remark(pieces: Sequence[Piece], author: int, end: int) -> Remark:
    inline = _inline(pieces[author])
    at = author + (not inline)
    while not inline and at < end and _is_meta(pieces[at]):
        at += 1
    words = tuple(i for i in range(at, end) if (inline and i == author) or not _is_meta(pieces[i]))
    beside = range(author + 1, at)
    return Remark(
        author=author,
        beside=tuple(beside),
        words=words,
        name=inline or _name(pieces[author].text),
        voiced=any(score(pieces[i].text) >= cues().voice.threshold for i in words),
        timed=any(_WHEN.search(pieces[i].text) for i in (author, *beside)),
        buttoned=any(map(_is_button, pieces[author + 1 : end])),
        long=sum(len(pieces[i].text) for i in words) > _LONG,
        headed=len(words) > 1 and not stopped(pieces[words[0]].text),
    )


def _is_button(item: Piece) -> bool:
    short = _is_meta(item)
    return short and bool(_VOTES.search(item.text) or cues().comment_furniture.fullmatch(item.folded))


def _is_meta(item: Piece) -> bool:
    """A time, a rank, a count, a button."""
    if len(item.text) > _MAX_META or item.text[-1] in "!?":
        return False
    known = cues().comment_furniture.fullmatch(item.folded)
    counted = any(c.isdigit() for c in item.text) and not stopped(item.text)
    return bool(known or counted or _VOTES.search(item.text) or not any(c.isalpha() for c in item.text))


def points(pieces: Sequence[Piece], found: Sequence[Remark]) -> int:
    """How much speaks for remarks of readers."""
    made_up = _share([_HANDLE.fullmatch(r.name) is not None for r in found]) >= _EVEN
    timed, buttoned = _share([r.timed for r in found]) >= _MOST, _share([r.buttoned for r in found]) >= _MOST
    headed = _headed(pieces, found[0].author)
    if _is_talk(found, anonymous=made_up) or (len(found) < _SEVERAL and not headed and not buttoned):
        return 0
    reported = max(_share([r.long for r in found]), _share([r.headed for r in found])) >= _MOST
    rambling = max(len(r.words) for r in found) > _MAX_WORDS
    return _voiced(_share([r.voiced for r in found])) - rambling + 2 * (made_up + timed + buttoned + headed - reported)


def _is_talk(found: Sequence[Remark], *, anonymous: bool) -> bool:
    """Whether a few people take turns: an interview, a transcript, or a page that its own writers keep up."""
    names = {r.name.casefold() for r in found}
    few = len(names) == 1 or (len(found) >= _SEVERAL and len(names) <= _FEW * len(found))
    return (few and not anonymous) or all(r.name.isupper() and r.author in r.words for r in found)


def likely(pieces: Sequence[Piece], authors: Sequence[int]) -> bool:
    """Whether what stands under lines with names and times may be remarks: not where a short lead is all above it."""
    found = [_remark(pieces, a, b) for a, b in itertools.pairwise([*authors, len(pieces)])]
    told = [r for r in found if r.words]
    return bool(told) and points(pieces, told) >= (0 if authors[0] >= _story_end(pieces) else 2)


def _share(said: Sequence[bool]) -> float:
    return sum(said) / len(said)


def _voiced(share: float) -> int:
    return 3 if share >= _LOUD else 2 if share >= _VOICED else -2 if share < _EVEN else 0


def _headed(pieces: Sequence[Piece], first: int) -> bool:
    """Whether a short line close above speaks of readers or what they say."""
    return any(map(_speaks_of_readers, pieces[max(0, first - _ABOVE) : first]))


def _speaks_of_readers(item: Piece) -> bool:
    line = len(item.text) <= _MAX_AUTHOR and item.text[-1] not in ".!"
    words = re.findall(r"[a-z']+", item.lowered) if line else ()
    return not cues().readers.isdisjoint(words)


def heading(pieces: Sequence[Piece], first: int) -> int:
    """The index of the short line that heads the remarks, else that of the first of them."""
    above = first - 1
    return above if first > 1 and pieces[above].open and _speaks_of_readers(pieces[above]) else first
