"""Puts back what the extractor left out of the middle of a story: headings, paragraphs, captions.

The page's lines in their own order are laid beside what was extracted. Where most of the page's sentences were
left out, the extractor saw one part of several, and everything from the first paragraph to the last is put back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import html

from newsledger.reading.blocks import Block, heading, unmarked
from newsledger.reading.preparing import MARKS
from newsledger.reading.shapes import PARAGRAPH, stopped

_BREAKING = frozenset(
    {"p", "div", "li", "ul", "ol", "br", "section", "article", "main", "header", "figure", "blockquote", "pre"}
    | {"table", "tr", "td", "th", "dl", "dt", "dd", "time", "hr", "address", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OUTSIDE = frozenset({"nav", "footer", "aside", "form", "script", "style", "noscript", "template", "svg", "button"})
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:related|promo\w*|teasers?|widget|sidebar|newsletter|recirc\w*|ads?|advert\w*|sponsor\w*|share|social"
    r"|menu|nav\w*|footer|breadcrumbs?|most-?read|trending|cookies?|popup|modal|comments?)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Less than this share of the page's sentences is one part of several.
_PART = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page; ``heading`` by its tag; ``linked`` where a link is all of it."""

    text: str
    heading: bool = False
    linked: bool = False

    @property
    def told(self) -> bool:
        return not self.linked and (len(self.text) >= PARAGRAPH and stopped(self.text))

    @property
    def kept(self) -> bool:
        return self.told or self.heading or self.text.startswith(tuple(MARKS.values()))


def lines(tree: html.HtmlElement) -> list[Line]:
    """The page's lines in document order, without its menus, forms and what its names put aside."""
    body = tree.find("body")
    found: list[Line] = []
    _gather(tree if body is None else body, found)
    return found


def _gather(body: html.HtmlElement, into: list[Line]) -> None:
    words: list[str] = []
    linked: list[bool] = []

    def close(is_heading: bool) -> None:
        text = " ".join("".join(words).split())
        if text:
            whole = all(link for word, link in zip(words, linked, strict=True) if word.strip())
            into.append(Line(text, is_heading, whole))
        words.clear()
        linked.clear()

    for part, at_heading, in_link in _walk(body):
        if part is None:
            close(at_heading)
        else:
            words.append(part)
            linked.append(in_link)
    close(False)


def _walk(body: html.HtmlElement) -> Iterator[tuple[str | None, bool, bool]]:
    """Stretches of text in order, None where a line ends; with whether it is a heading's and a link's."""
    stack: list[tuple[html.HtmlElement, bool, bool]] = [(body, False, False)]
    while stack:
        node, leaving, link = stack.pop()
        breaking, head = node.tag in _BREAKING, node.tag in _HEADINGS
        if leaving:
            if breaking:
                yield None, head, False
            if node is not body and node.tail:
                yield node.tail, False, link
            continue
        if breaking:
            yield None, False, False
        if not _is_aside(node, body):
            inner = link or node.tag == "a"
            if node.text:
                yield node.text, head, inner
            stack.append((node, True, link))
            stack += [(child, False, inner) for child in reversed(node) if isinstance(child.tag, str)]
        else:
            stack.append((node, True, link))


def _is_aside(node: html.HtmlElement, body: html.HtmlElement) -> bool:
    if node is body or node.tag in ("article", "main"):
        return False
    return node.tag in _OUTSIDE or _ASIDE.search(f"{node.get('class') or ''} {node.get('id') or ''}") is not None


def restored(blocks: Sequence[Block], page: Sequence[Line]) -> list[Block]:
    """The extracted blocks with what stands between them on the page, and was left out, put back."""
    at = _places(blocks, page)
    if not at:
        return list(blocks)
    first, last = min(at.values()), max(at.values())
    told = [n for n, line in enumerate(page) if line.told]
    held = set(at.values())
    if sum(len(page[n].text) for n in told if n in held) < _PART * sum(len(page[n].text) for n in told):
        first, last = min(first, told[0]), max(last, told[-1])
        return _whole(blocks, at, page, range(first, last + 1))
    return _merged(blocks, at, page, range(first, last + 1))


def _places(blocks: Sequence[Block], page: Sequence[Line]) -> dict[int, int]:
    """For each block the line that it is, in rising order."""
    where: dict[str, list[int]] = {}
    for n, line in enumerate(page):
        where.setdefault(line.text, []).append(n)
    found: dict[int, int] = {}
    reached = -1
    for i, block in enumerate(blocks):
        mark = MARKS.get(block.kind) if block.kind else None
        places = where.get(f"{mark} {block.text}" if mark else block.text, [])
        # By halves: a page can repeat one line some thousand times.
        after = bisect_right(places, reached)
        if after < len(places):
            found[i] = reached = places[after]
    return found


def _merged(blocks: Sequence[Block], at: dict[int, int], page: Sequence[Line], within: range) -> list[Block]:
    held, reached = set(at.values()), within.start
    merged: list[Block] = []
    for i, block in enumerate(blocks):
        if i in at:
            merged += (_block(page[n]) for n in range(reached, at[i]) if n not in held and page[n].kept)
            reached = at[i] + 1
        merged.append(block)
    return merged


def _whole(blocks: Sequence[Block], at: dict[int, int], page: Sequence[Line], within: range) -> list[Block]:
    """Every line of the range, as the extracted block where it is one."""
    known = {n: blocks[i] for i, n in at.items()}
    return [known.get(n) or _block(page[n]) for n in within]


def _block(line: Line) -> Block:
    return heading(line.text) if line.heading else unmarked(line.text)
