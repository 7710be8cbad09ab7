"""Walks what the user names: files, folders, standard input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newsledger.errors import ReadingError
from newsledger.reading import plugged
from newsledger.reading.decoding import scrub
from newsledger.reading.formats import READERS, Reader, Result, sniffed
from newsledger.reading.limits import limits
from newsledger.reading.rejected import Rejected, rejected
from newsledger.reading.streams import Taken, opened, unpacked

_PACKED = (".gz", ".zst", ".zstd")
_STDIN = "-"

Start = Callable[[], Iterator[Result]]


@dataclass(frozen=True, slots=True)
class File:
    """A file to read; one that the user named himself is read whatever its ending."""

    path: Path
    named: bool


def read(
    paths: Iterable[str | Path | File], *, stdin: BinaryIO | None = None, taken: Taken | None = None
) -> Iterator[Result]:
    """Documents and rejections from files, folders (all below them, by name) and "-".

    Never raises for bad input: what cannot be read becomes a ``Rejected`` with its reason,
    and reading goes on. ``taken`` is told of the bytes of files, as they lie on the disk, while they are read.
    """
    for path in paths:
        if str(path) == _STDIN:
            yield from _standard_input(stdin)
            continue
        for found in [path] if isinstance(path, File) else files([path]):
            yield from _file(found, taken) if isinstance(found, File) else [found]


def files(paths: Iterable[str | Path]) -> Iterator[File | Rejected]:
    """The files that ``read`` reads, in its order, and what of folders cannot be entered; "-" is none."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from _folder(path, ())
        elif str(path) != _STDIN:
            yield File(path, named=True)


def _standard_input(stdin: BinaryIO | None) -> Iterator[Result]:
    if stdin is None:
        yield rejected("-", ReadingError("There is no standard input", mend="Pipe rows or a page into the program."))
        return
    yield from _guarded("-", lambda: sniffed(unpacked(stdin), "-"))


def _folder(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[File | Rejected]:
    """Everything below the folder in the order of names; hidden entries are passed over."""
    try:
        at = folder.stat()
        entries = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError as error:
        yield _unreadable(_named(folder), error)
        return
    here = (at.st_dev, at.st_ino)
    if here in above or len(above) >= limits().folder_depth:
        yield rejected(_named(folder), ReadingError("The folder leads back into itself", mend="Remove the link."))
        return
    for entry in entries:
        yield from _folder(entry, (*above, here)) if entry.is_dir() else [File(entry, named=False)]


def _file(file: File, taken: Taken | None) -> Iterator[Result]:
    source, reader = _named(file.path), _reader(file.path)
    if reader is None and not file.named and file.path.suffix:
        yield rejected(
            source, ReadingError("This kind of file holds no pages", mend=f"Kinds read: {', '.join(READERS)}.")
        )
        return
    yield from _guarded(source, lambda: _streamed(file.path, reader or sniffed, taken))


def _named(path: Path) -> str:
    """The path as text: a name can hold bytes that are none."""
    return scrub(str(path))


def _reader(path: Path) -> Reader | None:
    suffixes = [s.lower() for s in path.suffixes]
    ending = suffixes[-2:-1] if suffixes[-1:] and suffixes[-1] in _PACKED else suffixes[-1:]
    return (READERS.get(ending[0]) or plugged.reader(ending[0], READERS)) if ending else None


def _streamed(path: Path, reader: Reader, taken: Taken | None) -> Iterator[Result]:
    with opened(path, taken) as stream:
        yield from reader(stream, _named(path))


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
