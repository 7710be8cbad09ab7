"""Parquet, with a fixed schema, a few thousand rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from newsledger.columns import Cell, columns_of, flat

_ROWS = 5_000
_TYPES = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "truth": pa.bool_()}


def write(records: Iterable[Mapping[str, Any]], out: BinaryIO, kind: str) -> int:
    """Writes the records' flat rows and gives their number; no records give an empty table."""
    schema = pa.schema([(column.name, _TYPES[column.type]) for column in columns_of(kind)])
    number = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for rows in _groups(flat(kind, record) for record in records):
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            number += len(rows)
    return number


def _groups(rows: Iterator[dict[str, Cell]]) -> Iterator[list[dict[str, Cell]]]:
    while group := list(islice(rows, _ROWS)):
        yield group
