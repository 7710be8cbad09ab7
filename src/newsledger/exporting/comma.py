"""CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from newsledger.columns import Cell, columns_of, flat

# A spreadsheet takes a cell that starts so for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: Cell) -> Cell:
    """The cell, with an apostrophe before words that a spreadsheet would run; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def write(records: Iterable[Mapping[str, Any]], out: BinaryIO, kind: str) -> int:
    """Writes the records' flat rows under one header, in UTF-8, and gives their number."""
    names = [column.name for column in columns_of(kind)]
    return write_rows((flat(kind, record) for record in records), out, names)


def write_rows(rows: Iterable[Mapping[str, Cell]], out: BinaryIO, names: Sequence[str]) -> int:
    """Writes rows that are flat already, with the columns named, and gives their number."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    number = 0
    for row in rows:
        writer.writerow([safe(row.get(name)) for name in names])
        number += 1
    text.detach()  # the stream is the caller's to close
    return number
