"""Walks what the user names: files, folders, standard input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from newsledger.errors import ReadingError
from newsledger.reading.formats import READERS, Reader, Result, sniffed
from newsledger.reading.limits import MAX_DEPTH
from newsledger.reading.rejected import Rejected, rejected
from newsledger.reading.streams import opened, unpacked

_PACKED = (".gz", ".zst", ".zstd")
_STDIN = "-"

Start = Callable[[], Iterator[Result]]


def read(paths: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Result]:
    """Documents and rejections from files, folders (all below them, by name) and "-".

    Never raises for bad input: what cannot be read becomes a ``Rejected`` with its reason,
    and reading goes on.
    """
    for path in paths:
        if str(path) == _STDIN:
            yield from _standard_input(stdin)
        else:
            yield from _path(Path(path))


def _standard_input(stdin: BinaryIO | None) -> Iterator[Result]:
    if stdin is None:
        yield rejected("-", ReadingError("There is no standard input", mend="Pipe rows or a page into the program."))
        return
    yield from _guarded("-", lambda: sniffed(unpacked(stdin), "-"))


def _path(path: Path) -> Iterator[Result]:
    if path.is_dir():
        yield from _folder(path, ())
    else:
        yield from _file(path, named=True)


def _folder(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Result]:
    """Everything below the folder in the order of names; hidden entries are passed over."""
    try:
        at = folder.stat()
        entries = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError as error:
        yield _unreadable(str(folder), error)
        return
    here = (at.st_dev, at.st_ino)
    if here in above or len(above) >= MAX_DEPTH:
        yield rejected(str(folder), ReadingError("The folder leads back into itself", mend="Remove the link."))
        return
    for entry in entries:
        yield from _folder(entry, (*above, here)) if entry.is_dir() else _file(entry, named=False)


def _file(path: Path, *, named: bool) -> Iterator[Result]:
    """One file by its name's ending; files the user named are read whatever their ending."""
    source = str(path)
    reader = _reader(path)
    if reader is None and not named and path.suffix:
        yield rejected(
            source, ReadingError("This kind of file holds no pages", mend=f"Kinds read: {', '.join(READERS)}.")
        )
        return
    yield from _guarded(source, lambda: _streamed(path, reader or sniffed))


def _reader(path: Path) -> Reader | None:
    suffixes = [s.lower() for s in path.suffixes]
    ending = suffixes[-2:-1] if suffixes[-1:] and suffixes[-1] in _PACKED else suffixes[-1:]
    return READERS.get(ending[0]) if ending else None


def _streamed(path: Path, reader: Reader) -> Iterator[Result]:
    with opened(path) as stream:
        yield from reader(stream, str(path))


def _guarded(source: str, start: Start) -> Iterator[Result]:
    """What the reader gives, up to the first thing that stops it for good."""
    try:
        yield from start()
    except ReadingError as error:
        yield rejected(source, error)
    except OSError as error:
        yield _unreadable(source, error)


def _unreadable(source: str, error: OSError) -> Rejected:
    reason = error.strerror or type(error).__name__
    return rejected(source, ReadingError(f"It cannot be opened: {reason}", mend="Check the path and its permissions."))
