"""An ingest that can be killed at any moment: run by a process of its own."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

from making import CountingCoder, document
from making.coder import link_all
from newsledger.ledger import Ledger
from newsledger.running import ingest
from newsledger.settings import Settings


class Bad:
    def __init__(self, source: str) -> None:
        self.source, self.reason, self.mend, self.sha256 = source, "It is empty", "Fetch it again.", None


def pages(_paths=(), slowly: float = 0.0):
    """Documents of all sorts: versions of one page, copies, some that cannot be read or coded."""
    for number in range(240):
        time.sleep(slowly)
        text = f"Kim met Shoigu {number % 200} times. He said {number % 7}."
        if number % 31 == 0:
            text = f"uncodable {number}"
        if number % 17 == 0:
            yield Bad(f"{number}.txt")
        yield document(text, f"{number}.txt", url=f"https://post.example/{number % 60}", day=date(2023, 1, 1))


def _link(ledger):
    time.sleep(0.02)
    link_all(ledger)
    time.sleep(0.02)


def fill(where: str, workers: int = 1, slowly: float = 0.001) -> None:
    with Ledger.open(where) as ledger:
        ingest(
            ["pages"],
            ledger,
            CountingCoder(),
            workers=workers,
            read=lambda paths: pages(paths, slowly),
            link=_link,
            now=lambda: datetime(2023, 8, 1, tzinfo=UTC),
            settings=Settings(batch_documents=4),
        )


def fill_part(where: str, part: int, parts: int) -> None:
    """Ingests every so-manieth page, and leaves linking for later; some pages are given to all."""
    mine = [page for at, page in enumerate(_single_pages()) if at % parts == part or at % 10 == 0]
    with Ledger.open(where) as ledger:
        ingest(
            ["pages"],
            ledger,
            CountingCoder(),
            read=lambda _paths: iter(mine),
            link=None,
            now=lambda: datetime(2023, 8, 1, tzinfo=UTC),
            settings=Settings(batch_documents=5),
        )


def _single_pages():
    return [document(f"Kim met Shoigu {n} times. He said {n % 7}.", f"{n}.txt") for n in range(200)]
