"""Pairs of positions as numbers in arrays, so that millions of them take little room.

A pair's code is its smaller position times the number of positions, plus its larger one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 4_000_000  # codes held before repeated ones are let go

Codes = NDArray[np.int64]


class Blocks(NamedTuple):
    """Positions key by key: ``keys`` and ``places`` run together, block n is ``sizes[n]`` from ``starts[n]`` on."""

    keys: Codes
    places: Codes
    starts: Codes
    sizes: Codes


def blocks(keys: Codes, places: Codes) -> Blocks:
    """The blocks of one key each; ``places`` must ascend, as they then do within each block."""
    order = np.argsort(keys, kind="stable")
    keys, places = keys[order], places[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.int64)
    return Blocks(keys, places, starts, np.diff(starts, append=len(keys)))


def pairs_within(held: Blocks, size: int, most: int | None = None) -> Iterator[Codes]:
    """Codes of all pairs within blocks of at most ``most`` positions; ``size`` is the number of all positions."""
    for number in np.unique(held.sizes[held.sizes > 1]).tolist():
        if most is None or number <= most:
            yield from _of_one_size(held.places, held.starts[held.sizes == number], number, size)


def _of_one_size(places: Codes, starts: Codes, number: int, size: int) -> Iterator[Codes]:
    one, two = np.triu_indices(number, 1)
    step = max(1, _AT_ONCE // len(one))
    for first in range(0, len(starts), step):
        block = places[starts[first : first + step, None] + np.arange(number)]
        yield (block[:, one] * size + block[:, two]).ravel()


def pairs_nearby(held: Blocks, size: int, most: int, order: Codes, window: int) -> Iterator[Codes]:
    """Codes of pairs in blocks of more than ``most`` positions, of which there are too many to take each with each.

    ``order``: the rank of every position. Each is paired with the first by rank and with ``window`` before it.
    """
    for number in np.flatnonzero(held.sizes > most):
        block = held.places[held.starts[number] : held.starts[number] + held.sizes[number]]
        ranked = block[np.argsort(order[block], kind="stable")]
        for one, two in ((ranked[0], ranked[1:]), *((ranked[:-n], ranked[n:]) for n in range(1, window + 1))):
            yield np.minimum(one, two) * size + np.maximum(one, two)


class Gathered:
    """Codes, brought together now and then so that repeated ones take no room."""

    def __init__(self) -> None:
        self._held: list[Codes] = []
        self._waiting = 0

    def add(self, some: Iterable[Codes]) -> None:
        for codes in some:
            self._held.append(codes)
            self._waiting += len(codes)
            if self._waiting > _AT_ONCE:
                self._held, self._waiting = [self.all()], 0

    def all(self) -> Codes:
        """Each code once, in order."""
        return np.unique(np.concatenate(self._held)) if self._held else np.empty(0, dtype=np.int64)
