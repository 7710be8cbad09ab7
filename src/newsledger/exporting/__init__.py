"""Records out of the program: JSON Lines, CSV and Parquet, one module a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from newsledger.errors import QueryError

if TYPE_CHECKING:
    from newsledger.columns import COLUMNS, Cell, Column, columns_of, flat
    from newsledger.records import Record

FORMATS = ("jsonl", "csv", "parquet")

_Writer = Callable[[Iterable[Mapping[str, Any]], BinaryIO, str], int]

__all__ = ["COLUMNS", "FORMATS", "Cell", "Column", "columns_of", "export", "flat", "outgoing"]


def __getattr__(name: str) -> Any:
    # The command line's help names the formats; it needs no columns, which bring in every record.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from newsledger import columns

    return getattr(columns, name)


def outgoing(record: Record, input_id: str | None = None) -> dict[str, Any]:
    """The record in its outward form, with the id that its row came with, where it came with one."""
    plain = record.to_dict()
    if input_id is not None and not plain.get("input_id"):
        return {"input_id": input_id, **{name: value for name, value in plain.items() if name != "input_id"}}
    return plain


def export(records: Iterable[Mapping[str, Any]], kind: str, form: str, out: BinaryIO) -> int:
    """Streams records of one kind to ``out`` and gives their number; raises QueryError for an unknown form."""
    from newsledger.columns import columns_of

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
