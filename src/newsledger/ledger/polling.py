"""What polling keeps in the ledger: how feeds answered, and what became of the pages that they named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, update

from newsledger.ledger.schema import documents, feed_pages, feeds, quarantine, runs

_AT_ONCE = 500


class PageState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it is asked conditionally with, when it is due, its failures in a row and the last one's words."""

    url: str
    etag: str = ""
    modified: str = ""
    due: str = ""
    failures: int = 0
    told: str = ""


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A page that a feed named and that is not read yet; ``day`` is the feed's, ``tries`` have failed."""

    url: str
    feed: str
    day: str
    tries: int = 0


def stamp(moment: datetime) -> str:
    """A moment as the tables have it: its order is that of time."""
    return moment.isoformat(timespec="seconds")


def feed(connection: Connection, url: str) -> Feed:
    """What is known of a feed; a new one is due at once."""
    row = connection.execute(select(feeds).where(feeds.c.url == url)).first()
    return Feed(url) if row is None else Feed(**row._mapping)


def keep(connection: Connection, known: Feed) -> None:
    values: dict[str, object] = {"etag": known.etag, "modified": known.modified, "due": known.due}
    values |= {"failures": known.failures, "told": known.told}
    if connection.execute(update(feeds).where(feeds.c.url == known.url).values(**values)).rowcount == 0:
        connection.execute(insert(feeds).values(url=known.url, **values))


def add_pages(connection: Connection, pages: Iterable[WaitingPage], due: datetime) -> int:
    """Notes pages that are new, and gives their number; those that were named before stay as they are."""
    named = {page.url: page for page in pages}
    held: set[str] = set()
    for some in _some(list(named)):
        held.update(connection.execute(select(feed_pages.c.url).where(feed_pages.c.url.in_(some))).scalars())
    rows = [_row(page, due) for url, page in named.items() if url not in held]
    if rows:
        connection.execute(insert(feed_pages), rows)
    return len(rows)


def _row(page: WaitingPage, due: datetime) -> dict[str, object]:
    told = {"url": page.url, "feed": page.feed, "day": page.day, "tries": page.tries}
    return {**told, "state": PageState.WAITING.value, "due": stamp(due)}


def waiting(connection: Connection, of: Iterable[str], now: datetime, most: int) -> tuple[WaitingPage, ...]:
    """Pages of these feeds that are due, the longest waiting first."""
    due = feed_pages.c.feed.in_(list(of)), feed_pages.c.state == PageState.WAITING, feed_pages.c.due <= stamp(now)
    wanted = select(feed_pages).where(*due).order_by(feed_pages.c.due, feed_pages.c.url).limit(most)
    return tuple(WaitingPage(r.url, r.feed, r.day, r.tries) for r in connection.execute(wanted))


def read_before(connection: Connection, urls: Iterable[str]) -> frozenset[str]:
    """Those of the pages that the ledger holds: a run that was stopped had fetched them."""
    found: set[str] = set()
    for some in _some(list(urls)):
        found.update(connection.execute(select(documents.c.source).where(documents.c.source.in_(some))).scalars())
    return frozenset(found)


def settle(connection: Connection, url: str, state: PageState, due: datetime, tries: int) -> None:
    """Notes what became of a page."""
    values = {"state": state.value, "due": stamp(due), "tries": tries}
    connection.execute(update(feed_pages).where(feed_pages.c.url == url).values(**values))


def well_again(connection: Connection, url: str) -> None:
    """Ends a feed's cases in the quarantine: it answers again."""
    last = select(func.max(runs.c.run)).scalar_subquery()
    cases = quarantine.c.source == url, quarantine.c.mended.is_(None)
    connection.execute(update(quarantine).where(*cases).values(mended=last))


def _some(urls: list[str]) -> Iterable[list[str]]:
    return (urls[n : n + _AT_ONCE] for n in range(0, len(urls), _AT_ONCE))
