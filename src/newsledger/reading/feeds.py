"""RSS and Atom feeds that were saved to files: each entry is a page."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import feedparser

from newsledger.errors import ReadingError
from newsledger.reading.days import day
from newsledger.reading.decoding import decode, printable
from newsledger.reading.documents import About
from newsledger.reading.limits import library, limits
from newsledger.reading.markup import read_html
from newsledger.reading.measuring import measure_feed
from newsledger.reading.rejected import Rejected, rejected
from newsledger.records import Document

_MEND = "Check that it was saved whole."
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")
_ENTITY = re.compile(r"<!ENTITY\b")
# A name for one character, or for a few words, is harmless; names that stand for names are a bomb.
_PLAIN_ENTITY = re.compile(r"""<!ENTITY\s+[\w.-]{1,40}\s+(["'])(?:&\#\w{1,8};|[^"'&%<]{0,100})\1\s*>""")
# The text is UTF-8 by now, whatever it was.
_SENT_AS = {"content-type": "application/xml; charset=utf-8"}


def read_feed(raw: bytes, source: str) -> Iterator[Document | Rejected]:
    """A document or a rejection for each entry, in the feed's order; more than a feed may have are left out."""
    try:
        feed = _parsed(printable(decode(raw, html=True)))
    except ReadingError as error:
        yield rejected(source, error, hashlib.sha256(raw).hexdigest())
        return
    most = limits().feed_entries
    outlet = _words(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries[:most], 1):
        yield _entry(entry, outlet, f"{source}#{number}")
    if len(feed.entries) > most:
        rest = ReadingError(f"The feed has more than {most:,} entries; the others are left out", mend="Split it.")
        yield rejected(f"{source}#{most + 1}", rest)


@dataclass(frozen=True, slots=True)
class Linked:
    """A page that a feed names; ``url`` may be relative, ``day`` is ISO 8601 or empty."""

    url: str
    day: str


def linked_pages(raw: bytes) -> tuple[Linked, ...]:
    """The pages behind the feed's entries, in its order, each once. Raises ReadingError for what is no feed."""
    feed = _parsed(printable(decode(raw, html=True)))
    found: dict[str, Linked] = {}
    for entry in feed.entries[: limits().feed_entries]:
        url = _words(entry.get("link"))
        day = _day(entry.get("published_parsed") or entry.get("updated_parsed"))
        if url:
            found.setdefault(url, Linked(url, day or ""))
    return tuple(found.values())


def _parsed(text: str) -> Any:
    """The feed as its parser sees it. Raises ReadingError for one that is hostile, or has no entries."""
    if len(_ENTITY.findall(text)) != len(_PLAIN_ENTITY.findall(text)):
        raise ReadingError("The feed declares entities that stand for more than text", mend="Leave it out.")
    whole = _DECLARATION.sub("", text, count=1).encode("utf-8")
    measure_feed(whole)
    with library("The feed cannot be read", _MEND):
        # A page's text is taken from its markup elsewhere, and its links are not followed.
        feed = feedparser.parse(
            io.BytesIO(whole), response_headers=_SENT_AS, sanitize_html=False, resolve_relative_uris=False
        )
    if not feed.entries:
        raise ReadingError("The feed has no entries", mend=_MEND)
    return feed


def _entry(entry: Any, outlet: str | None, source: str) -> Document | Rejected:
    body = _body(entry)
    raw = body.encode("utf-8", "replace")
    sha = hashlib.sha256(raw).hexdigest()
    try:
        if not body.strip():
            raise ReadingError(
                "The feed's entry has no text", where=source, mend="Give a feed with summaries or contents."
            )
        return read_html(raw, source=source, about=_about(entry, outlet, source, sha))
    except ReadingError as error:
        return rejected(source, error, sha)


def _body(entry: Any) -> str:
    """The fullest text the entry has, as an HTML page."""
    texts = [str(c.get("value") or "") for c in entry.get("content") or ()] + [str(entry.get("summary") or "")]
    fullest = max(texts, key=len)
    return f"<html><body><article>{fullest}</article></body></html>" if fullest.strip() else ""


def _about(entry: Any, outlet: str | None, source: str, sha: str) -> About:
    names = (_words(person.get("name")) for person in entry.get("authors") or ())
    return About(
        source=source,
        sha256=sha,
        url=_words(entry.get("link")),
        outlet=outlet,
        title=_words(entry.get("title")),
        authors=tuple(name for name in names if name),
        metadata=_day(entry.get("published_parsed") or ("updated_parsed" in entry and entry["updated_parsed"])),
    )


def _words(value: Any) -> str | None:
    return printable(value).strip() or None if isinstance(value, str) else None


def _day(moment: Any) -> str | None:
    """The day of a moment, unless it lies outside the calendar or beyond any newspaper."""
    found = day(moment.tm_year, moment.tm_mon, moment.tm_mday) if moment else None
    return found.start.isoformat() if found else None
