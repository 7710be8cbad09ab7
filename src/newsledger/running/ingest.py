"""From paths to a ledger: reads, codes, writes, links."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from newsledger.ledger import Ledger, RejectedInput, Run
from newsledger.records import Document
from newsledger.running.batches import Batch, batches
from newsledger.running.contracts import CodesDocuments, Links, Progress, Reads, Summary, silent
from newsledger.running.executors import Done, in_process, in_workers
from newsledger.running.manifest import manifest
from newsledger.settings import Settings


def _now() -> datetime:
    return datetime.now(UTC)


def read_paths(paths: Sequence[str | Path], /) -> Iterator[Document | RejectedInput]:
    """Files, folders and "-" for standard input, as the reading floor reads them."""
    # Reading brings in libraries that take a second to import; a caller with a reader of its own needs none.
    from newsledger.reading import read

    return read(paths, stdin=sys.stdin.buffer)


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
    progress: Progress = silent,
    read: Reads = read_paths,
    link: Links = link_reports,
    now: Callable[[], datetime] = _now,
    settings: Settings | None = None,
) -> Summary:
    """Reads the paths, codes what is new and writes it, batch by batch, then links.

    Documents that this coder has read before are passed by, so the same call after a stop goes
    on where it left off, and after an end changes nothing. What cannot be read or coded goes to
    the quarantine. The result does not depend on ``workers``. ``now`` stamps the run alone.
    """
    bounds = settings or Settings()
    run = ledger.start_run(coder.version, now(), manifest(paths, workers))
    work = batches(read(paths), _known(ledger, coder), bounds.batch_documents, bounds.batch_characters)
    done = in_process(coder, work) if workers == 1 else in_workers(coder, work, workers)
    counts = _write_all(ledger, run, done, progress)
    if counts["written"] or _stopped_before(ledger):
        link(ledger)
    counts["events"] = ledger.counts()["events"]
    ledger.finish_run(run, now(), counts)
    return _summary(run, counts)


def _stopped_before(ledger: Ledger) -> bool:
    """Whether the run before this one was stopped, and so never came to linking."""
    return any(run.finished is None for run in ledger.runs()[1:2])


def _known(ledger: Ledger, coder: CodesDocuments) -> Callable[[Document], bool]:
    """Tells documents that need no coding: in the ledger already, or met before in this run."""
    version, met = coder.version, set[str]()

    def known(document: Document) -> bool:
        again = document.document_id in met
        met.add(document.document_id)
        return again or ledger.has_document(document.document_id, version)

    return known


def _write_all(ledger: Ledger, run: Run, done: Iterable[Done], progress: Progress) -> Counter[str]:
    counts: Counter[str] = Counter()
    for batch, outcome in done:
        rejected = [*batch.rejected, *outcome.uncoded]
        written = ledger.write_many(outcome.coded, rejected, run)
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


def _summary(run: Run, counts: Counter[str]) -> Summary:
    names = ("documents", "written", "known", "rejected", "reports", "claims", "events")
    return Summary(run.run, **{name: counts[name] for name in names})
