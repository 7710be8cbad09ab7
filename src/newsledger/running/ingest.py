"""From paths to a ledger: reads, codes, writes, links."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsledger.records import CoderVersion, Document
from newsledger.running.batches import Batch, batches
from newsledger.running.choosing import EVERYTHING, Choice
from newsledger.running.coding import CodesBatches, Outcome
from newsledger.running.contracts import CodesDocuments, Links, Progress, Reads, Summary, silent
from newsledger.running.executors import local
from newsledger.running.manifest import manifest
from newsledger.settings import Settings

if TYPE_CHECKING:
    from newsledger.ledger import Ledger, RejectedInput, Run


def utc() -> datetime:
    return datetime.now(UTC)


def read_paths(
    paths: Sequence[str | Path], /, taken: Callable[[int], None] | None = None
) -> Iterator[Document | RejectedInput]:
    """Files, folders and "-" for standard input, as the reading floor reads them; ``taken`` is told of bytes read."""
    # Reading brings in libraries that take a second to import; a caller with a reader of its own needs none.
    from newsledger.reading import read

    return read(paths, stdin=sys.stdin.buffer, taken=taken)


def link_reports(ledger: Ledger, /) -> object:
    """The linking floor's own linker."""
    from newsledger.linking import link

    return link(ledger)


def ingest(
    paths: Sequence[str | Path],
    ledger: Ledger,
    coder: CodesDocuments,
    *,
    workers: int = 1,
    choice: Choice = EVERYTHING,
    progress: Progress = silent,
    read: Reads = read_paths,
    link: Links | None = link_reports,
    now: Callable[[], datetime] = utc,
    settings: Settings | None = None,
) -> Summary:
    """Reads the paths, codes what is new and writes it, batch by batch in the order read, then links.

    Documents that this coder has read before are passed by, so the same call after a stop, however hard, goes
    on where it left off, and after an end changes nothing. What cannot be read or coded goes to the quarantine.
    The result does not depend on ``workers``. Without ``link`` the reports wait for a later linking. ``now``
    stamps the run alone. Memory does not grow with the input: reading waits for coding, and that for writing.
    """
    bounds, known = settings or Settings(), _Known(ledger, coder.version)
    run = ledger.start_run(coder.version, now(), manifest(paths, workers, choice))
    work = batches(choice.of(read(paths)), known, bounds.batch_documents, bounds.batch_characters)
    done = local(workers)(CodesBatches(coder), work)
    counts = _write_all(ledger, run, done, progress, known)
    finish(ledger, run, counts, link, now)
    return summary(run, counts)


def finish(ledger: Ledger, run: Run, counts: Counter[str], link: Links | None, now: Callable[[], datetime]) -> None:
    """Links what the run wrote, and what earlier ones left unlinked, and ends the run."""
    waiting = counts["written"] or _left_unlinked(ledger)
    if waiting and link:
        link(ledger)
    counts["unlinked"] = 0 if link else int(waiting)
    counts["events"] = ledger.counts()["events"]
    ledger.finish_run(run, now(), counts)


def _left_unlinked(ledger: Ledger) -> int:
    """Documents that the run before this one left without linking; a run that was stopped left some number."""
    before = next(iter(ledger.runs()[1:2]), None)
    if before is None:
        return 0
    return (before.counts or {}).get("unlinked", 0) if before.finished else 1


class _Known:
    """Tells documents that need no coding: in the ledger already, or on their way to it."""

    def __init__(self, ledger: Ledger, coder: CoderVersion) -> None:
        self._ledger, self._coder = ledger, coder
        self._under_way: set[str] = set()

    def __call__(self, documents: Sequence[Document]) -> list[bool]:
        held = self._ledger.has_documents([each.document_id for each in documents], self._coder)
        return [each.document_id in held or self._again(each) for each in documents]

    def _again(self, document: Document) -> bool:
        again = document.document_id in self._under_way
        self._under_way.add(document.document_id)
        return again

    def written(self, batch: Batch) -> None:
        self._under_way.difference_update(each.document_id for each in batch.documents)


def _write_all(
    ledger: Ledger, run: Run, done: Iterable[tuple[Batch, Outcome]], progress: Progress, known: _Known
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for batch, outcome in done:
        rejected = [*batch.rejected, *outcome.uncoded]
        written = ledger.write_many(outcome.coded, rejected, run)
        known.written(batch)
        counts.update(
            documents=len(batch.documents) + batch.known,
            written=written,
            known=batch.known,
            rejected=len(rejected),
            reports=sum(len(coded.reports) for coded in outcome.coded),
            claims=sum(len(coded.claims) for coded in outcome.coded),
        )
        progress(_documents(batch), len(rejected))
    return counts


def _documents(batch: Batch) -> int:
    return len(batch.documents) + batch.known


def summary(run: Run, counts: Counter[str]) -> Summary:
    names = ("documents", "written", "known", "rejected", "reports", "claims", "events")
    return Summary(run.run, **{name: counts[name] for name in names})
