"""Byte streams with bounds: decompression that cannot run away, lines that cannot grow."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from newsledger.errors import ReadingError
from newsledger.reading.limits import limits, megabytes

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_CHUNK = 1 << 16

Taken = Callable[[int], None]  # told of bytes as they are taken

# A zstd frame may ask for a window of this many bytes, no more.
_MAX_WINDOW = 1 << 27


_Unpacker = gzip.GzipFile | zstandard.ZstdDecompressionReader


class _Bounded(io.RawIOBase):
    """Passes decompressed bytes on and stops a bomb by its ratio to the packed bytes."""

    def __init__(self, unpacked: _Unpacker, packed_size: Callable[[], int]) -> None:
        self._unpacked, self._packed_size, self._given = unpacked, packed_size, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = _unpack(self._unpacked, len(view))
        view[: len(data)] = data
        self._given += len(data)
        free, ratio = limits().unpacked_free_bytes, limits().unpacked_ratio
        if self._given > free and self._given > ratio * max(1, self._packed_size()):
            raise ReadingError("The compressed file unpacks without end", mend="Unpack it and check what it holds.")
        return len(data)


def _unpack(stream: _Unpacker, size: int) -> bytes:
    """Whatever one step gives, so that what stands before a damaged place is not lost with it."""
    try:
        return stream.read1(size)
    except (EOFError, zlib.error, zstandard.ZstdError, gzip.BadGzipFile) as error:
        raise ReadingError(
            f"The compressed data is damaged: {error}", mend="Fetch or compress the file again."
        ) from error


class _Counted(io.RawIOBase):
    """Counts the bytes taken from a stream whose length is not known, and tells of them."""

    def __init__(self, inner: BinaryIO, told: Taken | None) -> None:
        self.inner, self.taken, self._told = inner, 0, told

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self.inner.read(len(view))
        view[: len(data)] = data
        self.taken += len(data)
        if self._told:
            self._told(len(data))
        return len(data)


def unpacked(stream: BinaryIO, taken: Taken | None = None) -> io.BufferedReader:
    """The stream's bytes, decompressed where they begin as gzip or zstd data does."""
    counted = _Counted(stream, taken)
    packed = cast("io.BufferedReader", io.BufferedReader(counted, _CHUNK))
    start = packed.peek(4)[:4]
    if start.startswith(_GZIP):
        inner: _Unpacker = gzip.GzipFile(fileobj=packed)
    elif start == _ZSTD:
        context = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW)
        inner = context.stream_reader(packed, read_across_frames=True)
    else:
        return packed
    return cast("io.BufferedReader", io.BufferedReader(_Bounded(inner, lambda: counted.taken), _CHUNK))


@contextmanager
def opened(path: Path, taken: Taken | None = None) -> Iterator[io.BufferedReader]:
    """A file's bytes, decompressed. Only regular files: a pipe or a device could block for ever."""
    if not path.is_file():
        reason = "It is not a regular file" if path.exists() else "There is no such file"
        raise ReadingError(reason, where=str(path), mend="Give a file, a folder, or - for standard input.")
    with path.open("rb") as file:
        yield unpacked(cast("BinaryIO", file), taken)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number from 1; ``raw`` is None for one that is too long."""

    number: int
    raw: bytes | None


def lines(stream: io.BufferedReader) -> Iterator[Line]:
    """The stream's lines; one that passes the limit is skipped without being held."""
    number, most = 0, limits().line_bytes
    while raw := stream.readline(most + 1):
        number += 1
        if len(raw) <= most:
            yield Line(number, raw)
            continue
        if not raw.endswith(b"\n"):
            _skip_line(stream)
        yield Line(number, None)


def _skip_line(stream: io.BufferedReader) -> None:
    while rest := stream.readline(_CHUNK):
        if rest.endswith(b"\n"):
            return


def whole(stream: io.BufferedReader, limit: int) -> bytes:
    """All bytes of the stream. Raises ReadingError where there are more than ``limit``."""
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise ReadingError(f"The page is larger than {megabytes(limit)}", mend="Split it, or leave it out.")
    return raw


def sha_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
