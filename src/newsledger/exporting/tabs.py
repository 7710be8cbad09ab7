"""Tab-separated values that no reader can misread: one line a row, no tab, quotation mark or formula in a cell."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

from newsledger.columns import Cell
from newsledger.exporting.comma import safe

# Readers differ in whether a quotation mark opens a quoted cell, so none is written; nor is what ends a line for some.
_CHANGED = {
    **dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0), 0x2028, 0x2029], " "),
    ord('"'): "'",
}


def clean(text: str) -> str:
    """The text on one line, without tabs and quotation marks."""
    return " ".join(text.translate(_CHANGED).split())


def cell(value: Cell, missing: str = "") -> str:
    """A value as it stands in a cell; numbers as Python writes them, so that they read back alike."""
    if value is None or value == "":
        return missing
    if isinstance(value, bool):
        return str(int(value))
    return str(safe(clean(value))) if isinstance(value, str) else str(value)


def write(
    rows: Iterable[Mapping[str, Cell]],
    out: BinaryIO,
    columns: Sequence[str],
    *,
    header: bool = True,
    missing: str = "",
) -> int:
    """Writes the rows in UTF-8 under these columns, and gives their number."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    if header:
        text.write("\t".join(columns) + "\n")
    number = 0
    for row in rows:
        text.write("\t".join(cell(row.get(name), missing) for name in columns) + "\n")
        number += 1
    text.detach()  # the stream is the caller's to close
    return number
