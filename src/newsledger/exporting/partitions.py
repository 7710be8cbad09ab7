"""Parquet by month: a folder of the form that pandas, polars and duckdb read as one table.

Each month has a folder ``month=2023-07`` with one file, what has no date ``month=unknown``. Records
come in the ledger's order, by day, so that one file at a time is open and a few thousand rows in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from newsledger.columns import columns_of
from newsledger.errors import LedgerError, QueryError
from newsledger.exporting.parquet import write

# Where a record's month is found; the ledger lists each kind by this day.
_DAYS = {"documents": ("published", "start"), "reports": ("when", "start"), "events": ("when", "start")}
_UNKNOWN = "unknown"


def write_months(records: Iterable[Mapping[str, Any]], folder: Path, kind: str) -> int:
    """Writes records that come by month into a folder that is empty or not there; gives their number.

    Raises QueryError for a kind without a day of its own, LedgerError where the folder holds anything.
    """
    columns_of(kind)
    if kind not in _DAYS:
        raise QueryError(f"{kind.capitalize()} have no day of their own", mend=f"Choose from {', '.join(_DAYS)}.")
    if folder.exists() and any(folder.iterdir()):
        raise LedgerError("The folder is not empty", where=str(folder), mend="Name a new one, or empty it.")
    number, parts = 0, dict[str, int]()
    for month, some in groupby(records, lambda record: _month(record, kind)):
        # A report whose date a verdict has changed may stand apart from its month; it gets a file more.
        parts[month] = parts.get(month, 0) + 1
        number += _write(some, folder / f"month={month}" / f"part-{parts[month]:04}.parquet", kind)
    return number


def _write(records: Iterator[Mapping[str, Any]], path: Path, kind: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        return write(records, out, kind)


def _month(record: Mapping[str, Any], kind: str) -> str:
    outer, inner = _DAYS[kind]
    day = (record.get(outer) or {}).get(inner)
    return day[:7] if day else _UNKNOWN
