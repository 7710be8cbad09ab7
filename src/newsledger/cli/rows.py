"""Rows of a JSON Lines file, plain or compressed, one at a time."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

import orjson
import zstandard

from newsledger.errors import ReadingError


class Row(NamedTuple):
    number: int
    fields: dict[str, Any]


class BadRow(NamedTuple):
    number: int
    reason: str


def rows(path: str) -> Iterator[Row | BadRow]:
    """The file's rows in order, ``-`` for standard input; raises ReadingError for a file that cannot be read."""
    try:
        with _open(path) as lines:
            yield from _parsed(lines)
    except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(f"Cannot read: {reason}", where=path, mend="Name a JSON Lines file.") from error


def _open(path: str) -> BinaryIO:
    if path == "-":
        return sys.stdin.buffer
    if path.endswith(".gz"):
        return gzip.open(path, "rb")  # type: ignore[return-value]
    if path.endswith(".zst"):
        return io.BufferedReader(zstandard.open(path, "rb"))
    return open(path, "rb")


def _parsed(lines: BinaryIO) -> Iterator[Row | BadRow]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(number, line)


def _row(number: int, line: bytes) -> Row | BadRow:
    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return BadRow(number, f"This is not JSON: {error}")
    return Row(number, fields) if isinstance(fields, dict) else BadRow(number, "A row is an object with fields")
