"""How fast, how large and how soon: ``python -m benchmarks.speed [TABLE ...] [--documents N]``.

The tables are ``whole`` (reading and coding over spaCy's own pipeline on the same words), ``workers`` (two
over one), ``memory`` (a worker's peak as documents go by) and ``startup``. Each compares within one run; time
is that of the processor unless it says clock, since other work on the machine stretches the clock.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import spacy

from benchmarks.shared import OPEN, PROGRAM, rows

VOLUME = OPEN / "volume_4000.jsonl.gz"
# The two take turns at so many documents, so that a busy spell of the machine meets both.
_IN_TURN = 10
_ROW = {"text": "France suspended aid to Niger on Saturday.", "date": "2023-07-30"}
_STARTS = 5
# Of each page the memory table takes so many characters, so that many pages go by in the time there is.
_OPENING = 700


def volume(work: Path, limit: int = 300) -> dict[str, float]:
    """Documents and words a processor second; the time over that of spaCy's pipeline; peak memory in MB.

    The pipeline reads the paragraphs that the program's own reads, taking turns with it; and once more the texts of
    the pages as they are, all in one call of ``nlp.pipe`` with nothing set, as a user would first run it.
    """
    from newsledger import Coder
    from newsledger.language import DEFAULT_MODEL
    from newsledger.language.pipeline import load
    from newsledger.reading import read_row

    given = list(rows(VOLUME, limit))
    # The program runs a quickened copy of the pipeline; the ratio is to the plain one, whole.
    coder, nlp = Coder(), load(DEFAULT_MODEL)
    list(coder.code_many([read_row(given[0])]))
    ours = parser = 0.0
    reports = words = 0
    for some in _groups(given):
        start = time.process_time()
        documents = [read_row(row) for row in some]
        reports += sum(len(coded.reports) for coded in coder.code_many(documents))
        ours += time.process_time() - start
        texts = [text for document in documents for text in _paragraphs(document)]
        start = time.process_time()
        words += sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
        parser += time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    sum(len(doc) for doc in nlp.pipe(row["text"] for row in given))
    plain = time.process_time() - start
    return {
        "documents a second": round(len(given) / ours, 2),
        "words a second": round(words / ours),
        "time over spaCy's": round(ours / parser, 3),
        "time over spaCy's on whole texts": round(ours / plain, 3),
        "reports a document": round(reports / len(given), 2),
        "peak memory MB": round(peak / 1024),
    }


def _groups(given: list[Any]) -> Iterator[list[Any]]:
    waiting = iter(given)
    while some := list(itertools.islice(waiting, _IN_TURN)):
        yield some


def _paragraphs(document: Any) -> Iterator[str]:
    """What the program's own parser is given of a page."""
    from newsledger.language.paragraphs import paragraphs, smooth

    for zone in document.zones:
        for span in paragraphs(document.text, zone.span) if zone.coded else ():
            yield smooth(span.of(document.text))


def workers(work: Path, limit: int = 1_000) -> dict[str, float]:
    """An ingest by one process and by two workers: clock and processor seconds, and how many times as fast."""
    pages = work / "pages.jsonl.gz"
    pages.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows(VOLUME, limit)).encode(), 1))
    found: dict[str, float] = {"documents": limit}
    for number in (1, 2):
        clock, used = _run([str(PROGRAM), "ingest", str(pages), "--ledger", f"{work}/{number}.db", *_quiet(number)])
        found |= {f"clock seconds, {number}": round(clock, 1), f"processor seconds, {number}": round(used, 1)}
    found["times as fast by the clock"] = round(found["clock seconds, 1"] / found["clock seconds, 2"], 2)
    # Were both cores free, the clock would follow the processor seconds that each has to spend.
    found["times as fast by processor"] = round(2 * found["processor seconds, 1"] / found["processor seconds, 2"], 2)
    return found


def _quiet(number: int) -> list[str]:
    return ["--workers", str(number), "--no-link", "--quiet"]


def _run(command: list[str], given: bytes | None = None) -> tuple[float, float]:
    """Clock and processor seconds of a command with all that it starts."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, input=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def memory(work: Path, limit: int = 20_000) -> dict[str, float]:
    """A worker's peak in MB after a twentieth of the documents and after all; in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.speed", "--worker", str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _worker(limit: int) -> dict[str, float]:
    """Codes the openings of pages, each with words of its own so that none is a copy."""
    from newsledger import Coder
    from newsledger.reading import read_row

    coder, found = Coder(), {}
    for number, row in enumerate(_varied(limit), start=1):
        list(coder.code_many([read_row(row)]))
        if number in (max(limit // 20, 1), limit):
            found[f"peak MB after {number}"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return found


def _varied(limit: int) -> Iterator[dict[str, Any]]:
    held = list(rows(VOLUME, 4000))
    for number in range(limit):
        row = held[number % len(held)]
        text = f"{row['text'][:_OPENING]}\n\nThis is page {number} of the series."
        yield {"id": f"{row['id']}-{number}", "date": row["date"], "title": row["title"], "text": text}


def startup(work: Path) -> dict[str, float]:
    """Seconds of the processor and of the clock until help is shown, and until one sentence is coded."""
    asked: dict[str, tuple[list[str], bytes | None]] = {
        "--help": (["--help"], None),
        "code": (["code"], json.dumps(_ROW).encode()),
    }
    found = {}
    for name, (words, given) in asked.items():
        took = [_run([str(PROGRAM), *words], given) for _ in range(_STARTS)]
        found[f"{name}, processor"] = round(statistics.median(used for _, used in took), 2)
        found[f"{name}, clock"] = round(min(clock for clock, _ in took), 2)
    return found


TABLES: dict[str, Callable[..., dict[str, float]]] = {
    "whole": volume,
    "workers": workers,
    "memory": memory,
    "startup": startup,
}


def main(argv: list[str]) -> int:
    if argv[:1] == ["--worker"]:
        print(json.dumps(_worker(int(argv[1]))))
        return 0
    asked = argparse.ArgumentParser(prog="benchmarks.speed")
    asked.add_argument("tables", nargs="*", metavar="TABLE", help=", ".join(TABLES))
    asked.add_argument("--documents", type=int, help="of each table that takes documents")
    asked.add_argument("--output", type=Path, default=Path(__file__).with_name("speed.json"))
    given = asked.parse_args(argv)
    unknown = sorted(set(given.tables) - set(TABLES))
    if unknown:
        asked.error(f"no such table: {', '.join(unknown)}; there are {', '.join(TABLES)}")
    held = json.loads(given.output.read_text(encoding="utf-8"))["figures"] if given.output.exists() else {}
    for name in given.tables or TABLES:
        limit = {"limit": given.documents} if given.documents and name != "startup" else {}
        with tempfile.TemporaryDirectory() as work:
            held[name] = TABLES[name](Path(work), **limit)
        print(name, json.dumps(held[name], indent=1))
    machine = {
        "python": platform.python_version(),
        "spacy": spacy.__version__,
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[2], 1),
    }
    given.output.write_text(json.dumps({"machine": machine, "figures": held}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
