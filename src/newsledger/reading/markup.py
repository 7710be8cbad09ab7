"""HTML pages to the same text and zones that a text dump of them would have."""

from __future__ import annotations

import hashlib
import re
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree, html

from newsledger.errors import ReadingError
from newsledger.reading.blocks import Block, from_tei, laid_out, plainly, with_captions, with_links, with_title
from newsledger.reading.decoding import decode, printable
from newsledger.reading.documents import About, document
from newsledger.reading.limits import cut, library, limits, megabytes
from newsledger.reading.measuring import measure_page
from newsledger.reading.preparing import prepare, text_of
from newsledger.reading.remarks import take_out
from newsledger.reading.restoring import lines, restored
from newsledger.records import Document, ZoneKind

_PUBLISHER = re.compile(r'"publisher"\s*:\s*\{[^{}]*"name"\s*:\s*"([^"\\]{2,80})"')
# The extractor would otherwise judge dates by the day it runs on.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31", "min_date": "1995-01-01"}
# Less than this is a fragment or a truncated page, which is read plainly.
_MIN_EXTRACTED = 120


@dataclass(frozen=True, slots=True)
class Meta:
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    date: str | None = None


def read_html(raw: bytes, *, source: str, url: str | None = None, about: About | None = None) -> Document:
    """The document of an HTML page or fragment; what ``about`` says beats the page's metadata.

    Raises ReadingError for pages that are too large, too deep, binary or without text.
    """
    most = limits().page_bytes
    if len(raw) > most:
        raise ReadingError(
            f"The page is larger than {megabytes(most)}", where=source, mend="Split it, or leave it out."
        )
    tree = _parse(printable(decode(raw, html=True)).encode("utf-8"), source)
    remarks, others = take_out(tree)
    blocks, meta = _blocks(tree)
    comments = [Block(t, ZoneKind.COMMENT, n) for n, t in remarks]
    text, pieces = laid_out([*blocks, *comments, *(Block(t, comment=0) for t in others)])
    known = about or About(source, hashlib.sha256(raw).hexdigest(), url)
    return document(text, _completed(known, meta), pieces)


def _parse(raw: bytes, source: str) -> html.HtmlElement:
    measure_page(raw)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(raw, parser=parser)
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
    from trafilatura import bare_extraction  # takes long to import, and rows of text need none

    with library("The page's markup cannot be read", "Leave it out, or save its text alone."):
        return bare_extraction(
            tree, fast=True, include_comments=False, include_tables=True, favor_recall=True, include_formatting=False,
            with_metadata=True, date_extraction_params=_DATES,
        )  # fmt: skip


def _blocks(tree: html.HtmlElement) -> tuple[list[Block], Meta]:
    whole = deepcopy(tree)
    prepare(tree)
    page = lines(tree)
    found = _extracted(tree)
    meta = _meta(found) if found is not None else Meta(title=_title(whole))
    meta = replace(meta, outlet=meta.outlet or _publisher(whole))
    blocks = list(from_tei(found.body)) if found is not None and found.body is not None else []
    if sum(len(b.text) for b in blocks) < _MIN_EXTRACTED:
        blocks = max(blocks, list(plainly(whole)), key=lambda bs: sum(len(b.text) for b in bs))
    told = with_captions(with_links(restored(blocks, page), whole), whole)
    return with_title(told, _first_heading(whole) or meta.title), meta


def _meta(found: Any) -> Meta:
    def said(name: str) -> str | None:
        value = getattr(found, name, None)
        return value.strip() or None if isinstance(value, str) else None

    people = tuple(p.strip() for p in (said("author") or "").split(";") if p.strip())
    title = said("title")
    return Meta(cut(title) if title else None, people, said("sitename"), said("url"), said("date"))


def _publisher(tree: html.HtmlElement) -> str | None:
    """The publisher that the page's structured data names."""
    found = (_PUBLISHER.search(script.text or "") for script in tree.iterfind(".//script[@type='application/ld+json']"))
    return next((m.group(1).strip() for m in found if m), None)


def _title(tree: html.HtmlElement) -> str | None:
    return cut(text_of(next(iter(tree.iter("title")), None))) or None


def _first_heading(tree: html.HtmlElement) -> str | None:
    headings = [t for h in tree.iter("h1") if (t := text_of(h))]
    return headings[0] if len(headings) == 1 else None
