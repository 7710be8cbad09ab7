"""One look at a feed: what is new in it, or why that cannot be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from newsledger.errors import ReadingError
from newsledger.fetching import Answer, Bounds, FetchError, addresses, fetch
from newsledger.ledger.polling import Feed, WaitingPage, stamp
from newsledger.reading.feeds import linked_pages
from newsledger.running.watching.manners import Manners
from newsledger.running.watching.waiting import LONGEST, backed_off, retry_after

_ACCEPTED = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
_LONGEST_TAG = 500


@dataclass(frozen=True, slots=True)
class Look:
    """What came of a look: the feed as it is to be kept, its pages, and the raw feed where it was sent anew."""

    feed: Feed
    pages: tuple[WaitingPage, ...] = ()
    raw: bytes = b""
    problem: str = ""
    mend: str = ""


def look(known: Feed, manners: Manners, bounds: Bounds, every: timedelta, now: datetime) -> Look:
    """Asks the feed whether it has changed. What goes wrong is told in the look, and the feed waits longer."""
    try:
        answer = fetch(known.url, bounds, _headers(known), admit=manners.admit)
        return _read(known, answer, manners, every, now)
    except FetchError as error:
        return _failed(known, error.what, error.mend, every, now, lasting=error.lasting)
    except ReadingError as error:
        return _failed(known, error.what, error.mend, every, now)


def _headers(known: Feed) -> dict[str, str]:
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {"Accept": _ACCEPTED, **{name: value for name, value in asked.items() if value}}


def _read(known: Feed, answer: Answer, manners: Manners, every: timedelta, now: datetime) -> Look:
    well = replace(known, due=stamp(now + every), failures=0, told="")
    if answer.status == 304:
        return Look(well)
    pause = retry_after(answer.status, answer.headers, now)
    if pause is not None:
        manners.bar(answer.url, pause.total_seconds())
        told = f"The server asks to wait, with status {answer.status}"
        return _failed(known, told, "It is asked again then.", max(pause, every), now)
    if answer.status != 200:
        gone = answer.status == 410
        told = "The feed is gone for good" if gone else f"The feed answers with status {answer.status}"
        return _failed(known, told, "Look for its new address.", every, now, lasting=gone)
    pages = tuple(_pages(known.url, answer))
    kept = replace(well, etag=_tag(answer, "etag"), modified=_tag(answer, "last-modified"))
    return Look(kept, pages, answer.body)


def _pages(feed: str, answer: Answer) -> Iterable[WaitingPage]:
    """The feed's pages under whole addresses; what is no address of a page is passed over."""
    for page in linked_pages(answer.body):
        try:
            url = addresses.split(urljoin(answer.url, page.url)).geturl()
        except (FetchError, ValueError):
            continue
        yield WaitingPage(url, feed, page.day)


def _tag(answer: Answer, header: str) -> str:
    """What the next question can be conditional on; a tag that is no header's value is left out."""
    told = answer.headers.get(header, "")
    return told if told.isprintable() and told.isascii() and len(told) <= _LONGEST_TAG else ""


def _failed(known: Feed, told: str, mend: str, first: timedelta, now: datetime, *, lasting: bool = False) -> Look:
    failures = known.failures + 1
    wait = LONGEST if lasting else backed_off(first, failures)
    return Look(replace(known, due=stamp(now + wait), failures=failures, told=told), problem=told, mend=mend)
