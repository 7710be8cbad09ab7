"""Readers' comments in HTML: found by the names that comment systems give their elements, or by their form."""

from __future__ import annotations

import re
from collections import Counter

from lxml import html

from newsledger.reading import threads
from newsledger.reading.pieces import Piece, piece

_ID = re.compile(r"(?:li-)?comment-?\d+", re.IGNORECASE)
_CLASS = re.compile(
    r"(?:^|\s)(?:comment|comment-item|comment_item|comment-body|comment__body|user-comment)(?:\s|$)", re.IGNORECASE
)
_BODY = re.compile(r"(?:^|\s)comment(?:-|__)body(?:\s|$)", re.IGNORECASE)
_SECTION = re.compile(
    r"(?:^|[\s_-])(?:comments?|comments?-?(?:area|section|list|wrapper|container)|respond|disqus_thread"
    r"|reactions|discussion|talkback|replies|guestbook)(?:$|\s)",
    re.IGNORECASE,
)
_LINE_TAGS = frozenset(
    {
        "p",
        "div",
        "li",
        "br",
        "h3",
        "h4",
        "h5",
        "h6",
        "footer",
        "header",
        "blockquote",
        "cite",
        "section",
        "tr",
        "dt",
        "dd",
    }
)
# A section that still holds more than this, its comments gone, is no comment section.
_MAX_LEFT = 1_000
_NO_REMARKS = frozenset({"p", "a", "br", "td", "option", "script", "style", "h1", "h2", "h3", "h4"})
_SCHEMA = "schema.org/Comment"
# A story above remarks has so many characters of paragraphs; a remark has fewer lines than this.
_MIN_STORY, _MAX_LINES = 120, 40
# Elements of one form, each a remark from its author on, need one sign less than lines do.
_NEEDED = threads.NEEDED - 1


def _is_comment(element: html.HtmlElement) -> bool:
    if element.tag not in {"li", "div", "article", "section"}:
        return False
    named = _ID.fullmatch(element.get("id") or "") or _CLASS.search(element.get("class") or "")
    return bool(named) or _SCHEMA in (element.get("itemtype") or "")


def take_out(tree: html.HtmlElement) -> tuple[list[tuple[int, str]], list[str]]:
    """Removes readers' comments from the tree.

    Gives each comment's paragraphs with the comment's number, where the page marks every comment; and the
    lines of sections whose comments it does not mark, for their words to tell apart.
    """
    found = [e for e in tree.iter() if isinstance(e.tag, str) and _is_comment(e)] or _alike(tree)
    members = set(found)
    # Of a comment's wrapper and its body, which stand one in the other, the outer is kept.
    whole = [e for e in found if not _wraps_same(e, members)]
    kept = set(whole)
    remarks = [(number, line) for number, e in enumerate(whole, 1) for line in _own_lines(e, kept)]
    for element in whole:
        element.drop_tree()
    for element in _sections(tree) if whole else []:
        if element.getparent() is not None and len(element.text_content()) < _MAX_LEFT:
            element.drop_tree()
    return remarks, [] if whole else _unmarked(tree)


def _alike(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """Elements of one form, one after the other under a story, each of them a remark with its author."""
    for parent in tree.iter("div", "section", "ol", "ul", "aside", "main", "article", "tbody"):
        same = _of_one_form(parent)
        if len(same) > 1 and _are_remarks(same) and _under_story(parent):
            return same
    return []


def _of_one_form(parent: html.HtmlElement) -> list[html.HtmlElement]:
    """The children that share the tag and the class which most of them have."""
    forms = Counter((e.tag, e.get("class")) for e in parent if isinstance(e.tag, str) and e.tag not in _NO_REMARKS)
    common = next(iter(forms.most_common(1)), None)
    return [e for e in parent if common is not None and (e.tag, e.get("class")) == common[0]]


def _are_remarks(same: list[html.HtmlElement]) -> bool:
    first = _pieces(_own_lines(same[0], set()))
    if not 1 < len(first) <= _MAX_LINES or not threads.is_author(first, 0):
        return False
    above = same[0].getprevious()
    lines = [[] if above is None else _own_lines(above, set())[-1:], *(_own_lines(e, set()) for e in same)]
    begins = [sum(map(len, lines[: n + 1])) for n in range(len(same))]
    return threads.starts(_pieces([t for each in lines for t in each]), needed=_NEEDED, apart=True) == begins


def _pieces(lines: list[str]) -> list[Piece]:
    return [piece(0, line) for line in lines]


def _under_story(element: html.HtmlElement) -> bool:
    told = 0
    for before in element.iterancestors():
        told += sum(len(p.text_content()) for e in element.itersiblings(preceding=True) for p in e.iter("p"))
        if told >= _MIN_STORY:
            return True
        element = before
    return False


def _unmarked(tree: html.HtmlElement) -> list[str]:
    """The lines of sections that are the readers' by their name, taken out of the tree."""
    sections = [e for e in _sections(tree) if next(e.iter("article", "main", "h1", "body"), None) is None]
    within = set(sections)
    outer = [e for e in sections if e.getparent() is not None and not any(a in within for a in e.iterancestors())]
    found = [line for e in outer for line in _own_lines(e, set())]
    for element in outer:
        element.drop_tree()
    return found


def _wraps_same(element: html.HtmlElement, members: set[html.HtmlElement]) -> bool:
    """Whether the element is the body inside a comment's wrapper, and no reply of its own."""
    inside = any(a in members for a in element.iterancestors())
    return (
        inside and _BODY.search(element.get("class") or "") is not None and not _ID.fullmatch(element.get("id") or "")
    )


def _sections(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """What is left of comment sections: headings, forms and buttons."""
    return [
        e
        for e in tree.iter("div", "section", "ol", "ul", "aside")
        if _SECTION.search(e.get("id") or "") or _SECTION.search(e.get("class") or "")
    ]


def _own_lines(comment: html.HtmlElement, comments: set[html.HtmlElement]) -> list[str]:
    """The comment's paragraphs without those of the replies inside it."""
    parts: list[str] = []
    _gather(comment, comments, parts)
    return [" ".join(line.split()) for line in "".join(parts).split("\n") if line.strip()]


def _gather(element: html.HtmlElement, comments: set[html.HtmlElement], into: list[str]) -> None:
    """Text in document order, a line end at each block; replies are passed over."""
    stack: list[tuple[html.HtmlElement, bool]] = [(element, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            into.append(("\n" if node.tag in _LINE_TAGS else "") + (node.tail or "" if node is not element else ""))
            continue
        if node is not element and node in comments:
            into.append("\n" + (node.tail or ""))
            continue
        into.append(("\n" if node.tag in _LINE_TAGS else "") + (node.text or ""))
        stack.append((node, True))
        stack += [(child, False) for child in reversed(list(node)) if isinstance(child.tag, str)]
