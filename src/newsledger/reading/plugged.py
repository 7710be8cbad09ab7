"""Readers that other distributions bring: a file's bytes go to them, rows come back."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator
from typing import Any, BinaryIO, cast

from newsledger import plugins
from newsledger.errors import NewsledgerError, ReadingError
from newsledger.reading.rejected import Rejected, rejected
from newsledger.reading.rows import read_row
from newsledger.records import Document

Reads = Callable[[io.BufferedReader, str], Iterator[Document | Rejected]]


def reader(ending: str, taken: Collection[str]) -> Reads | None:
    """What reads files of this ending; ``taken`` are the endings that the program itself reads."""
    return readers(taken).get(ending)


def readers(taken: Collection[str]) -> dict[str, Reads]:
    """Readers by ending. One that claims an ending of the program, or of another reader, is set aside."""
    found: dict[str, Reads] = {}
    for each in plugins.loaded("readers"):
        endings = tuple(each.made.endings)
        held = [e for e in endings if e in taken or e in found]
        if held:
            plugins.set_aside(each.plugin, f"{', '.join(held)} is read by another")
        else:
            found.update(dict.fromkeys(endings, _reads(each)))
    return found


def _reads(each: plugins.Loaded) -> Reads:
    def read(stream: io.BufferedReader, source: str) -> Iterator[Document | Rejected]:
        try:
            for number, row in enumerate(_rows(each, stream, source), 1):
                yield _page(each, row, f"{source}#{number}")
        except NewsledgerError as error:
            yield rejected(source, ReadingError(error.what, mend=error.mend))

    return read


def _rows(each: plugins.Loaded, stream: io.BufferedReader, source: str) -> Iterator[Any]:
    with plugins.guarded(each.plugin):
        yield from each.made.read(cast("BinaryIO", stream), source)


def _page(each: plugins.Loaded, row: Any, where: str) -> Document | Rejected:
    if not isinstance(row, dict):
        mend = "Tell its makers that a row is a dict with a text."
        return rejected(where, ReadingError(f"The plug-in {each.plugin} gave no row", mend=mend))
    try:
        return read_row(row, source=where)
    except ReadingError as error:
        return rejected(where, error)
