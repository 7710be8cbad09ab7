"""RSS and Atom feeds that were saved to files: each entry is a page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

import feedparser

from newsledger.errors import ReadingError
from newsledger.reading.documents import About
from newsledger.reading.markup import read_html
from newsledger.reading.rejected import Rejected, rejected
from newsledger.records import Document


def read_feed(raw: bytes, source: str) -> Iterator[Document | Rejected]:
    """A document or a rejection for each entry, in the feed's order."""
    feed = feedparser.parse(raw)
    if not feed.entries:
        reason = ReadingError("The feed has no entries", mend="Check that it was saved whole.")
        yield rejected(source, reason, hashlib.sha256(raw).hexdigest())
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, feed.feed.get("title"), f"{source}#{number}")


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
    authors = tuple(a["name"] for a in entry.get("authors") or () if a.get("name"))
    return About(
        source=source,
        sha256=sha,
        url=entry.get("link") or None,
        outlet=outlet,
        title=entry.get("title") or None,
        authors=authors,
        metadata=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
    )


def _day(moment: Any) -> str | None:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday).isoformat() if moment else None
