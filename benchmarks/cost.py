"""What zoning and attribution cost of the whole path's time: ``python -m benchmarks.cost``.

Process time, in one process, over pages of the volume set: cutting and zoning their text, finding claims,
and each report's chain, against all of reading and coding.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.shared import OPEN, rows

PAGES = 60


class Clock:
    """Adds up the process time that is spent inside the functions it watches, nested calls once."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._within = False

    def watch(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:
            if self._within:
                return function(*arguments, **named)
            self._within, start = True, time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.spent += time.process_time() - start
                self._within = False

        return watched


@contextmanager
def watched(clock: Clock, *places: tuple[Any, str]) -> Iterator[None]:
    """The functions of these modules' names run under the clock."""
    held = [(module, name, getattr(module, name)) for module, name in places]
    for module, name, function in held:
        setattr(module, name, clock.watch(function))
    try:
        yield
    finally:
        for module, name, function in held:
            setattr(module, name, function)


def table(work: Path, limit: int = PAGES) -> dict[str, float]:
    """Shares of the whole path's process time."""
    from newsledger import Coder
    from newsledger.coding import assembling
    from newsledger.coding import coder as coding
    from newsledger.reading import documents, read_row

    given = list(rows(OPEN / "volume_4000.jsonl.gz", limit))
    coder = Coder()
    list(coder.code_many([read_row(given[0])]))
    zones, told = Clock(), Clock()
    zoning = [(documents, "split"), (documents.zoning, "assign"), (documents, "lay_out")]
    with watched(zones, *zoning), watched(told, (coding, "read_claims"), (assembling, "attribution_of")):
        start = time.process_time()
        pages = [read_row(row) for row in given]
        for _ in coder.code_many(pages):
            pass
        whole = time.process_time() - start
    return {
        "zoning": round(zones.spent / whole, 4),
        "attribution": round(told.spent / whole, 4),
        "zoning and attribution": round((zones.spent + told.spent) / whole, 4),
    }


if __name__ == "__main__":
    for what, share in table(Path()).items():
        print(f"{what}: {share}")
