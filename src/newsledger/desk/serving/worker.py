"""Does beside the pages what takes long: codes pages that were added, links anew after judgements."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from newsledger.desk.serving.state import Desk
from newsledger.errors import NewsledgerError, ReadingError
from newsledger.ledger import RejectedInput, work
from newsledger.ledger.work import Job, JobKind, JobState
from newsledger.records import Document
from newsledger.running import CodesDocuments, Links, ingest, link_reports

_LOG = logging.getLogger("newsledger.desk")

_LOOK_AGAIN = 1.0  # seconds after which work that another process was asked for is looked for

MakesCoder = Callable[[], CodesDocuments]


def own_coder() -> CodesDocuments:
    """The program's own coder; its models take seconds to load, so it is made at the first page added."""
    from newsledger.coding import Coder

    return Coder()


def now() -> datetime:
    return datetime.now(UTC)


class Worker:
    """One thread that takes work in the order asked. What a stop interrupts is done at the next start.

    Where several processes serve one ledger, ``lock`` is a file that they share: who holds it does the work, which
    the others only ask for. When its process ends, however it ends, another takes its place.
    """

    def __init__(
        self,
        desk: Desk,
        coder: MakesCoder = own_coder,
        link: Links = link_reports,
        lock: Path | None = None,
    ) -> None:
        self._desk, self._make, self._link = desk, coder, link
        self._coder: CodesDocuments | None = None
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        # Taken by the thread that works and let go by stop, so the lock belongs to no thread.
        self._lock = FileLock(lock, thread_local=False) if lock else None
        self.leads = False

    def start(self) -> None:
        self._lead()
        self._thread = threading.Thread(target=self._run, name="newsledger-work", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends after the work in hand."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        if self._lock is not None:
            self._lock.release(force=True)

    def ask(self, kind: JobKind, who: str, given: Any = None) -> Job:
        """Puts work in the line; it is begun soon."""
        with self._desk.ledger.writing() as connection:
            job = work.add(connection, kind, who, now(), given)
        self._wake.set()
        return job

    def _lead(self) -> bool:
        """Whether the work is this process's to do. Who begins to do it puts back what was interrupted."""
        if self.leads:
            return True
        try:
            if self._lock is not None:
                self._lock.acquire(timeout=0)
        except Timeout:
            return False
        with self._desk.ledger.writing() as connection:
            work.again(connection)
        self.leads = True
        return True

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            try:
                while not self._stop.is_set() and self._lead() and self.do_one():
                    pass
            except NewsledgerError as error:
                # Somebody held the ledger for too long; the work is still in the line.
                _LOG.error("Work could not be taken: %s", error)
            self._wake.wait(_LOOK_AGAIN if self._lock else None)

    def do_one(self) -> bool:
        """Does the first work in the line; False where there is none."""
        with self._desk.ledger.writing() as connection:
            taken = work.take(connection)
        if taken is None:
            return False
        state, outcome = self._done(*taken)
        with self._desk.ledger.writing() as connection:
            work.end(connection, taken[0].job_id, state, now(), outcome)
        self._desk.refresh()
        return True

    def _done(self, job: Job, given: Any) -> tuple[JobState, dict[str, Any]]:
        try:
            return JobState.DONE, self._code(job, given) if job.kind is JobKind.DOCUMENTS else self._linked()
        except NewsledgerError as error:
            _LOG.error("Work %s failed: %s", job.job_id, error)
            return JobState.FAILED, {"problem": str(error)}

    def _linked(self) -> dict[str, Any]:
        self._link(self._desk.ledger)
        return {"events": self._desk.ledger.counts()["events"]}

    def _code(self, job: Job, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        if self._coder is None:
            self._coder = self._make()

        def read(_paths: Sequence[str | Path], /) -> Iterator[Document | RejectedInput]:
            return _documents(job, rows)

        summary = ingest([f"desk:{job.job_id}"], self._desk.ledger, self._coder, read=read, link=self._link)
        return summary.to_dict()


def _documents(job: Job, rows: Sequence[dict[str, Any]]) -> Iterator[Document | RejectedInput]:
    from newsledger.reading import read_row
    from newsledger.reading.rejected import rejected

    for number, row in enumerate(rows, 1):
        source = f"desk:{job.job_id}#{number}"
        try:
            yield read_row(row, source=source)
        except ReadingError as error:
            yield rejected(source, error)
