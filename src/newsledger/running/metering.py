"""How much of the input has been read, for the time that is left."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

Clock = Callable[[], float]


class Meter:
    """Bytes read of all that there are, counted while they are read.

    ``total`` is None until the files' sizes have been summed, which a folder of millions takes minutes for and
    is done beside the reading; it stays None where there is standard input, whose end nobody knows.
    """

    def __init__(self, paths: Sequence[str | Path]) -> None:
        self.done = 0
        self.total: int | None = None
        self._paths = paths

    def start(self) -> None:
        """Begins to sum the sizes, beside whatever goes on."""
        if "-" not in map(str, self._paths):
            threading.Thread(target=self._sum, daemon=True).start()

    def taken(self, size: int) -> None:
        self.done += size

    def share(self) -> float | None:
        """From 0 to 1 at the end; None where nobody knows."""
        return min(1.0, self.done / self.total) if self.total else None

    def _sum(self) -> None:
        # Reading brings in libraries that take a second to import; this thread waits for them at no cost.
        from newsledger.reading import File, files

        self.total = sum(_size(each.path) for each in files(self._paths) if isinstance(each, File))


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0  # reading tells of it in words


def seconds_left(share: float | None, passed: float) -> float | None:
    """How long the rest takes at the pace so far, in seconds; None while that cannot be told."""
    return passed * (1 - share) / share if share else None
