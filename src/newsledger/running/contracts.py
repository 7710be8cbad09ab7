"""What the executors ask of the floors that they drive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from newsledger.errors import NewsledgerError
from newsledger.records import Coded, CoderVersion, Document, Record

if TYPE_CHECKING:
    from newsledger.ledger import Ledger, RejectedInput

U = TypeVar("U")
R = TypeVar("R")


class RunError(NewsledgerError):
    """An ingest that could not go on."""


class CodesDocuments(Protocol):
    """A coder. To run in several processes it must survive pickling."""

    @property
    def version(self) -> CoderVersion: ...

    def code_many(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """One result a document, in order."""
        ...


class Reads(Protocol):
    """Turns paths into documents, and into reasons where there is none."""

    def __call__(self, paths: Sequence[str | Path], /) -> Iterator[Document | RejectedInput]: ...


class Links(Protocol):
    """Finds the events behind all reports of a ledger and writes them to it."""

    def __call__(self, ledger: Ledger, /) -> Any: ...


class Executor(Protocol):
    """Where work is done. Any number of tasks may go on at once; what comes out does not depend on it."""

    def __call__(self, task: Callable[[U], R], work: Iterable[U], /) -> Iterator[tuple[U, R]]:
        """Each unit with what the task made of it, in the order of ``work``, which is taken no faster than done.

        Task, units and results survive pickling. Raises RunError where work cannot go on.
        """
        ...


class Progress(Protocol):
    """Told after every batch; ``documents`` were read since the last one, ``rejected`` gave none."""

    def __call__(self, documents: int, rejected: int) -> None: ...


def silent(documents: int, rejected: int) -> None:
    """The progress of a run that nobody watches."""


@dataclass(frozen=True, slots=True)
class Uncoded(Record):
    """A document that the coder could not read, for the quarantine."""

    source: str
    reason: str
    mend: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Summary(Record):
    """What an ingest did: documents met, of those written, those known already, inputs rejected; findings written."""

    run: int
    documents: int
    written: int
    known: int
    rejected: int
    reports: int
    claims: int
    events: int
