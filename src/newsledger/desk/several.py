"""Several processes that serve one ledger: each makes its own application, and one of them does the work."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from newsledger.errors import NewsledgerError

if TYPE_CHECKING:
    from fastapi import FastAPI

_TOLD = "NEWSLEDGER_SERVED"  # processes are started anew and share no memory; what they serve stands here


@dataclass(frozen=True, slots=True)
class Served:
    """What every process of one desk is told: the ledger, who may read and under which names, and the work's lock."""

    ledger: str
    open_reading: bool
    hosts: Sequence[str]
    lock: str


@contextmanager
def telling(ledger: str, open_reading: bool, hosts: Sequence[str]) -> Iterator[str]:
    """Lets the processes that are started within know what they serve; gives the name of what makes theirs."""
    with tempfile.TemporaryDirectory(prefix="newsledger-") as folder:
        served = Served(ledger, open_reading, hosts, str(Path(folder) / "work.lock"))
        os.environ[_TOLD] = orjson.dumps(asdict(served)).decode()
        try:
            yield f"{__name__}:{application.__name__}"
        finally:
            del os.environ[_TOLD]


def told(environment: Mapping[str, str] = os.environ) -> Served:
    """What this process is to serve. Raises NewsledgerError where nobody said."""
    if _TOLD not in environment:
        raise NewsledgerError("Nobody said which ledger to serve", mend="Start it with newsledger serve --workers N.")
    return Served(**orjson.loads(environment[_TOLD]))


def application() -> FastAPI:
    """The application of one of the processes, over its own door to the ledger."""
    from newsledger.desk.app import create_app
    from newsledger.ledger import Ledger
    from newsledger.settings import Settings

    served = told()
    ledger = Ledger.open(served.ledger, create=False, busy_seconds=Settings.from_environment().busy_seconds)
    return create_app(ledger, open_reading=served.open_reading, hosts=served.hosts, lock=Path(served.lock))
