"""What an ingest costs beside coding: ``python -m benchmarks.spreading [--documents N] [--ray]``.

Invented pages are read, coded by a coder that does next to nothing, and written: by one process, by two
workers, by shards on two workers, and by shards on Ray. Each runs in a process of its own, whose peak
memory (the reader and writer, and the largest worker) is told beside the rate. The memory is measured
again on a twentieth of the documents, to see whether it grows.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from benchmarks.synthetic import VERSION, newsroom
from newsledger.ledger import Ledger
from newsledger.records import Coded, Document, Report
from newsledger.running import OnRay, ingest, local
from newsledger.running.spreading import ingest_by_shards
from newsledger.settings import Settings

_WAYS = ("one process", "two workers", "shards, two workers", "shards, Ray")
_FILES = 40


class Telling:
    """One report a page, the same of every page but for its ids."""

    def __init__(self) -> None:
        self.version = VERSION
        self._report: Report = next(iter(newsroom(1))).reports[0]

    def code_many(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for page in documents:
            own = replace(self._report, report_id=f"r{page.document_id}", document_id=page.document_id)
            yield Coded(page, (own,), (), (), ())


def write_pages(folder: Path, documents: int) -> None:
    """The pages as packed rows in some files."""
    pages = newsroom(documents)
    each = -(-documents // _FILES)
    for number in range(_FILES):
        rows = "".join(
            json.dumps({"id": page.document.document_id, "text": page.document.text, "date": "2023-07-26"}) + "\n"
            for page in islice(pages, each)
        )
        (folder / f"{number:02}.jsonl.gz").write_bytes(gzip.compress(rows.encode(), 1))


def run(way: str, pages: str, work: str) -> dict[str, float]:
    """Documents a second from reading to the ledger, unlinked, and peak memory in MB."""
    now = datetime(2024, 1, 1, tzinfo=UTC)
    executors = {"shards, two workers": local(2), "shards, Ray": OnRay(workers=2)}
    with Ledger.open(f"{work}/a.db") as ledger:
        start = time.perf_counter()
        if way in executors:
            settings = Settings(shard_bytes=max(1, _size(pages) // 20))
            summary = ingest_by_shards(
                [pages],
                ledger,
                Telling(),
                executors[way],
                f"{work}/shards",
                link=None,
                now=lambda: now,
                settings=settings,
            )
        else:
            workers = 1 if way == "one process" else 2
            summary = ingest([pages], ledger, Telling(), workers=workers, link=None, now=lambda: now)
        seconds = time.perf_counter() - start
    for worker in multiprocessing.active_children():
        worker.join()
    peaks = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    own, workers_peak = peaks
    return {
        "documents": summary.written,
        "seconds": round(seconds, 1),
        "documents a second": round(summary.written / seconds),
        "MB": round(own),
        "MB of a worker": round(workers_peak),
    }


def _size(folder: str) -> int:
    return sum(path.stat().st_size for path in Path(folder).iterdir())


def apart(way: str, pages: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "benchmarks.spreading", "--one", way, pages, work]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{way}: {done.stderr}")
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return found


def main(argv: list[str]) -> int:
    if argv[:1] == ["--one"]:
        print(json.dumps(run(*argv[1:])))
        return 0
    asked = argparse.ArgumentParser(prog="benchmarks.spreading")
    asked.add_argument("--documents", type=int, default=20_000)
    asked.add_argument("--ray", action="store_true", help="on Ray too, which must be installed")
    asked.add_argument("--output", type=Path, default=Path(__file__).with_name("spreading.json"))
    given = asked.parse_args(argv)
    figures = {}
    for documents in (given.documents // 20, given.documents):
        with tempfile.TemporaryDirectory() as pages:
            write_pages(Path(pages), documents)
            ways = _WAYS if given.ray else _WAYS[:-1]
            figures[f"{documents} documents"] = {way: apart(way, pages) for way in ways}
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "load": round(os.getloadavg()[2], 1)}
    given.output.write_text(json.dumps({"machine": machine, "figures": figures}, indent=1) + "\n")
    print(given.output.read_text())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
