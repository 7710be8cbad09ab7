"""Whether the order of reading matters: ``python -m benchmarks.linking_order``.

The pages of our own linking set are written to twenty ledgers, each in another order and in one
to three parts with linking after each, and once more read by four processes. Every ledger must
hold the same events with the same reports.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import linking_own
from benchmarks.shared import program
from newsledger.ledger import Ledger
from newsledger.linking import link
from newsledger.reading import read_row
from newsledger.records import Coded

SHUFFLES, SEED = 20, 20190630
_NOW = datetime(2024, 1, 1, tzinfo=UTC)

Members = dict[str, tuple[str, ...]]


def members(where: Path) -> Members:
    """The reports of every event."""
    with Ledger.open(where, create=False) as ledger:
        return {e.event_id: e.reports for e in ledger.events()}


def shuffled(coded: Sequence[Coded], where: Path, chance: random.Random) -> Members:
    """The events after reading the pages in some order, in some parts."""
    coder = next(r.coder for page in coded for r in page.reports)
    pages = list(coded)
    chance.shuffle(pages)
    cuts = sorted(chance.sample(range(1, len(pages)), chance.randrange(3)))
    with Ledger.open(where) as ledger:
        for start, end in zip([0, *cuts], [*cuts, len(pages)], strict=True):
            run = ledger.start_run(coder, _NOW, {})
            ledger.write_many(pages[start:end], (), run)
            link(ledger)
    return members(where)


def in_four_processes(rows: Sequence[dict[str, object]], work: Path) -> Members:
    """The events after the program itself has read the rows with four workers."""
    given, where = work / "rows.jsonl", work / "four.db"
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    program("ingest", given, "--ledger", where, "--workers", "4", "--quiet")
    return members(where)


def table(work: Path) -> dict[str, float]:
    """The share of shuffles that gave the same events, and whether four processes did (1 or 0)."""
    _, pages = linking_own.read()
    documents = [read_row(p.row, source=f"linking_own#{n}") for n, p in enumerate(pages)]
    coded = list(linking_own.coder()(documents))
    chance = random.Random(SEED)
    first = shuffled(coded, work / "first.db", random.Random(0))
    same = [shuffled(coded, work / f"{n}.db", chance) == first for n in range(SHUFFLES)]
    four = in_four_processes([dict(p.row) for p in pages], work)
    return {"shuffles alike": sum(same) / len(same), "four processes alike": float(four == first)}


def main() -> int:
    with tempfile.TemporaryDirectory() as work:
        for name, value in table(Path(work)).items():
            print(f"{name}: {value:g}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
