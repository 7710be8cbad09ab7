"""The reference of the flat columns that CSV, Parquet and data frames have."""

from __future__ import annotations

from manual.tables import table
from newsledger.columns import COLUMNS, Column

_TYPES = {"text": "words", "whole": "a whole number", "number": "a number", "truth": "true or false"}


def page() -> str:
    return "\n".join([_HEAD, *(_kind(kind) for kind in COLUMNS)])


_HEAD = """# Flat columns

The columns of `newsledger export documents|reports|claims|events` as CSV and Parquet, of listings with `--format csv`,
and of [data frames](../python.md#data-frames); made from the program as the manual was built. A path walks the
[record](../records.md): `when.start` is a field within a field, `actor[].name` that field of every item. Several
values stand in one cell with ` | ` between them, in the record's order; an empty one keeps its place, so that the
cells of one record's parties match item by item. What has no column is in JSON Lines only.
"""


def _kind(kind: str) -> str:
    rows = ((f"`{each.name}`", f"`{each.path}`", _holds(each)) for each in COLUMNS[kind])
    return f"## {kind.capitalize()}\n\n{table(('column', 'path in the record', 'holds'), rows)}"


def _holds(column: Column) -> str:
    kind = "a day" if column.day else _TYPES[column.type]
    return f"{kind}; several" if column.many else kind
