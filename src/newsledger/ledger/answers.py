"""What a ledger answers: records that can be walked again and again, or had as a data frame."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from newsledger.columns import Column, columns_of, whole
from newsledger.errors import NewsledgerError
from newsledger.ledger.query import Query
from newsledger.records import Record

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

T = TypeVar("T", bound=Record)

_AT_ONCE = 5_000
_SHOWN = 10
# What a notebook shows of each kind; the rest is in the data frame.
_FACE = {
    "events": ("when_start", "type", "modes", "actor", "recipient", "where_name", "corroboration", "confidence"),
    "reports": ("when_start", "type", "modes", "actor", "recipient", "factuality", "sentence", "confidence"),
    "claims": ("speaker", "cue", "kind", "text"),
    "documents": ("published_start", "outlet", "title", "url"),
}


@dataclass(frozen=True)
class Answer(Generic[T]):
    """The records of one kind that meet a question, in the ledger's order.

    Each walk asks the ledger anew and streams, so an answer of any size can be walked while the
    ledger is open.
    """

    kind: str
    query: Query
    run: Callable[[Query], Iterator[T]]
    number: Callable[[Query], int]

    def __iter__(self) -> Iterator[T]:
        return self.run(self.query)

    def count(self) -> int:
        """How many records there are."""
        return self.number(self.query)

    def first(self) -> T | None:
        """The first record, if there is any."""
        return next(iter(self), None)

    def to_arrow(self, *, pairs: bool = False) -> pa.Table:
        """A table with a column for each of the kind's flat columns: dates as dates, several values as a list.

        With ``pairs``, one row for each actor and recipient, and their columns hold one value each; a
        side without a party is null. Raises QueryError for a kind without parties or columns.
        """
        import pyarrow as pa

        columns = _columns(self.kind, pairs)
        schema = pa.schema([(column.name, _arrow_type(column, pairs)) for column in columns])
        rows = self._rows(pairs)
        batches = iter(lambda: list(islice(rows, _AT_ONCE)), [])
        return pa.Table.from_batches(
            [pa.RecordBatch.from_pylist(batch, schema=schema) for batch in batches], schema=schema
        )

    def to_pandas(self, *, pairs: bool = False) -> pd.DataFrame:
        """The same as a pandas data frame, with pandas' own dates and nullable numbers; needs pandas."""
        pandas = _library("pandas")
        types = {
            "int64": pandas.Int64Dtype(),
            "double": pandas.Float64Dtype(),
            "bool": pandas.BooleanDtype(),
            "string": pandas.StringDtype(),
        }
        frame: pd.DataFrame = self.to_arrow(pairs=pairs).to_pandas(types_mapper=lambda kind: types.get(str(kind)))
        for column in columns_of(self.kind):
            if column.day:
                frame[column.name] = pandas.to_datetime(frame[column.name])
        return frame

    def to_polars(self, *, pairs: bool = False) -> pl.DataFrame:
        """The same as a polars data frame; needs polars."""
        frame: pl.DataFrame = _library("polars").from_arrow(self.to_arrow(pairs=pairs))
        return frame

    def _rows(self, pairs: bool) -> Iterator[dict[str, Any]]:
        for record in self:
            row = whole(self.kind, record.to_dict())
            yield from _paired(row) if pairs else (row,)

    def __repr__(self) -> str:
        asked = ", ".join(f"{name}={value!r}" for name, value in _asked(self.query).items())
        return f"Answer({self.kind}{', ' if asked else ''}{asked})"

    def _repr_html_(self) -> str:
        """The first records as a table, for notebooks; every text is escaped."""
        names = _FACE.get(self.kind)
        if names is None:
            return f"<code>{html.escape(repr(self))}</code>"
        rows = [whole(self.kind, record.to_dict()) for record in islice(self, _SHOWN)]
        head = "".join(f"<th>{html.escape(name.replace('_', ' '))}</th>" for name in names)
        body = "".join(_line([row[name] for name in names]) for row in rows)
        told = f"{min(_SHOWN, len(rows))} of {self.count()} {self.kind}"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{told}</p>"


def _asked(query: Query) -> dict[str, Any]:
    return {each.name: getattr(query, each.name) for each in fields(query) if each.name in query.asked()}


def _line(values: list[Any]) -> str:
    shown = (", ".join(map(str, value)) if isinstance(value, list) else value for value in values)
    return "<tr>" + "".join(f"<td>{html.escape('' if each is None else str(each))}</td>" for each in shown) + "</tr>"


def _columns(kind: str, pairs: bool) -> tuple[Column, ...]:
    columns = columns_of(kind)
    if pairs and not any(_side(column) for column in columns):
        raise NewsledgerError(f"{kind.capitalize()} have no pairs of parties", mend="Leave pairs out.")
    return columns


def _side(column: Column) -> str:
    """Which side's parties a column tells of, if any."""
    return next((side for side in ("actor", "recipient") if column.path.startswith(f"{side}[]")), "")


def _arrow_type(column: Column, pairs: bool) -> pa.DataType:
    import pyarrow as pa

    if column.day:
        return pa.date32()
    plain = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "truth": pa.bool_()}[column.type]
    return pa.list_(plain) if column.many and not (pairs and _side(column)) else plain


def _paired(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The row once for each actor and recipient."""
    sides = ("actor", "recipient")
    names = {side: [name for name in row if name == side or name.startswith(f"{side}_")] for side in sides}
    places = (range(len(row[side])) or (None,) for side in sides)
    for at in product(*places):
        values = {
            name: None if place is None else row[name][place]
            for side, place in zip(sides, at, strict=True)
            for name in names[side]
        }
        yield {**row, **values}


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise NewsledgerError(
            f"{name} is not installed", mend="Install it with: pip install 'newsledger[frames]'."
        ) from error
