"""Rounds of polling: feeds that are due are asked, their new pages fetched, coded and written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from newsledger.fetching import Bounds, addresses
from newsledger.ledger import Ledger, polling
from newsledger.ledger.polling import Feed, PageState, WaitingPage
from newsledger.reading import Rejected
from newsledger.reading.feeds import read_feed
from newsledger.reading.limits import limits
from newsledger.records import Document, Record
from newsledger.running.contracts import CodesDocuments, Links
from newsledger.running.ingest import ingest, link_reports, utc
from newsledger.running.watching.feeds import Look, look
from newsledger.running.watching.manners import Manners
from newsledger.running.watching.pages import Fetched, fetched
from newsledger.running.watching.waiting import backed_off
from newsledger.settings import Settings

# Pages of one round; more wait for the next, so that what was fetched is coded before long.
_PAGES = 200
_TRIES = 5
_AGAIN = timedelta(minutes=15)
# The longest sleep between two looks at the clock.
_NAP = 60.0


@dataclass(frozen=True, slots=True)
class Round(Record):
    """What a round did: feeds asked, those unchanged, those that failed; pages named anew, read, and failed."""

    asked: int = 0
    unchanged: int = 0
    failed_feeds: int = 0
    named: int = 0
    read: int = 0
    failed: int = 0
    events: int = 0


@dataclass
class Watcher:
    """Watches feeds for one ledger. ``pages``: fetch the pages behind the entries, not only the feeds' own texts."""

    feeds: Sequence[str]
    ledger: Ledger
    coder: CodesDocuments
    settings: Settings = field(default_factory=Settings)
    private: bool = False
    pages: bool = True
    link: Links | None = link_reports
    now: Callable[[], datetime] = utc
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        """Raises FetchError for what is no address of a feed."""
        self.feeds = tuple(dict.fromkeys(addresses.split(url).geturl() for url in self.feeds))
        seconds = float(self.settings.fetch_seconds)
        self._bounds = Bounds(seconds, limits().page_bytes, private=self.private)
        self._feed_bounds = Bounds(seconds, limits().feed_bytes, private=self.private)
        self._manners = Manners(self._bounds, float(self.settings.pace_seconds), self.clock, self.sleep)
        self._every = timedelta(minutes=self.settings.poll_minutes)

    def rounds(self) -> Iterator[Round]:
        """Round after round, without end; between two it sleeps until a feed is due."""
        while True:
            yield self.round()
            self._rest()

    def round(self) -> Round:
        """Asks the feeds that are due, and reads what is new. What was fetched before is not fetched again."""
        with self.ledger.reading() as connection:
            known = [polling.feed(connection, url) for url in self.feeds]
        looks = [self._looked(each) for each in known if each.due <= polling.stamp(self.now())]
        named = sum(number for _, number in looks)
        told = [each for each, _ in looks]
        before = {each.url: each.told for each in known}
        news = [_problem(each) for each in told if each.problem and each.problem != before[each.feed.url]]
        written = self._read(news, [each.raw for each in told if each.raw], told)
        return Round(
            asked=len(told),
            unchanged=sum(not each.raw and not each.problem for each in told),
            failed_feeds=sum(bool(each.problem) for each in told),
            named=named,
            **written,
        )

    def _looked(self, known: Feed) -> tuple[Look, int]:
        """A look at a feed, kept at once with the pages that it named."""
        found = look(known, self._manners, self._feed_bounds, self._every, self.now())
        with self.ledger.writing() as connection:
            number = polling.add_pages(connection, found.pages if self.pages else (), self.now())
            polling.keep(connection, found.feed)
            if known.told and not found.problem:
                polling.well_again(connection, known.url)
        return found, number

    def _read(self, news: list[Rejected], raw: list[bytes], told: list[Look]) -> dict[str, int]:
        waiting = self._waiting() if self.pages else ()
        texts = [] if self.pages else [(each.feed.url, each.raw) for each in told if each.raw]
        if not waiting and not news and not texts:
            return {}
        tried: list[Fetched] = []

        def read(_paths: Sequence[str | Path], /) -> Iterator[Document | Rejected]:
            yield from news
            for url, feed in texts:
                yield from read_feed(feed, url)
            for page in waiting:
                if (left := self._manners.barred(page.url)) > 0:
                    self._postpone(page, timedelta(seconds=left))
                    continue
                tried.append(fetched(page, self._manners, self._bounds, _AGAIN, self.now()))
                yield tried[-1].found

        done = ingest(self.feeds, self.ledger, self.coder, read=read, link=self.link, now=self.now,
                      settings=self.settings)  # fmt: skip
        self._settle(tried)
        return {"read": done.written, "failed": done.rejected - len(news), "events": done.events}

    def _waiting(self) -> tuple[WaitingPage, ...]:
        """Pages that are due, but for those that a round which was stopped has read."""
        with self.ledger.writing() as connection:
            due = polling.waiting(connection, self.feeds, self.now(), _PAGES)
            held = polling.read_before(connection, [page.url for page in due])
            for page in due:
                if page.url in held:
                    polling.settle(connection, page.url, PageState.DONE, self.now(), page.tries)
        return tuple(page for page in due if page.url not in held)

    def _settle(self, tried: Sequence[Fetched]) -> None:
        """A page that was read is done; one that failed is tried again, if that may help, a few times."""
        ids = [each.found.document_id for each in tried if isinstance(each.found, Document)]
        held = self.ledger.has_documents(ids, self.coder.version)
        with self.ledger.writing() as connection:
            for each in tried:
                tries = each.page.tries + 1
                again = _AGAIN if isinstance(each.found, Document) else each.again
                if isinstance(each.found, Document) and each.found.document_id in held:
                    state, wait = PageState.DONE, timedelta()
                elif again is not None and tries < _TRIES:
                    state, wait = PageState.WAITING, backed_off(again, tries)
                else:
                    state, wait = PageState.FAILED, timedelta()
                polling.settle(connection, each.page.url, state, self.now() + wait, tries)

    def _postpone(self, page: WaitingPage, wait: timedelta) -> None:
        with self.ledger.writing() as connection:
            polling.settle(connection, page.url, PageState.WAITING, self.now() + wait, page.tries)

    def _rest(self) -> None:
        """Sleeps until a feed is due, in naps, so that a clock that was set is noticed."""
        while True:
            with self.ledger.reading() as connection:
                due = min(polling.feed(connection, url).due for url in self.feeds)
            if due <= polling.stamp(self.now()):
                return
            left = (datetime.fromisoformat(due) - self.now()).total_seconds()
            self.sleep(min(max(left, 1.0), _NAP))


def _problem(told: Look) -> Rejected:
    return Rejected(told.feed.url, told.problem, told.mend or "Look at the feed with a browser.")
