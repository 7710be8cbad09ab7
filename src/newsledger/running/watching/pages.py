"""One page that a feed named: fetched, and read as any other page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from newsledger.errors import ReadingError
from newsledger.fetching import Answer, Bounds, FetchError, fetch
from newsledger.ledger.polling import WaitingPage
from newsledger.reading import Rejected, read_html, read_text
from newsledger.reading.documents import About
from newsledger.records import Document
from newsledger.running.watching.manners import Manners
from newsledger.running.watching.waiting import retry_after

_ACCEPTED = "text/html, application/xhtml+xml, text/plain;q=0.5"
_HTML = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", ""})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page's document or rejection; ``again`` after how long it is worth another try, if it is."""

    page: WaitingPage
    found: Document | Rejected
    again: timedelta | None = None


def fetched(page: WaitingPage, manners: Manners, bounds: Bounds, first: timedelta, now: datetime) -> Fetched:
    """The page; what goes wrong becomes a rejection, to be tried again after ``first`` where that may help."""
    try:
        answer = fetch(page.url, bounds, {"Accept": _ACCEPTED}, admit=manners.admit)
        pause = retry_after(answer.status, answer.headers, now)
        if pause is not None:
            manners.bar(answer.url, pause.total_seconds())
        if answer.status != 200:
            told = f"The server answers with status {answer.status}"
            passing = answer.status in {408, 425, 429} or answer.status >= 500
            wait = max(pause or first, first) if passing else None
            return Fetched(page, Rejected(page.url, told, "Look whether the page is still there."), wait)
        return Fetched(page, _document(page, answer))
    except FetchError as error:
        mend = error.mend or "Look at the page with a browser."
        return Fetched(page, Rejected(page.url, error.what, mend), None if error.lasting else first)
    except ReadingError as error:
        return Fetched(page, Rejected(page.url, error.what, error.mend))


def _document(page: WaitingPage, answer: Answer) -> Document:
    """The document of an answer; a page that tells no date of its own has the feed's."""
    kind, _, more = answer.headers.get("content-type", "").partition(";")
    raw = _recoded(answer.body, more)
    about = About(page.url, hashlib.sha256(answer.body).hexdigest(), answer.url)
    if kind.strip().lower() == "text/plain":
        text = read_text(raw.decode("utf-8", "replace"), source=page.url, url=answer.url)
        return replace(text, sha256=about.sha256)
    if kind.strip().lower() not in _HTML:
        raise ReadingError(f"The answer is {kind[:60]!r} and no page", mend="Nothing can be read from it.")
    found = read_html(raw, source=page.url, about=about)
    if found.published.start is not None or not page.day:
        return found
    return read_html(raw, source=page.url, about=replace(about, metadata=page.day))


def _recoded(raw: bytes, told: str) -> bytes:
    """The bytes in UTF-8, by the encoding that the server names, where they are not so already and it holds."""
    name = told.partition("charset=")[2].strip(" \"';").lower()
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        if name and name not in {"utf-8", "utf8"}:
            return _by(raw, name)
    return raw


def _by(raw: bytes, name: str) -> bytes:
    try:
        return raw.decode(name).encode("utf-8")
    except (LookupError, UnicodeError, ValueError):
        return raw  # the reader guesses better than the server
