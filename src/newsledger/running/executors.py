"""Where work is done: in this process, or in several beside it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from newsledger.running.contracts import Executor, RunError

U = TypeVar("U")
R = TypeVar("R")

# Units under way for each worker: one being done and one waiting keeps it busy.
_WAITING = 2

_task: Callable[[Any], Any] | None = None  # a worker process's own


def local(workers: int) -> Executor:
    """This process where there is one worker, else so many processes beside it."""
    return in_process if workers == 1 else InWorkers(workers)


def in_process(task: Callable[[U], R], work: Iterable[U]) -> Iterator[tuple[U, R]]:
    for unit in work:
        yield unit, task(unit)


class InWorkers:
    """Several processes of this machine, each with a task of its own; holds two units a worker at most."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def __call__(self, task: Callable[[U], R], work: Iterable[U]) -> Iterator[tuple[U, R]]:
        """Raises RunError where a worker dies."""
        spawn = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self.workers, mp_context=spawn, initializer=_keep, initargs=(task,))
        try:
            yield from _in_order(pool, work, self.workers * _WAITING)
        except BrokenProcessPool as error:
            raise RunError(
                "A worker process died, most often for want of memory",
                mend="Run the same command again with fewer workers; what was written is kept.",
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, work: Iterable[U], most: int) -> Iterator[tuple[U, Any]]:
    waiting: deque[tuple[U, Future[Any]]] = deque()
    for unit in work:
        waiting.append((unit, pool.submit(_do, unit)))
        if len(waiting) >= most:
            yield _first(waiting)
    while waiting:
        yield _first(waiting)


def _first(waiting: deque[tuple[U, Future[Any]]]) -> tuple[U, Any]:
    unit, result = waiting.popleft()
    return unit, result.result()


def _keep(task: Callable[[Any], Any]) -> None:
    global _task
    _task = task
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this worker when the process that it works for is gone: killed, that one could not tell it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(unit: Any) -> Any:
    if _task is None:
        raise RunError("This worker has no task", mend="Run the same command again.")
    return _task(unit)
