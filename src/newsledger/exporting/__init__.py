"""Records out of the program: JSON Lines, CSV and Parquet, one module a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

from newsledger.columns import COLUMNS, Cell, Column, columns_of, flat
from newsledger.errors import QueryError
from newsledger.records import Record

FORMATS = ("jsonl", "csv", "parquet")
KINDS = tuple(COLUMNS)

_Writer = Callable[[Iterable[Mapping[str, Any]], BinaryIO, str], int]

__all__ = ["COLUMNS", "FORMATS", "KINDS", "Cell", "Column", "columns_of", "export", "flat", "outgoing"]


def outgoing(record: Record, input_id: str | None = None) -> dict[str, Any]:
    """The record in its outward form, with the id that its row came with, where it came with one."""
    plain = record.to_dict()
    if input_id is not None and not plain.get("input_id"):
        return {"input_id": input_id, **{name: value for name, value in plain.items() if name != "input_id"}}
    return plain


def export(records: Iterable[Mapping[str, Any]], kind: str, form: str, out: BinaryIO) -> int:
    """Streams records of one kind to ``out`` and gives their number; raises QueryError for an unknown form."""
    columns_of(kind)
    return _writer(form)(records, out, kind)


def _writer(form: str) -> _Writer:
    # Each format is imported when it is asked for: Parquet's library takes long to load.
    if form == "jsonl":
        from newsledger.exporting import jsonl

        return lambda records, out, _kind: jsonl.write(records, out)
    if form == "csv":
        from newsledger.exporting import comma

        return comma.write
    if form == "parquet":
        from newsledger.exporting import parquet

        return parquet.write
    raise QueryError(f"There is no format {form!r}", mend=f"Choose from {', '.join(FORMATS)}.")
