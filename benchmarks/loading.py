"""Load rates of SQLite and PostgreSQL: ``python -m benchmarks.loading [--reports N] [--writers N]``.

Invented reports (a million unless told) go into a new ledger on each store, in this machine's folder
for temporary files. Only writing is timed, not inventing. Then some questions are asked of each.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import sqlalchemy

from benchmarks.servers import postgresql, processor_seconds
from benchmarks.synthetic import VERSION, newsroom
from newsledger.ledger import Ledger, Query

_NOW = datetime(2024, 1, 1, tzinfo=UTC)
_AT_ONCE = 1_000  # documents in a transaction
_ROWS = ("documents", "zones", "reports", "report_parties", "names")
_QUESTIONS: dict[str, Query] = {
    "first page": Query(limit=50),
    "a country": Query(actor="FRA", limit=50),
    "two countries": Query(actor_country="FRA", recipient_country="DEU", limit=50),
    "a rare name": Query(actor="Minister Bababe", limit=50),
    "two names": Query(actor="Minister Ba", partner="Minister Be", limit=50),
    "words": Query(text='"forests and rivers" dispute', limit=50),
    "an outlet": Query(outlet="Outlet Ba", limit=50),
    "half a year": Query(start="2000-06", end="2000-12", limit=50),
}


def load(where: str, reports: int, part: int = 0, parts: int = 1) -> tuple[int, float, float]:
    """Writes every ``parts``-th page of so many reports, from ``part``.

    Gives the reports, the seconds that writing took, and this process's processor seconds of them.
    """
    written, seconds, used = 0, 0.0, 0.0
    with Ledger.open(where, busy_seconds=600) as ledger:
        run = ledger.start_run(VERSION, _NOW, {})
        waiting = islice(newsroom(reports), part, None, parts)
        while batch := list(islice(waiting, _AT_ONCE)):
            start, before = time.perf_counter(), time.process_time()
            ledger.write_many(batch, (), run)
            seconds += time.perf_counter() - start
            used += time.process_time() - before
            written += sum(len(each.reports) for each in batch)
    return written, seconds, used


def load_by_several(where: str, reports: int, writers: int) -> tuple[int, float, float]:
    """The same by several processes at once; the seconds are those of the slowest."""
    with ProcessPoolExecutor(writers) as pool:
        done = list(pool.map(load, *zip(*((where, reports, part, writers) for part in range(writers)), strict=True)))
    return sum(each[0] for each in done), max(each[1] for each in done), sum(each[2] for each in done)


def rows(ledger: Ledger) -> int:
    with ledger.reading() as connection:
        counted = (connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in _ROWS)  # noqa: S608
        return sum(int(number or 0) for number in counted)


def megabytes(ledger: Ledger) -> float:
    sqlite = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    with ledger.reading() as connection:
        asked = sqlite if connection.dialect.name == "sqlite" else "SELECT pg_database_size(current_database())"
        return float(connection.exec_driver_sql(asked).scalar() or 0) / 2**20


def milliseconds(ask: Callable[[], object], times: int = 5) -> float:
    """The middle of some times; the first, which fills the caches, is left out."""
    ask()
    took = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def questions(ledger: Ledger) -> dict[str, float]:
    found = {name: milliseconds(lambda q=query: ledger.page_of_reports(q)) for name, query in _QUESTIONS.items()}
    middle = next(iter(ledger.page_of_reports(Query(start="2001", limit=1)).records))
    cursor = ledger.page_of_reports(Query(start="2001", limit=1)).cursor
    found["a page in the middle"] = milliseconds(lambda: ledger.page_of_reports(Query(limit=50, cursor=cursor)))
    found["an id"] = milliseconds(lambda: ledger.report(middle.report_id))
    found["the start of an id"] = milliseconds(lambda: ledger.report(middle.report_id[:12]))
    return {f"{name}, ms": round(value, 2) for name, value in found.items()}


@contextmanager
def store(name: str) -> Iterator[str]:
    """Where a new ledger can be made on a store."""
    if name == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"{folder}/a.db"
        return
    with postgresql(durable=True) as folder:
        import psycopg

        with psycopg.connect(f"postgresql://ledger@/postgres?host={folder}", autocommit=True) as connection:
            connection.execute("CREATE DATABASE news")
        yield f"postgresql://ledger@/news?host={folder}"


def measure(name: str, reports: int, writers: int) -> dict[str, float]:
    with store(name) as where:
        number, seconds, used = load(where, reports) if writers == 1 else load_by_several(where, reports, writers)
        if name == "postgresql":
            used += processor_seconds(where.partition("?host=")[2])
        with Ledger.open(where) as ledger:
            if name == "postgresql":
                with ledger.reading() as connection:
                    connection.exec_driver_sql("ANALYZE")
            every = rows(ledger)
            told = {
                "reports": number,
                "rows": every,
                "seconds": round(seconds, 1),
                "processor seconds": round(used, 1),
                "reports a second": round(number / seconds),
                "reports a processor second": round(number / used),
                "rows a second": round(every / seconds),
                "megabytes": round(megabytes(ledger)),
            }
            return {**told, **questions(ledger)}


def main(argv: list[str]) -> int:
    asked = argparse.ArgumentParser(prog="benchmarks.loading")
    asked.add_argument("--reports", type=int, default=1_000_000)
    asked.add_argument("--writers", type=int, default=1)
    asked.add_argument("--stores", nargs="+", default=["sqlite", "postgresql"])
    asked.add_argument("--output", type=Path, default=Path(__file__).with_name("loading.json"))
    given = asked.parse_args(argv)
    figures = {name: measure(name, given.reports, given.writers) for name in given.stores}
    both = [figures[name]["rows a second"] for name in ("postgresql", "sqlite") if name in figures]
    ratio = {"rows a second, PostgreSQL over SQLite": round(both[0] / both[1], 2)} if len(both) == 2 else {}
    machine = {
        "python": platform.python_version(),
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "sqlalchemy": sqlalchemy.__version__,
        "writers": given.writers,
        "load average before": round(os.getloadavg()[2], 1),
    }
    given.output.write_text(json.dumps({"machine": machine, "figures": {**figures, **ratio}}, indent=1) + "\n")
    print(given.output.read_text())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
