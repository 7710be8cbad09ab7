"""Mutated input of every kind: ``python -m benchmarks.fuzzing --cases N [--seed N] [--only KIND:CASE] [--keep DIR]``.

Pages, texts, rows, tables, feeds, archives and questions are changed at random (``benchmarks.mutating``) and handed
to what reads them. A fault is an error that is no NewsledgerError, a document that is not whole, a case that takes
ten seconds of the processor, or a process that takes 1.5 GB. Everything follows from the seed and the case's number.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import logging
import platform
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import orjson

from benchmarks.mutating import mutated
from benchmarks.synthetic import VERSION, fill
from newsledger.desk.asking.wanted import Wanted
from newsledger.desk.serving.state import Desk
from newsledger.errors import NewsledgerError
from newsledger.exporting import gdelt, polecat
from newsledger.exporting.source import Source
from newsledger.importing.loading import FORMATS as DATA_SETS
from newsledger.importing.loading import read_file
from newsledger.importing.skipping import RejectedRow
from newsledger.ledger import Ledger, Query, parse_days
from newsledger.ledger.query import ANSWERS
from newsledger.linking import link
from newsledger.linking.corrections import stored
from newsledger.reading import Rejected, read
from newsledger.reading.formats import READERS
from newsledger.reading.pieces import covers
from newsledger.records import Document

SEED = 20230726
MOST_SECONDS, MOST_BYTES = 10.0, 1.5 * 2**30
_STUCK = 120  # seconds by the clock on the wall after which a case is given up
_ROOT = Path(__file__).parents[1]
_FOLDERS = ("samples/pages", "samples/broken", "tests/reading/hostile")
_ENDINGS = {
    "pages": (".html",), "texts": (".txt", ".md"), "rows": (".jsonl", ".json"), "tables": (".csv", ".tsv"),
    "feeds": (".rss", ".atom", ".xml"), "archives": (".warc", ".gz"), "data sets": (),
}  # fmt: skip
# How many cases of a hundred are of each kind.
SHARES = {
    "pages": 24,
    "texts": 10,
    "rows": 16,
    "tables": 6,
    "feeds": 12,
    "archives": 4,
    "data sets": 8,
    "questions": 20,
}
# Seeds beside the files: rows, tables and questions as people give them.
_GIVEN = {
    "rows": [
        b'{"id": 7, "text": "France suspended aid to Niger on Saturday.", "date": "2023-07-30", "title": "Aid", '
        b'"url": "https://a.example/2023/07/30/aid", "authors": ["Jane Roe"], "outlet": "The Harbour Times"}',
        b'{"html": "<html><body><h1>Aid</h1><p>France suspended aid.</p></body></html>", "published": 1690704000}',
        b'[{"text": "Kim met Shoigu.", "date": {"start": "2023-07-26"}, "actor": ["PRK"], "recipient": "RUS"}]',
    ],

    "tables": [
        b'id,text,date\n1,"France, it said, left.",2023-07-30\n2,Kim met him.,\n',
        b"text\ttitle\nKim left.\tKim\n",
    ],
    "questions": [
        b'q=Shoigu Kim 2023 "met with"&type=CONSULT&sort=-date&limit=20',
        b"from=2023-07&to=2023-08-01&actor=RUS&doer=PRK",
        b"q=since 2010 contested protest in France&plain=1", b"text=suspended aid&min_confidence=0.5&place=Niamey",
        b"outlet=The Courier&factuality=actual&corroboration=contested&country=FRA",
        b'text="signed an accord" -visit',
        b"actor=Kim&partner=RUS&start=2001&end=2012-05-06", b"speaker=Lavrov&cue=said", b"26 July 2023", b"July 2023",
        b"type=ASSAULT&mode=beat&cursor=2010-01-01 e12", b"when=2023-07-01 to 2023-07-05", b"where=Kherson, UKR",
        b"toll.dead=10-12", b'actor=[{"name": "Kim"}]', b"recipient=France; Niger", b"modes=visit, meet",
    ],
}  # fmt: skip


class Stuck(BaseException):
    """A case that does not come to its end; no reader's own handling of errors may catch it."""


@dataclass
class Tally:
    """What came of the cases of each kind, and what went wrong."""

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    slowest: dict[str, tuple[float, int]] = field(default_factory=dict)
    faults: list[dict[str, Any]] = field(default_factory=list)

    def add(self, kind: str, number: int, outcome: str, took: float) -> None:
        self.outcomes.setdefault(kind, Counter())[outcome] += 1
        self.seconds[kind] = self.seconds.get(kind, 0.0) + took
        self.slowest[kind] = max(self.slowest.get(kind, (0.0, 0)), (round(took, 2), number))


def seeds() -> dict[str, list[bytes]]:
    """The inputs that are changed, by kind, in the order of their names."""
    found: dict[str, list[bytes]] = {kind: list(_GIVEN.get(kind, ())) for kind in SHARES}
    for path in sorted(p for folder in _FOLDERS for p in (_ROOT / folder).rglob("*") if p.is_file()):
        for kind, endings in _ENDINGS.items():
            if path.suffix in endings:
                found[kind].append(path.read_bytes())
    found["archives"] += [gzip.compress(each, mtime=0) for each in (*found["rows"][:2], found["archives"][0])]
    return found


class Fuzz:
    """Everything that a case needs: the seeds, and a small ledger to ask."""

    def __init__(self, ledger: Ledger, folder: Path, seed: int = SEED) -> None:
        self._seed, self._seeds, self._folder = seed, seeds(), folder
        self._seeds["data sets"] = [_exported(form, ledger) for form in (gdelt, polecat)]
        self._desk, self._ledger = Desk(ledger), ledger
        self._report = next(iter(ledger.reports()))

    def case(self, kind: str, number: int) -> bytes:
        """The input of one case; it depends on the seed, the kind and the number alone."""
        drawn = random.Random(f"{self._seed}:{kind}:{number}")
        return mutated(drawn, "queries" if kind == "questions" else kind, self._seeds[kind])

    def run(self, kind: str, number: int, tally: Tally) -> bytes | None:
        """Hands one input over and counts what came of it; gives the input where that was a fault."""
        given, fault = self.case(kind, number), ""
        signal.alarm(_STUCK)
        began = time.process_time()
        try:
            outcome = self._outcome(kind, number, given)
        except NewsledgerError as error:
            outcome = f"{type(error).__name__} told"
        except (Exception, Stuck) as error:  # whatever it is, it is what is looked for here
            outcome = "fault"
            at = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__} in {Path(at.filename).name}:{at.lineno}: {str(error)[:120]}"
        took = time.process_time() - began
        signal.alarm(0)
        if took > MOST_SECONDS:
            fault = fault or f"{took:.1f} s"
        tally.add(kind, number, outcome, took)
        if fault:
            tally.faults.append({"kind": kind, "case": number, "what": fault})
        return given if fault else None

    def _outcome(self, kind: str, number: int, given: bytes) -> str:
        if kind == "questions":
            return self._ask(number, given)
        return self._imported(given) if kind == "data sets" else _read(kind, number, given)

    def _imported(self, given: bytes) -> str:
        """Another data set's file, in the form that its first line is nearest to."""
        path = self._folder / "rows.tsv"
        path.write_bytes(given)
        form = DATA_SETS["polecat" if given[:8].startswith(b"Event ID"[:5]) else "gdelt"]
        found = list(read_file(path, form, VERSION))
        refused = sum(isinstance(each, RejectedRow) for each in found)
        return "read" if not refused else "refused" if refused == len(found) else "in part"

    def _ask(self, number: int, given: bytes) -> str:
        """One question in one of several ways: the box, conditions, words, days, a correction."""
        way = (self._box, self._conditions, self._words, self._days, self._correction)[number % 5]
        return way(random.Random(number), given)

    def _box(self, drawn: random.Random, given: bytes) -> str:
        wanted, _ = self._desk.read(Wanted.of(parse_qsl(given.decode("utf-8", "replace"))))
        found, _, _ = self._desk.page(wanted)
        return "answered" if found.events else "answered: nothing"

    def _conditions(self, drawn: random.Random, given: bytes) -> str:
        """As the command line hands words on: bytes that are no UTF-8 come as half surrogates."""
        kind = drawn.choice(("documents", "reports", "claims", "events", "stories"))
        said = [value for _, value in parse_qsl(given.decode("utf-8", "surrogateescape"), errors="surrogateescape")]
        said = said or [given.decode("utf-8", "surrogateescape")]
        names = sorted(ANSWERS[kind] & {f.name for f in fields(Query) if "str" in str(f.type)})
        asked: dict[str, Any] = {name: drawn.choice(said) for name in drawn.sample(names, drawn.choice((1, 2, 3)))}
        return "answered" if list(getattr(self._ledger, kind)(Query(limit=5, **asked))) else "answered: nothing"

    def _words(self, drawn: random.Random, given: bytes) -> str:
        query = Query(text=given.decode("utf-8", "surrogateescape"), limit=5)
        return "answered" if list(self._ledger.reports(query)) else "answered: nothing"

    def _days(self, drawn: random.Random, given: bytes) -> str:
        parse_days(given.decode("utf-8", "surrogateescape"))
        return "answered"

    def _correction(self, drawn: random.Random, given: bytes) -> str:
        name, _, words = given.decode("utf-8", "surrogateescape").partition("=")
        names = ("type", "modes", "factuality", "when", "where", "actor", "recipient", "toll.dead")
        stored(self._report, name if name in names else drawn.choice(names), words)
        return "answered"


def _exported(form: Any, ledger: Ledger) -> bytes:
    """A dozen rows of the ledger as another data set has them."""
    out = io.BytesIO()
    form.write(Source(ledger, Query(limit=12)), out)
    return out.getvalue()


def _read(kind: str, number: int, given: bytes) -> str:
    """What reading gives; every document must be whole, and such as can be written."""
    if kind == "archives":
        found = list(read(["-"], stdin=io.BytesIO(given)))
    else:
        ending = _ENDINGS[kind][number % len(_ENDINGS[kind])]
        stream = io.BufferedReader(io.BytesIO(given))
        found = list(READERS[ending](stream, f"case{number}{ending}"))
    for each in found:
        if isinstance(each, Document) and not covers(each.text, each.zones):
            raise AssertionError("the zones do not cover the text")
        orjson.dumps(each.to_dict())
    refused = sum(isinstance(each, Rejected) for each in found)
    return "read" if not refused else "refused" if refused == len(found) else "in part"


def order(cases: int) -> Iterator[tuple[str, int]]:
    """The cases, kinds mixed as their shares are."""
    round_ = [kind for kind, share in SHARES.items() for _ in range(share)]
    random.Random(SEED).shuffle(round_)
    return ((round_[number % len(round_)], number) for number in range(cases))


def _stuck(*_: Any) -> None:
    raise Stuck("no end after two minutes")


@contextmanager
def _watched() -> Iterator[None]:
    """Readers tell the log of every broken page, which is all they meet here; what does not end is stopped."""
    before = signal.signal(signal.SIGALRM, _stuck)
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        signal.signal(signal.SIGALRM, before)


def fuzz(
    cases: Iterator[tuple[str, int]], fault: Callable[[str, int, bytes], None], seed: int = SEED
) -> dict[str, Any]:
    """Runs the cases and gives what came of them, as the table shows it."""
    tally = Tally()
    with _watched(), tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "a.db") as ledger:
        fill(ledger, 300)
        link(ledger)
        tried = Fuzz(ledger, Path(folder), seed)
        for kind, number in cases:
            if (given := tried.run(kind, number, tally)) is not None:
                fault(kind, number, given)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if peak > MOST_BYTES:
        tally.faults.append({"kind": "all", "case": -1, "what": f"{peak / 2**20:.0f} MB of memory"})
    return _told(tally, seed, peak)


def _told(tally: Tally, seed: int, peak: int) -> dict[str, Any]:
    kinds = {
        kind: {
            "cases": sum(counted.values()),
            **dict(sorted(counted.items())),
            "milliseconds": round(1000 * tally.seconds[kind] / sum(counted.values()), 2),
            "slowest_seconds": tally.slowest[kind][0],
            "slowest_case": tally.slowest[kind][1],
        }
        for kind, counted in sorted(tally.outcomes.items())
    }
    cases = sum(each["cases"] for each in kinds.values())
    return {"seed": seed, "cases": cases, "faults": tally.faults, "peak_mb": round(peak / 2**20), "kinds": kinds}


def table(told: dict[str, Any]) -> str:
    """The figures as the documentation shows them."""
    lines = [
        "| input | cases | read or answered | refused, with a reason | mean ms | slowest s | faults |",
        "|" + "---|" * 7,
    ]
    for kind, each in told["kinds"].items():
        good = sum(each.get(name, 0) for name in ("read", "in part", "answered", "answered: nothing"))
        bad = each.get("fault", 0)
        refused = each["cases"] - good - bad
        figures = (
            f"{each['cases']:,}",
            f"{good:,}",
            f"{refused:,}",
            each["milliseconds"],
            each["slowest_seconds"],
            bad,
        )
        lines.append(f"| {kind} | " + " | ".join(map(str, figures)) + " |")
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    asked = argparse.ArgumentParser(prog="benchmarks.fuzzing")
    asked.add_argument("--cases", type=int, default=2_000)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--only", help="one case, as KIND:NUMBER")
    asked.add_argument("--keep", type=Path, help="a folder for the inputs of faults")
    asked.add_argument("--output", type=Path, help="where to write the figures as JSON")
    given = asked.parse_args(argv)

    def fault(kind: str, number: int, data: bytes) -> None:
        print(f"fault: {kind}:{number}", file=sys.stderr, flush=True)
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{kind}-{number}").write_bytes(data)

    kind, _, number = (given.only or "").partition(":")
    told = fuzz(iter([(kind, int(number))]) if given.only else order(given.cases), fault, given.seed)
    if given.output:
        given.output.write_text(json.dumps({"python": platform.python_version(), **told}, indent=1) + "\n")
    print(table(told))
    for each in told["faults"][:60]:
        print(each)
    print(f"{told['cases']:,} cases, {len(told['faults'])} faults, at most {told['peak_mb']} MB")
    return 1 if told["faults"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
