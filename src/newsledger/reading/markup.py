"""HTML pages to the same text and zones that a text dump of them would have."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree, html
from trafilatura import bare_extraction

from newsledger.errors import ReadingError
from newsledger.reading.cues import cues, fold, plain
from newsledger.reading.decoding import decode
from newsledger.reading.documents import About, document
from newsledger.reading.limits import MAX_PAGE
from newsledger.reading.pieces import Piece, piece
from newsledger.reading.remarks import take_out
from newsledger.records import Document, ZoneKind

# Visible marks that survive the extractor, which drops captions and pull quotes otherwise.
_MARKS = {ZoneKind.CAPTION: "⟦caption⟧", ZoneKind.PULL_QUOTE: "⟦pulled⟧"}
_PULLED = re.compile(r"(?:^|\s)(?:pull-?quote|pullquote\S*)(?:\s|$)", re.IGNORECASE)
_PUBLISHER = re.compile(r'"publisher"\s*:\s*\{[^{}]*"name"\s*:\s*"([^"\\]{2,80})"')
_DROPPED = ("script", "style", "noscript", "nav", "footer", "form", "template", "svg", "iframe", "button", "select")
_TEXTUAL = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "li", "figcaption", "pre"})
# The extractor would otherwise judge dates by the day it runs on.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31", "min_date": "1995-01-01"}
# Less than this is a fragment or a truncated page, which is read plainly.
_MIN_EXTRACTED = 120


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page; ``kind`` is None where its words must decide."""

    text: str
    kind: ZoneKind | None = None
    comment: int | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    date: str | None = None


def read_html(raw: bytes, *, source: str, url: str | None = None, about: About | None = None) -> Document:
    """The document of an HTML page or fragment; what ``about`` says beats the page's metadata.

    Raises ReadingError for pages that are too large, binary or without text.
    """
    if len(raw) > MAX_PAGE:
        raise ReadingError(
            f"The page is larger than {MAX_PAGE // 2**20} MB", where=source, mend="Split it, or leave it out."
        )
    tree = _parse(decode(raw, html=True), source)
    comments = take_out(tree)
    blocks, meta = _blocks(tree)
    text, pieces = _laid_out([*blocks, *(Block(t, ZoneKind.COMMENT, n) for n, t in comments)])
    known = about or About(source, hashlib.sha256(raw).hexdigest(), url)
    return document(text, _completed(known, meta), pieces)


def _parse(text: str, source: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ReadingError(
            "The page holds no HTML that can be read", where=source, mend="Check that it was saved whole."
        ) from error


def _completed(about: About, meta: Meta) -> About:
    return replace(
        about,
        url=about.url or meta.url,
        outlet=about.outlet or meta.outlet,
        title=about.title or meta.title,
        authors=about.authors or meta.authors,
        metadata=about.metadata or meta.date,
    )


def _extracted(tree: html.HtmlElement) -> Any:
    """The extractor's page, with ``body``, ``title`` and the rest; None where it finds no article."""
    return bare_extraction(
        tree, fast=True, include_comments=False, include_tables=False, include_formatting=False,
        with_metadata=True, date_extraction_params=_DATES,
    )  # fmt: skip


def _blocks(tree: html.HtmlElement) -> tuple[list[Block], Meta]:
    whole = deepcopy(tree)
    _mark_up(tree)
    found = _extracted(tree)
    meta = _meta(found) if found is not None else Meta(title=_title(whole))
    meta = replace(meta, outlet=meta.outlet or _publisher(whole))
    blocks = list(_from_tei(found.body)) if found is not None and found.body is not None else []
    if sum(len(b.text) for b in blocks) < _MIN_EXTRACTED:
        blocks = max(blocks, list(_plainly(whole)), key=lambda bs: sum(len(b.text) for b in bs))
    return _with_title(_with_captions(blocks, whole), _first_heading(whole) or meta.title), meta


def _meta(found: Any) -> Meta:
    def said(name: str) -> str | None:
        value = getattr(found, name, None)
        return value.strip() or None if isinstance(value, str) else None

    people = tuple(p.strip() for p in (said("author") or "").split(";") if p.strip())
    return Meta(said("title"), people, said("sitename"), said("url"), said("date"))


def _publisher(tree: html.HtmlElement) -> str | None:
    """The publisher that the page's structured data names."""
    found = (_PUBLISHER.search(script.text or "") for script in tree.iterfind(".//script[@type='application/ld+json']"))
    return next((m.group(1).strip() for m in found if m), None)


def _title(tree: html.HtmlElement) -> str | None:
    return _text(next(iter(tree.iter("title")), None)) or None


def _first_heading(tree: html.HtmlElement) -> str | None:
    headings = [t for h in tree.iter("h1") if (t := _text(h))]
    return headings[0] if len(headings) == 1 else None


def _text(element: html.HtmlElement | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _mark_up(tree: html.HtmlElement) -> None:
    """Puts captions and pull quotes into paragraphs that carry their mark."""
    for element in list(tree.iter("figure", "aside", "blockquote", "div")):
        if element.getparent() is None:
            continue
        if element.tag == "figure" and element.find(".//figcaption") is not None:
            _become(element, ZoneKind.CAPTION, _text(element.find(".//figcaption")))
        elif element.tag != "figure" and _PULLED.search(element.get("class") or ""):
            _become(element, ZoneKind.PULL_QUOTE, _text(element))


def _become(element: html.HtmlElement, kind: ZoneKind, text: str) -> None:
    marked = html.Element("p")
    marked.text = f"{_MARKS[kind]} {text}"
    marked.tail = element.tail
    element.getparent().replace(element, marked)


def _unmarked(text: str) -> Block:
    for kind, mark in _MARKS.items():
        if text.startswith(mark):
            return Block(text.removeprefix(mark).strip(), kind)
    return Block(text)


def _from_tei(body: etree._Element) -> Iterator[Block]:
    for element in body:
        if element.tag == "head":
            yield _heading(_text(element))
        elif element.tag == "quote":
            yield from (Block(line, ZoneKind.BLOCK_QUOTE) for line in _paragraphs(element))
        else:
            yield from (_unmarked(line) for line in _paragraphs(element))


def _heading(text: str) -> Block:
    """A heading is a headline unless its words make it furniture."""
    known, folded, lowered = cues(), fold(text), plain(text)
    other = known.promotion.match(folded, lowered) or known.boilerplate.match(folded, lowered)
    return Block(text, None if other or known.comment_heading.fullmatch(folded) else ZoneKind.HEADLINE)


def _paragraphs(element: etree._Element) -> Iterator[str]:
    """The lines of an element: its inner paragraphs and items, or itself cut at line breaks."""
    inner = [e for e in element.iter("p", "item", "head") if e is not element]
    if not inner:
        yield from _lines(element)
        return
    lead = " ".join((element.text or "").split())
    if lead:
        yield lead
    for part in inner:
        if not any(child.tag in {"p", "item"} for child in part.iterdescendants()):
            yield from _lines(part)


def _lines(element: etree._Element) -> Iterator[str]:
    for breaking in element.iter("lb", "br"):
        breaking.tail = "\n" + (breaking.tail or "")
    for line in "".join(element.itertext()).split("\n"):
        if line.strip():
            yield " ".join(line.split())


def _plainly(tree: html.HtmlElement) -> Iterator[Block]:
    """Every paragraph in order, for fragments and truncated pages."""
    for element in list(tree.iter(*_DROPPED)):
        if element.getparent() is not None:
            element.drop_tree()
    body = tree.find("body") if tree.find("body") is not None else tree
    blocks = [e for e in body.iter(*_TEXTUAL) if not any(a.tag in _TEXTUAL for a in e.iterancestors())]
    if not blocks:
        yield from (Block(line) for line in _lines(body))
    for element in blocks:
        yield from _plain_block(element)


def _plain_block(element: html.HtmlElement) -> Iterator[Block]:
    if element.tag == "blockquote":
        yield from (Block(line, ZoneKind.BLOCK_QUOTE) for line in _paragraphs(element))
    elif element.tag == "figcaption":
        yield Block(_text(element), ZoneKind.CAPTION)
    elif element.tag[0] == "h":
        yield _heading(_text(element))
    else:
        yield from (Block(line) for line in _lines(element))


def _with_captions(blocks: list[Block], tree: html.HtmlElement) -> list[Block]:
    """Captions within the article that the extractor left out stand before the text."""
    kept = {b.text for b in blocks}
    found = [_text(c) for c in tree.iter("figcaption") if any(a.tag in {"article", "main"} for a in c.iterancestors())]
    lost = [Block(t, ZoneKind.CAPTION) for t in dict.fromkeys(found) if t and t not in kept]
    return [*lost, *blocks]


def _with_title(blocks: list[Block], title: str | None) -> list[Block]:
    if not title or any(plain(b.text) == plain(title) for b in blocks[:6]):
        return blocks
    return [Block(title, ZoneKind.HEADLINE), *blocks]


def _laid_out(blocks: Sequence[Block]) -> tuple[str, list[Piece]]:
    """The stored text, paragraphs with a blank line between, and its pieces."""
    texts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for block in blocks:
        words = block.text.strip()
        if words:
            pieces.append(replace(piece(at, words, kind=block.kind), comment=block.comment))
            texts.append(words)
            at += len(words) + 2
    return "\n\n".join(texts), pieces
