"""Cuts the inputs into shards: parts of some size that any machine can read and code on its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsledger.records import Document, Record
from newsledger.running.contracts import RunError, Uncoded

if TYPE_CHECKING:
    from newsledger.ledger import RejectedInput

_MOST_FILES = 2_000  # in one shard, however small they are
_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input(Record):
    """A file of a shard; one that the user named himself is read whatever its ending."""

    path: str
    named: bool


@dataclass(frozen=True, slots=True)
class Shard(Record):
    """Files that follow one another in the order of reading; ``number`` counts shards from 1.

    ``unread`` are folders that could not be entered when the shards were cut.
    """

    number: int
    inputs: tuple[Input, ...]
    unread: tuple[Uncoded, ...] = ()

    @property
    def name(self) -> str:
        return f"shard-{self.number:06}"


def shards(paths: Sequence[str | Path], size: int) -> Iterator[Shard]:
    """Shards of about ``size`` bytes as they lie on the disk; a larger file is a shard alone.

    Raises RunError for standard input, which only this process can read.
    """
    if _STDIN in map(str, paths):
        raise RunError("Standard input cannot be cut into shards", mend="Name files and folders.")
    inputs: list[Input] = []
    unread: list[Uncoded] = []
    held, number = 0, 1
    for found, weight in _found(paths):
        if inputs and (held + weight > size or len(inputs) >= _MOST_FILES):
            yield Shard(number, tuple(inputs), tuple(unread))
            inputs, unread, held, number = [], [], 0, number + 1
        if isinstance(found, Input):
            inputs.append(found)
        else:
            unread.append(found)
        held += weight
    if inputs or unread:
        yield Shard(number, tuple(inputs), tuple(unread))


def _found(paths: Sequence[str | Path]) -> Iterator[tuple[Input | Uncoded, int]]:
    """Every file with its size; one that cannot be looked at has none, and reading tells of it."""
    from newsledger.reading import File, files

    for each in files(paths):
        if not isinstance(each, File):
            yield Uncoded(each.source, each.reason, each.mend, each.sha256), 0
            continue
        try:
            weight = each.path.stat().st_size
        except OSError:
            weight = 0
        yield Input(str(each.path), each.named), weight


def read_inputs(inputs: Iterable[Input], /) -> Iterator[Document | RejectedInput]:
    """The files of a shard, as the reading floor reads them."""
    from newsledger.reading import File, read

    return read(File(Path(each.path), each.named) for each in inputs)
