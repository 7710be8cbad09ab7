"""What stands about a story, told by its place and shape: lines above the headline, running heads, links, calls.

Words prove little here: what counts is where the story's run of sentences is, and whether a line shares its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from newsledger.reading import datelines, story
from newsledger.reading.pieces import Piece
from newsledger.reading.shapes import CALL, call, is_code, is_line, is_sentence, names_only, offers, stopped, worded
from newsledger.reading.story import STRANGE, Story
from newsledger.records import ZoneKind

Step = Callable[[Sequence[Piece], Story], list[Piece]]

_FURNITURE = frozenset({ZoneKind.PROMOTION, ZoneKind.BOILERPLATE})
_NUMBERS = re.compile(r"^[\d\s.|–—-]+|[\d\s.|–—-]+$")
_PAGE_NUMBER = re.compile(r"[\W_]*\d{1,4}[\W_]*")
_FOOTNOTE = re.compile(r"\d{1,3} [A-Z“\"]")
_BRACKETED = re.compile(r"\[[^\[\]]{20,400}\]")
_NUMBERED = re.compile(r"[\[(]?\d{1,3}[\])]?[.:]?\s+\S")
# What names a source: pages, a year in brackets or at the end, an address, a title in quotation marks.
_SOURCE = re.compile(
    r"\bpp?\. ?\d|\((?:19|20)\d\d\)|(?:19|20)\d\d\.?$|https?://|\bibid\b|\bop\. cit|[,.] [“\"‘'][A-Z]", re.IGNORECASE
)
# All notes are less than this share of the page.
_MAX_NOTES = 0.3
_ABOUT = re.compile(
    r"([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})(?:, [^,.]{3,60},)? "
    r"(?:is|was|covers|writes|has|reports|teaches|works|leads|served)\b"
)
# Closing lines about the author are among so many of the last sentences.
_LAST = 4
# Running heads are short.
_MAX_HEAD = 70
# Lines that share this many of their words with the story belong to it.
_AT_HOME = 0.5
_MIN_LINK_WORDS, _MIN_HEADLINE_WORDS = 4, 4
# A link that fills a paragraph is no longer than this.
_MAX_LINKED = 200
# A list of links between paragraphs is no shorter than this.
_MIN_LIST = 3
# A sentence cut off in the middle is no link.
_CUT_OFF = 100
_MAX_NOTE = 120


def mark(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with what surrounds the story marked; a page without a paragraph comes back as it is."""
    found = story.find(pieces)
    if found is None:
        return list(pieces)
    marked = list(pieces)
    for step in _STEPS:
        marked = step(marked, found)
    return marked


def _kind(item: Piece) -> ZoneKind:
    """Whether a line that is not the story's leads somewhere else, or is the page's own."""
    leads = item.linked or call(item.text) >= CALL or (len(item.text.split()) >= _MIN_LINK_WORDS and worded(item.text))
    return ZoneKind.PROMOTION if leads else ZoneKind.BOILERPLATE


def _as(pieces: Sequence[Piece], chosen: Iterable[int], kind: ZoneKind | None = None) -> list[Piece]:
    marked = list(pieces)
    for i in chosen:
        marked[i] = pieces[i].of_kind(kind or _kind(pieces[i]))
    return marked


def _running_heads(pieces: Sequence[Piece], told: Story) -> list[Piece]:
    """Short lines that stand more than once, the story's own headline where it stands first aside."""
    keys = {i: key for i, p in enumerate(pieces) if (key := _head_key(p))}
    often = Counter(keys.values())
    seen: set[str] = set()
    marked = list(pieces)
    for i, key in keys.items():
        headline = key not in seen and i < told.first and len(key.split()) >= _MIN_HEADLINE_WORDS
        seen.add(key)
        if often[key] > 1 and not headline and pieces[i].open:
            marked[i] = pieces[i].of_kind(ZoneKind.BYLINE if datelines.is_name(pieces[i]) else _kind(pieces[i]))
    return _beside_numbers(marked)


def _head_key(item: Piece) -> str | None:
    short = (
        len(item.text) <= _MAX_HEAD
        and (item.open or item.kind is ZoneKind.HEADLINE)
        and not stopped(item.text)
        and item.text[-1] not in ",;"
    )
    key = _NUMBERS.sub("", item.folded) if short else ""
    return key if sum(map(str.isalpha, key)) > 3 else None


def _beside_numbers(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines in capitals and footnotes beside the number of a printed page."""
    marked = list(pieces)
    numbered = [i for i, p in enumerate(pieces) if _PAGE_NUMBER.fullmatch(p.text)]
    for i in numbered if len(numbered) > 1 else ():
        for j in (i - 1, i + 1):
            if 0 <= j < len(pieces) and is_line(pieces[j]) and pieces[j].text.isupper():
                marked[j] = pieces[j].of_kind(ZoneKind.BOILERPLATE)
    for i in range(1, len(marked) - 1):
        foot = marked[i].open and marked[i + 1].kind is ZoneKind.BOILERPLATE and _FOOTNOTE.match(marked[i].text)
        if foot and len(numbered) > 1:
            marked[i] = marked[i].of_kind(ZoneKind.BOILERPLATE)
    return marked


def _codes(pieces: Sequence[Piece], told: Story) -> list[Piece]:
    """Lines for machines, above and below the story and beside other furniture."""
    coded = [i for i, p in enumerate(pieces) if p.open and not stopped(p.text) and is_code(p.text)]
    beside = {j for i in coded for j in (i - 1, i + 1)}
    outside = [i for i in coded if not told.first < i < told.last or i in beside or _after_furniture(pieces, i)]
    return _as(pieces, outside, ZoneKind.BOILERPLATE)


def _after_furniture(pieces: Sequence[Piece], i: int) -> bool:
    return i > 0 and pieces[i - 1].kind in _FURNITURE


def _above(pieces: Sequence[Piece], told: Story) -> list[Piece]:
    """Short lines above the headline: the names of sections, the weather, other stories."""
    lines = [i for i in range(told.first) if _may_head(pieces[i])]
    if len(lines) < 2:
        return _as(pieces, [i for i in lines if _is_masthead(pieces[i], told.shared(pieces[i], i))])
    points = {i: _headline_points(pieces, i, told) for i in lines}
    headline = max(lines, key=lambda i: (points[i], -i))
    if points[headline] < 1:
        return list(pieces)
    above = [i for i in range(headline) if is_line(pieces[i]) and _is_strange(pieces[i], told.shared(pieces[i], i))]
    # Where every line above shares the story's words, the first of them heads it.
    return _as(_as(pieces, above), [headline] if above else [], ZoneKind.HEADLINE)


def _is_strange(item: Piece, shared: float) -> bool:
    return (len(item.text.split()) < _MIN_LINK_WORDS or shared < STRANGE) and not item.text.startswith("#")


def _is_masthead(item: Piece, shared: float) -> bool:
    """Whether the only line above a story is too short for a headline, and says nothing of the story."""
    return item.open and len(item.text.split()) < _MIN_HEADLINE_WORDS and not shared and not item.text.startswith("#")


def _may_head(item: Piece) -> bool:
    return item.kind is ZoneKind.HEADLINE or is_line(item)


def _headline_points(pieces: Sequence[Piece], i: int, told: Story) -> float:
    """How like the headline of this story a line above it is."""
    item = pieces[i]
    signed = i + 1 < len(pieces) and pieces[i + 1].kind in (ZoneKind.BYLINE, ZoneKind.DATELINE)
    long = len(item.text.split()) >= _MIN_HEADLINE_WORDS
    return 2 * told.shared(item, i) + long + signed + (item.kind is ZoneKind.HEADLINE)


def _below(pieces: Sequence[Piece], told: Story) -> list[Piece]:
    """What follows the story's last sentence: links, addresses, a closing note."""
    rest = [i for i in range(told.end + 1, len(pieces)) if pieces[i].open]
    if not rest or _goes_on(pieces, rest[0]):
        return list(pieces)
    lines = [i for i in rest if is_line(pieces[i])]
    if sum(told.shared(pieces[i], i) for i in lines) >= _AT_HOME * len(lines) and not _headed_links(pieces, lines):
        lines = [i for i in lines if pieces[i].linked]
    kind = ZoneKind.PROMOTION if len(lines) >= _MIN_LIST else None
    notes = [i for i in rest if i not in lines and _is_note(pieces, i, told)]
    asked = [] if told.personal else [i for i in notes if offers(pieces[i].text)]
    return _as(_as(_as(pieces, lines, kind), notes, ZoneKind.BOILERPLATE), asked, ZoneKind.PROMOTION)


def _goes_on(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a line carries the story on: an item of its list, or a sentence that is cut off."""
    before, item = pieces[i - 1], pieces[i]
    listed = before.open and (before.text.endswith(":") or not item.gap)
    return listed or (len(item.text) > _CUT_OFF and worded(item.text)) or item.text.startswith("#")


def _headed_links(pieces: Sequence[Piece], lines: Sequence[int]) -> bool:
    """A short line with longer ones under it, all one after the other."""
    if len(lines) <= _MIN_LIST or lines[-1] - lines[0] != len(lines) - 1:
        return False
    return all(len(pieces[lines[0]].text) < len(pieces[i].text) for i in lines[1:])


def _is_note(pieces: Sequence[Piece], i: int, told: Story) -> bool:
    """A short sentence of other words behind the page's furniture."""
    item = pieces[i]
    return is_sentence(item) and len(item.text) <= _MAX_NOTE and told.shared(item, i) < STRANGE


def _between(pieces: Sequence[Piece], told: Story) -> list[Piece]:
    """Links and calls to the reader between the story's paragraphs."""
    called = [i for i, p in enumerate(pieces) if p.open and _is_call(p, i, told)]
    headed = [i - 1 for i in called if i and i - 1 not in called and _heads_call(pieces[i - 1], i - 1, told)]
    marked = _as(pieces, [*called, *headed], ZoneKind.PROMOTION)
    marked = _as(marked, _above_calls(marked), ZoneKind.PROMOTION)
    i = told.first
    while i < told.last:
        run = _without_heading(marked, _lines_from(marked, i), told)
        if _is_list(marked, run, told):
            marked = _as(marked, run, ZoneKind.PROMOTION)
        i = run[-1] + 1 if run else i + 1
    return marked


def _above_calls(pieces: Sequence[Piece]) -> list[int]:
    """Headings with nothing but promotions down to the next heading."""
    found: list[int] = []
    under, other = 0, False  # from below: how much stands under a heading here, and whether any of it is no promotion
    for i in range(len(pieces) - 1, -1, -1):
        if pieces[i].kind is ZoneKind.HEADLINE:
            if under and not other:
                found.append(i)
            under, other = 0, False
        else:
            under, other = under + 1, other or pieces[i].kind is not ZoneKind.PROMOTION
    return found[::-1]


def _heads_call(item: Piece, i: int, told: Story) -> bool:
    return is_line(item) and told.is_strange(item, i)


def _is_call(item: Piece, i: int, told: Story) -> bool:
    if item.linked:
        return len(item.text) <= _MAX_LINKED or told.is_strange(item, i)
    points = 0 if told.personal else call(item.text)
    return points > CALL or (points == CALL and told.is_strange(item, i))


def _lines_from(pieces: Sequence[Piece], i: int) -> list[int]:
    run: list[int] = []
    while i < len(pieces) and is_line(pieces[i]):
        run.append(i)
        i += 1
    return run


def _without_heading(pieces: Sequence[Piece], run: list[int], told: Story) -> list[int]:
    """The run without its last line where that heads the paragraph below: it stands apart, or shares its words."""
    if len(run) < 2 or run[-1] + 1 >= len(pieces) or not pieces[run[-1]].gap:
        return run
    apart = not all(pieces[i].gap for i in run[1:-1]) or len(run) == 2
    return run[:-1] if apart or told.shared(pieces[run[-1]], run[-1]) >= STRANGE else run


def _is_list(pieces: Sequence[Piece], run: Sequence[int], told: Story) -> bool:
    if len(run) < _MIN_LIST or not pieces[run[0]].gap or (run[0] and pieces[run[0] - 1].text.endswith(":")):
        return False
    if sum(any(map(str.isdigit, pieces[i].text)) for i in run) * 2 >= len(run):
        return False
    strange = sum(told.shared(pieces[i], i) for i in run) < STRANGE * len(run)
    return told.long and strange and sum(len(pieces[i].text) for i in run) < _MAX_HEAD * len(run)


def _signed(pieces: Sequence[Piece], told: Story) -> list[Piece]:
    """Names under the headline, with what their bearers are; and what the page says of them below the story."""
    headed = next((i for i in range(told.first) if _heads(pieces[i])), told.first)
    names = [i for i in range(headed + 1, told.first) if is_line(pieces[i]) and _is_signature(pieces[i], i, told)]
    known = {n.split()[-1] for p in pieces for n in (datelines.authors(p.text) if p.kind is ZoneKind.BYLINE else ())}
    last = [i for i in range(told.first + 1, len(pieces)) if pieces[i].open and is_sentence(pieces[i])][-_LAST:]
    about = [i for i in last if _is_about(pieces[i].text, known)]
    return _as(_as(pieces, names, ZoneKind.BYLINE), about, ZoneKind.BOILERPLATE)


def _heads(item: Piece) -> bool:
    return _may_head(item) and len(item.text.split()) >= _MIN_HEADLINE_WORDS


def _is_signature(item: Piece, i: int, told: Story) -> bool:
    listed = datelines.is_name(item) or ("," in item.text and names_only(item.text))
    return listed and told.is_strange(item, i)


def _is_about(text: str, names: Collection[str]) -> bool:
    """Whether a closing sentence begins with an author's name and tells what the author is or does."""
    found = _ABOUT.match(text)
    return found is not None and found.group(1).split()[-1] in names


def _notes(pieces: Sequence[Piece], told: Story) -> list[Piece]:
    """Paragraphs in square brackets, which the story did not say; numbered notes with their sources at the end."""
    bracketed = [i for i, p in enumerate(pieces) if p.open and _BRACKETED.fullmatch(p.text)]
    numbered = [i for i in range(told.first + 1, len(pieces)) if pieces[i].open and _NUMBERED.match(pieces[i].text)]
    rest = [i for i in range(numbered[0], len(pieces)) if pieces[i].open] if numbered else []
    sourced = sum(_SOURCE.search(pieces[i].text) is not None for i in numbered)
    short = sum(len(pieces[i].text) for i in numbered) <= _MAX_NOTES * sum(len(p.text) for p in pieces if p.open)
    noted = numbered if short and numbered == rest and len(numbered) > 1 and sourced * 2 >= len(numbered) else []
    above = [noted[0] - 1] if noted and is_line(pieces[noted[0] - 1]) else []
    return _as(pieces, [*bracketed, *above, *noted], ZoneKind.BOILERPLATE)


_STEPS: tuple[Step, ...] = (_notes, _codes, _running_heads, _above, _signed, _below, _between)
