"""How quick the desk is under load: ``python -m benchmarks.desk_load LEDGER [SECONDS [OPTIONS OF SERVE]]``

Serves a ledger, asks for pages eight at a time while another process writes pages to it, and gives
the 50th and 95th percentile of the time that an answer takes, by kind of page, in milliseconds, and
the processor's own time for one page. The other process works without a pause, as an ingest does.
Fill a large ledger with ``benchmarks.synthetic --known``.
"""

from __future__ import annotations

import itertools
import json
import multiprocessing
import random
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote_plus

import httpx
import numpy as np
import psutil

from newsledger.desk.asking.loading import columns
from newsledger.ledger import Ledger
from newsledger.running import give_way
from newsledger.settings import Settings

_AT_ONCE = 8
_WARMING = 3.0  # seconds of asking before it is measured
_SEED = 7
_CODING = 0.2  # seconds that coding a batch takes, all of them a processor's


def addresses(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Kinds and addresses of pages, in a fixed order that repeats none."""
    held, chance = columns(ledger), random.Random(_SEED)
    codes, parties = held.country_codes, held.parties
    words = ("grain", "ports", '"in dispute"', "missiles prisoners", "loans")
    while True:
        one, other = chance.sample(codes, 2)
        place = chance.choice(held.places)
        yield "search", f"/events?country={one}&type={chance.choice(('AID', 'CONSULT', 'ACCUSE'))}"
        yield "search", f"/events?q={one}+{quote_plus(chance.choice(words))}+since+{chance.randrange(2000, 2020)}"
        yield "event", f"/events/{chance.choice(held.ids)}"
        yield "actor", f"/actors/{chance.choice(parties).key}"
        yield "actor", f"/actors/{one}"
        yield "dyad", f"/dyad?one={one}&other={other}"
        yield "map", f"/map?actor={one}&place={place.country}"
        yield "map", f"/map?country={one}"


def write(where: str, stop: Any) -> None:
    """Writes invented pages, batch after batch, as an ingest does."""
    from benchmarks.synthetic import VERSION, newsroom

    give_way(Settings().nice)
    with Ledger.open(where) as ledger:
        run = ledger.start_run(VERSION, datetime.now(UTC), {"inputs": ["load"]})
        pages = newsroom(1_000_000, seed=int(time.time()))
        while not stop.is_set() and (batch := list(itertools.islice(pages, 16))):
            ledger.write_many(batch, [], run)
            coded = time.monotonic() + _CODING
            while time.monotonic() < coded:
                sum(range(10_000))


def ask(port: int, wanted: Iterator[tuple[str, str]], until: float, took: dict[str, list[float]]) -> None:
    lock = threading.Lock()

    def one() -> None:
        # The plainest client there is: what it takes, the desk and the ingest lack.
        client = HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < until:
            with lock:
                kind, address = next(wanted)
            began = time.perf_counter()
            client.request("GET", address, headers={"accept-encoding": "gzip"})
            answer = client.getresponse()
            answer.read()
            spent = (time.perf_counter() - began) * 1000
            took[kind if answer.status == 200 else f"{kind} {answer.status}"].append(spent)

    with ThreadPoolExecutor(_AT_ONCE) as askers:
        for each in [askers.submit(one) for _ in range(_AT_ONCE)]:
            each.result()


def main() -> None:
    where, seconds = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 30.0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    began = time.monotonic()
    server = subprocess.Popen(
        [sys.executable, "-m", "newsledger", "serve", "--ledger", where, "--port", str(port), *sys.argv[3:]]
    )
    try:
        _ready(base)
        loaded = {"loaded_s": round(time.monotonic() - began, 1)}
        print(json.dumps(loaded | measured(where, port, psutil.Process(server.pid), seconds), indent=1))
    finally:
        server.terminate()
        server.wait()


def measured(where: str, port: int, process: psutil.Process, seconds: float) -> dict[str, Any]:
    with Ledger.open(where) as ledger:
        counts, wanted = ledger.counts(), addresses(ledger)
        next(wanted)
    ask(port, wanted, time.monotonic() + _WARMING, defaultdict(list))
    stop, took = multiprocessing.Event(), defaultdict[str, list[float]](list)
    writer = multiprocessing.Process(target=write, args=(where, stop))
    writer.start()
    before = _spent(process)
    ask(port, wanted, time.monotonic() + seconds, took)
    after = _spent(process)
    stop.set()
    writer.join()
    return {
        "ledger": counts,
        "memory_mb": round(sum(each.memory_info().rss for each in _all(process)) / 2**20),
        "pages": (pages := sum(map(len, took.values()))),
        "cpu_ms_a_page": round((after - before) * 1000 / pages, 1),
        "ms": {kind: _told(times) for kind, times in sorted(took.items())},
    }


def _all(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _spent(process: psutil.Process) -> float:
    """Seconds of the processor that the server has had, with all its processes."""
    return sum(each.cpu_times().user + each.cpu_times().system for each in _all(process))


def _told(times: list[float]) -> dict[str, float]:
    p50, p95 = (round(float(np.percentile(times, share)), 1) for share in (50, 95))
    return {"p50": p50, "p95": p95}


def _ready(base: str) -> None:
    while True:
        try:
            if httpx.get(f"{base}/events?limit=1", timeout=300).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)


if __name__ == "__main__":
    main()
