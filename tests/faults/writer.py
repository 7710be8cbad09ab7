"""Fills a ledger with the counting coder; as a program (LEDGER FIRST LAST), what tests break off."""

import hashlib
import sys
from datetime import UTC, datetime

from making import CountingCoder, document
from making.coder import link_all
from newsledger.errors import NewsledgerError
from newsledger.ledger import Ledger
from newsledger.running import ingest
from newsledger.settings import Settings

FILLER = "Kim met Shoigu. He said so. " * 40


def fill(path, first, last, told=lambda documents, _rejected: None):
    """Pages of these numbers, four in a batch; ``told`` hears of every batch once it is written."""

    def read(_paths, *_more):
        for number in range(first, last):
            text = f"Page {number}. {FILLER}"
            name = "d" + hashlib.sha256(text.encode()).hexdigest()[:16]
            yield document(text, f"page-{number}.txt", document_id=name)

    with Ledger.open(path, busy_seconds=20) as ledger:
        ingest(
            ["pages"], ledger, CountingCoder(), read=read, link=link_all, progress=told,
            now=lambda: datetime(2024, 1, 1, tzinfo=UTC), settings=Settings(batch_documents=4),
        )  # fmt: skip


if __name__ == "__main__":
    try:
        fill(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), lambda documents, _: print(documents, flush=True))
    except NewsledgerError as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(1)
