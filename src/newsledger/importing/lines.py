"""The lines of a data set's file, plain or packed, within the bounds of reading."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from newsledger.errors import ReadingError
from newsledger.reading.limits import limits
from newsledger.reading.streams import Line, lines, opened


class Fields(NamedTuple):
    """One line's cells; ``raw`` is the line as it stands in the file."""

    number: int
    cells: list[str]
    raw: bytes


class BadLine(NamedTuple):
    number: int
    reason: str


def rows(path: Path) -> Iterator[Fields | BadLine]:
    """The file's lines cut at their tabs; raises ReadingError for a file that cannot be read."""
    with _stream(path) as stream:
        for line in lines(stream):
            if line.raw is None or line.raw.strip():
                yield _cut(line)


@contextmanager
def _stream(path: Path) -> Iterator[io.BufferedReader]:
    try:
        if path.suffix.lower() == ".zip":
            with _zipped(path) as stream:
                yield stream
        else:
            with opened(path) as stream:
                yield stream
    # An archive with a password, or packed in a way that is not known, is told of as a RuntimeError.
    except (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile) as error:
        raise ReadingError(f"Cannot read: {error}", where=str(path), mend="Fetch the file again.") from error


@contextmanager
def _zipped(path: Path) -> Iterator[io.BufferedReader]:
    """The one file of an archive; nothing is written to disk, so that names in it cannot lead anywhere."""
    with zipfile.ZipFile(path) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        if len(members) != 1:
            raise ReadingError(
                f"The archive holds {len(members)} files, not one", where=str(path), mend="Unpack it and name a file."
            )
        most = max(limits().unpacked_free_bytes, limits().unpacked_ratio * members[0].compress_size)
        if members[0].file_size > most:
            raise ReadingError("The archive unpacks without end", where=str(path), mend="Check what it holds.")
        with archive.open(members[0]) as stream:
            yield io.BufferedReader(stream)  # type: ignore[arg-type]


def _cut(line: Line) -> Fields | BadLine:
    if line.raw is None:
        return BadLine(line.number, "The line is too long")
    # Some released files are not UTF-8; then they are Western, where every byte is a letter.
    raw = line.raw.rstrip(b"\r\n")
    try:
        text = raw.decode("utf-8-sig" if line.number == 1 else "utf-8")
    except UnicodeDecodeError:
        text = raw.decode("iso-8859-1")
    return Fields(line.number, text.split("\t"), raw)
