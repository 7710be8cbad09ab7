"""Work on the machines of a Ray cluster: an actor for each processor, which keeps its task as long as it lives."""

from __future__ import annotations

import logging
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from typing import Any, TypeVar

from newsledger.running.contracts import RunError

U = TypeVar("U")
R = TypeVar("R")

_WAITING = 2  # units for each worker that are under way or wait for an earlier one to be done
_ATTEMPTS = 3  # times that a unit is tried when workers die over it
_PATIENCE = 120  # seconds to wait for a first worker


class OnRay:
    """The cluster at an address ("auto" for the one that this machine belongs to); its own processors without one.

    A worker that is lost with its machine is replaced where there is room, and its unit is done anew by another.
    """

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        self.address, self.workers = address, workers

    def __call__(self, task: Callable[[U], R], work: Iterable[U]) -> Iterator[tuple[U, R]]:
        """Raises RunError where Ray is not installed or reached, or where workers die over one unit again and again."""
        ray = _ray(self.address)
        workers = self.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        pool = _Pool(ray, task, workers)
        try:
            yield from pool.run(work)
        finally:
            pool.end()


def _ray(address: str | None) -> Any:
    if find_spec("ray") is None:
        raise RunError("Ray is not installed", mend='Install it with: pip install "newsledger[ray]"')
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing here speaks to anybody outside
    import ray

    if not ray.is_initialized():
        try:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise RunError(
                f"The Ray cluster cannot be reached: {error}",
                where=address or "",
                mend="Start it with: ray start --head",
            ) from error
    return ray


class _Worker:
    """The actor."""

    def __init__(self, task: Callable[[Any], Any]) -> None:
        self._task = task

    def ready(self) -> bool:
        return True

    def do(self, unit: Any) -> Any:
        return self._task(unit)


class _Units:
    """Units of work in order, of which at most so many are under way; those to do again come first."""

    def __init__(self, work: Iterable[Any], most: int) -> None:
        self._work, self._most = enumerate(work), most
        self._following = next(self._work, None)
        self._again: deque[tuple[int, Any]] = deque()
        self._done: dict[int, tuple[Any, Any]] = {}
        self._out = 0  # units given out at the end so far
        self._taken = 0

    def take(self) -> tuple[int, Any] | None:
        """A unit to do and its place in the order; None where there is none for now."""
        if self._again:
            return self._again.popleft()
        if self._following is None or self._taken - self._out >= self._most:
            return None
        unit, self._following = self._following, next(self._work, None)
        self._taken += 1
        return unit

    def again(self, place: int, unit: Any) -> None:
        self._again.append((place, unit))

    def done(self, place: int, unit: Any, result: Any) -> None:
        self._done[place] = unit, result

    def in_order(self) -> Iterator[tuple[Any, Any]]:
        while self._out in self._done:
            yield self._done.pop(self._out)
            self._out += 1

    @property
    def finished(self) -> bool:
        return self._following is None and self._out == self._taken


class _Pool:
    """Actors, and what each is at."""

    def __init__(self, ray: Any, task: Callable[[Any], Any], workers: int) -> None:
        self._ray, self._task, self._most = ray, ray.put(task), workers * _WAITING
        self._starting: dict[Any, Any] = {}
        self._idle: deque[Any] = deque()
        self._doing: dict[Any, tuple[int, Any, Any]] = {}
        self._lost: Counter[int] = Counter()
        for _ in range(workers):
            self._start()

    def run(self, work: Iterable[U]) -> Iterator[tuple[U, Any]]:
        units = _Units(work, self._most)
        while not units.finished:
            while self._idle and (unit := units.take()):
                self._give(*unit)
            for reference in self._ready():
                self._collect(reference, units)
            yield from units.in_order()

    def end(self) -> None:
        busy = (actor for _, _, actor in self._doing.values())
        for actor in (*self._starting.values(), *self._idle, *busy):
            self._ray.kill(actor)

    def _start(self) -> None:
        # Ray's own restarts are left out: they would hold a unit until a machine comes back that may never do.
        actor = self._ray.remote(_Worker).options(num_cpus=1, max_restarts=0, max_task_retries=0).remote(self._task)
        self._starting[actor.ready.remote()] = actor

    def _give(self, place: int, unit: Any) -> None:
        actor = self._idle.popleft()
        self._doing[actor.do.remote(unit)] = place, unit, actor

    def _ready(self) -> list[Any]:
        patience = None if self._doing or self._idle else _PATIENCE
        ready, _ = self._ray.wait([*self._starting, *self._doing], num_returns=1, timeout=patience)
        if not ready:
            raise RunError("The Ray cluster has no room for a worker", mend="Add machines, and run the same again.")
        return list(ready)

    def _collect(self, reference: Any, units: _Units) -> None:
        if reference in self._starting:
            self._welcome(reference)
            return
        place, unit, actor = self._doing.pop(reference)
        try:
            units.done(place, unit, self._ray.get(reference))
            self._idle.append(actor)
        except self._ray.exceptions.RayTaskError as error:
            # The task's own error, as it would be raised here.
            raise error.as_instanceof_cause() from None
        except self._ray.exceptions.RayError as error:
            self._mourn(place, unit, units, error)

    def _welcome(self, reference: Any) -> None:
        actor = self._starting.pop(reference)
        try:
            self._ray.get(reference)
            self._idle.append(actor)
        except self._ray.exceptions.RayError:
            self._start()

    def _mourn(self, place: int, unit: Any, units: _Units, error: Exception) -> None:
        """The worker is gone; its unit waits for another, unless it is the unit that they die over."""
        self._lost[place] += 1
        if self._lost[place] == _ATTEMPTS:
            raise RunError(
                f"{_ATTEMPTS} workers died over one unit of work: {error}",
                where=str(unit)[:200],
                mend="Look at what it holds; what other units gave is kept.",
            ) from error
        units.again(place, unit)
        self._start()
