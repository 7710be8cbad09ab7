"""Codes batches in this process or in several, and gives the outcomes in the order read."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from newsledger.records import Document
from newsledger.running.batches import Batch
from newsledger.running.coding import Outcome, code_batch
from newsledger.running.contracts import CodesDocuments, RunError

Done = tuple[Batch, Outcome]

# Batches under way for each worker: one being coded and one waiting keeps it busy.
_WAITING = 2

_coder: CodesDocuments | None = None  # a worker process's own


def in_process(coder: CodesDocuments, work: Iterable[Batch]) -> Iterator[Done]:
    for batch in work:
        yield batch, code_batch(coder, batch.documents)


def in_workers(coder: CodesDocuments, work: Iterable[Batch], workers: int) -> Iterator[Done]:
    """Several processes code; at most ``workers`` times two batches are held. Raises RunError where one dies."""
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=spawn, initializer=_keep, initargs=(coder,))
    try:
        yield from _in_order(pool, work, workers * _WAITING)
    except BrokenProcessPool as error:
        raise RunError(
            "A worker process died, most often for want of memory",
            mend="Run the same command again with fewer workers; what was written is kept.",
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, work: Iterable[Batch], most: int) -> Iterator[Done]:
    waiting: deque[tuple[Batch, Future[Outcome]]] = deque()
    for batch in work:
        waiting.append((batch, pool.submit(_code, batch.documents)))
        if len(waiting) >= most:
            yield _first(waiting)
    while waiting:
        yield _first(waiting)


def _first(waiting: deque[tuple[Batch, Future[Outcome]]]) -> Done:
    batch, outcome = waiting.popleft()
    return batch, outcome.result()


def _keep(coder: CodesDocuments) -> None:
    global _coder
    _coder = coder


def _code(documents: list[Document]) -> Outcome:
    if _coder is None:
        raise RunError("This worker has no coder", mend="Run the same command again.")
    return code_batch(_coder, documents)
