"""Puts a document together from its text and what is known about it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsledger.errors import ReadingError
from newsledger.reading import datelines, zoning
from newsledger.reading.dating import published
from newsledger.reading.languages import language
from newsledger.reading.limits import cut, limits, must_hold
from newsledger.reading.outlets import book, outlet_of
from newsledger.reading.pieces import Piece, lay_out, split
from newsledger.records import Document, Outlet, OutletKind, ZoneKind

_SIGNED = re.compile(r"[—–-]+\s*(.{2,40})")
_HELPED = re.compile(
    r"(?:(?:the )?(.{2,60}?) (?:also )?contributed (?:reporting )?(?:to|for) this\b"
    r"|\(?with (?:additional )?(?:reporting|inputs?|files|material) (?:by|from) (?:the )?(.{2,60}?)[.)]*$)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"[(\[]?\s*([A-Za-z ]{2,20}? by)\b")


@dataclass(frozen=True, slots=True)
class About:
    """What came with a page: ``given`` is a date from its row, ``metadata`` one from its HTML."""

    source: str
    sha256: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    given: object = None
    metadata: object = None
    input_id: str | None = None


def document_id(text: str, url: str | None) -> str:
    """Stable name of a page: derived from its text and address alone."""
    return "d" + hashlib.sha256((text + (url or "")).encode("utf-8", "replace")).hexdigest()[:16]


def document(text: str, about: About, pieces: Sequence[Piece] | None = None) -> Document:
    """The document for a text; ``pieces`` come from markup, else the text is cut here.

    Raises ReadingError where the text has no word, or more than a page may have.
    """
    if not text.strip():
        raise ReadingError(
            "The page has no text", where=about.source, mend="Nothing can be read from it; leave it out."
        )
    must_hold("The page", len(text), limits().text_characters, "characters of text")
    about, parts = _bounded(about), split(text) if pieces is None else pieces
    must_hold("The page", len(parts), limits().paragraphs, "paragraphs")
    parts = zoning.with_authors(parts, about.authors)
    decided = zoning.assign(parts)
    outlet = outlet_of(about.outlet, about.url)
    return Document(
        document_id=document_id(text, about.url),
        source=about.source,
        sha256=about.sha256,
        url=about.url,
        outlet=outlet,
        title=about.title or _headline(decided),
        authors=about.authors or _signed_by(decided),
        language=language(text),
        published=published(about.given, about.metadata, about.url, decided),
        text=text,
        zones=lay_out(text, decided),
        wire=_wire(decided, outlet),
        input_id=about.input_id,
    )


def _bounded(about: About) -> About:
    """Titles and names cut to what a title or a name can be; an address that is none for its length is left out."""
    known = about.url is None or len(about.url) <= limits().address_characters
    return replace(
        about,
        url=about.url if known else None,
        outlet=cut(about.outlet) if about.outlet else about.outlet,
        title=cut(about.title) if about.title else about.title,
        authors=tuple(map(cut, about.authors[: limits().authors])),
    )


def _headline(pieces: Sequence[Piece]) -> str | None:
    """The headline that stands before the story; headings between its paragraphs are none."""
    for item in pieces:
        if item.kind is ZoneKind.HEADLINE:
            return cut(item.text.lstrip("# "))
        if item.kind in {ZoneKind.BODY, ZoneKind.BLOCK_QUOTE, ZoneKind.COMMENT}:
            return None
    return None


def _signed_by(pieces: Sequence[Piece]) -> tuple[str, ...]:
    names = (name for p in pieces if p.kind is ZoneKind.BYLINE for name in datelines.authors(p.text))
    return tuple(dict.fromkeys(names))


def _wire(pieces: Sequence[Piece], outlet: Outlet | None) -> str | None:
    """The agency that a dateline, a byline or the closing credit names."""
    if outlet is not None and outlet.kind is OutletKind.AGENCY:
        return book().wire(outlet.name)
    for item in pieces:
        if item.kind is ZoneKind.DATELINE and (agency := datelines.wire_of(item.text)):
            return agency
        if item.kind is ZoneKind.BYLINE and (agency := book().wire(item.text.split(", ")[-1])):
            return agency
    return next((agency for p in pieces[-4:] if (agency := _closing_credit(p))), None)


def _closing_credit(item: Piece) -> str | None:
    if item.kind is ZoneKind.COMMENT or len(item.text) > 400:
        return None
    whole = _SIGNED.fullmatch(item.text)
    bare = whole.group(1) if whole else item.text if len(item.text) <= 40 else ""
    told = _CREDIT.match(item.text) if item.kind is ZoneKind.BOILERPLATE else None
    return book().wire(bare.strip(". ")) or (book().wire(told.group(1)) if told else None) or _helper(item)


def _helper(item: Piece) -> str | None:
    """The agency among those that a page says it is told with: its page is no second source beside the agency's."""
    found = _HELPED.match(item.text)
    names = re.split(r",? and |, ", found.group(1) or found.group(2)) if found else ()
    return next((agency for name in names if (agency := book().wire(name))), None)
