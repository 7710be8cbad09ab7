"""Readies a page's tree for the extractor: marks captions and pull quotes, undoes layout tables, cuts plain text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lxml import html

from newsledger.reading.pieces import split
from newsledger.records import ZoneKind

# Visible marks that survive the extractor, which drops captions and pull quotes otherwise.
MARKS = {ZoneKind.CAPTION: "⟦caption⟧", ZoneKind.PULL_QUOTE: "⟦pulled⟧"}
_PULLED = re.compile(r"(?:^|\s)(?:pull-?quote|pullquote\S*)(?:\s|$)", re.IGNORECASE)
_TABLE_TAGS = ("thead", "tbody", "tfoot", "tr", "td", "th", "caption", "col", "colgroup")
# Cells that hold more text or line breaks than this hold paragraphs.
_MAX_CELL, _MAX_BREAKS = 300, 2
# The words beside a picture are its caption if they are so many, no more than so many levels up,
# and nothing stands among them that a teaser has.
_REACH, _MIN_CAPTION, _MAX_CAPTION, _MIN_SPACES = 3, 20, 350, 4
_OTHERS = ("h1", "h2", "h3", "h4", "h5", "h6", "a", "ul", "ol", "table", "time", "button", "blockquote")


def prepare(tree: html.HtmlElement) -> None:
    """Changes the tree in place."""
    for table in list(tree.iter("table")):
        if _is_layout(table):
            _undo(table)
    for element in list(tree.iter("pre")):
        _cut(element)
    _mark_up(tree)
    _mark_pictures(tree)


def text_of(element: html.HtmlElement | None) -> str:
    """The words of an element between single spaces."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _is_layout(table: html.HtmlElement) -> bool:
    """Whether a table only places things on the page: it holds tables, paragraphs or a single column."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    columns = max((sum(c.tag in ("td", "th") for c in row) for row in table.iter("tr")), default=0)
    return columns < 2 or any(map(_holds_paragraphs, table.iter("td", "th")))


def _holds_paragraphs(cell: html.HtmlElement) -> bool:
    return len(text_of(cell)) > _MAX_CELL or sum(1 for _ in cell.iter("br")) > _MAX_BREAKS


def _undo(table: html.HtmlElement) -> None:
    for part in [table, *_own(table)]:
        part.tag = "div"
        part.attrib.clear()


def _own(table: html.HtmlElement) -> list[html.HtmlElement]:
    """The rows and cells of a table, without those of tables inside it."""
    return [e for e in table.iter(*_TABLE_TAGS) if next(e.iterancestors("table"), None) is table]


def _cut(element: html.HtmlElement) -> None:
    """Preformatted text becomes paragraphs, its lines joined where they were wrapped."""
    whole = html.Element("div")
    for item in split("".join(element.itertext())):
        paragraph = html.Element("p")
        paragraph.text = item.text
        whole.append(paragraph)
    _replace(element, whole)


def _mark_up(tree: html.HtmlElement) -> None:
    """Puts captions and pull quotes into paragraphs that carry their mark."""
    for element in list(tree.iter("figure", "aside", "blockquote", "div")):
        if element.getparent() is None:
            continue
        if element.tag == "figure" and element.find(".//figcaption") is not None:
            _become(element, ZoneKind.CAPTION, text_of(element.find(".//figcaption")))
        elif element.tag != "figure" and _PULLED.search(element.get("class") or ""):
            _become(element, ZoneKind.PULL_QUOTE, text_of(element))


def _mark_pictures(tree: html.HtmlElement) -> None:
    """A few words that share an element with a picture alone are its caption."""
    for image in list(tree.iter("img")):
        holder = _holder(image)
        if holder is not None and holder.getparent() is not None and _is_captioned(holder):
            _become(holder, ZoneKind.CAPTION, text_of(holder))


def _holder(image: html.HtmlElement) -> html.HtmlElement | None:
    """The nearest element about a picture that has words."""
    near = itertools.islice(image.iterancestors(), _REACH)
    return next((e for e in near if text_of(e)), None)


def _is_captioned(holder: html.HtmlElement) -> bool:
    words = text_of(holder)
    plain = holder.tag in ("div", "span", "li", "p", "section") and next(holder.iterdescendants(*_OTHERS), None) is None
    told = _MIN_CAPTION <= len(words) <= _MAX_CAPTION and words.count(" ") >= _MIN_SPACES
    return plain and told and sum(1 for _ in holder.iter("img")) == 1 and len(list(_leaves(holder))) <= 2


def _leaves(holder: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements that hold words of their own."""
    return (e for e in holder.iter("p", "div", "span", "small", "em", "i") if (e.text or "").strip())


def _become(element: html.HtmlElement, kind: ZoneKind, text: str) -> None:
    marked = html.Element("p")
    marked.text = f"{MARKS[kind]} {text}"
    _replace(element, marked)


def _replace(old: html.HtmlElement, new: html.HtmlElement) -> None:
    parent = old.getparent()
    if parent is not None:
        new.tail = old.tail
        parent.replace(old, new)
