"""A part of a stored record, taken out by the store itself where the whole is not wanted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class part(FunctionElement[str]):
    """The field of this name, as JSON; for fields that are lists or records."""

    name = "part"
    type = Text()
    inherit_cache = True

    def __init__(self, record: ColumnElement[str], field: str) -> None:
        super().__init__(record, literal(field, Text), literal(f"$.{field}", Text))


@compiles(part, "sqlite")
def _on_sqlite(element: part, compiler: Any, **more: Any) -> str:
    record, _, path = element.clauses
    return f"json_extract({compiler.process(record, **more)}, {compiler.process(path, **more)})"


@compiles(part, "postgresql")
def _on_postgresql(element: part, compiler: Any, **more: Any) -> str:
    record, field, _ = element.clauses
    return f"CAST(CAST({compiler.process(record, **more)} AS json) -> {compiler.process(field, **more)} AS text)"
