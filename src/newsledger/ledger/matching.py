"""Search by words, as each store's own full-text index does it.

SQLite has FTS5 tables beside the tables; PostgreSQL has a tsvector column in each with a GIN index. Both
stem by Porter's rules, keep every word and know no accents, so that they find the same.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Integer, Select, Text, column, literal, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from newsledger.errors import QueryError
from newsledger.ledger.folding import fold

CONFIGURATION = "newsledger"  # PostgreSQL's text search configuration, made by the first migration
_NOT_WORDS = {ord('"'): None, 0: None}  # they would end the quotation, or the question
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')


class _Hits(FunctionElement[int]):
    """Row numbers of a table's rows that have the words: the table, and the words as each store takes them."""

    name = "hits"
    inherit_cache = True


def matching(table: str, words: str) -> Select[tuple[int]]:
    """Rows of the table whose text has all the words, and its phrases in quotation marks as they stand.

    Each is quoted, so that none is read as an operator. Raises QueryError where there is no word.
    """
    parts = [(found[1] or found[2] or "").translate(_NOT_WORDS) for found in _PHRASE.finditer(words)]
    wanted = [part for part in parts if fold(part).strip()]
    if not wanted:
        raise QueryError(f"There is no word to look for in {words!r}")
    as_written, as_folded = (" ".join(f'"{part}"' for part in some) for some in (wanted, map(_folded, wanted)))
    hits = _Hits(literal_column(table), literal(as_written, Text), literal(as_folded, Text))
    return select(hits.table_valued(column("row", Integer), name="hits").c.row)


def _folded(part: str) -> str:
    return fold(part).strip()


@compiles(_Hits, "sqlite")
def _on_sqlite(element: _Hits, compiler: Any, **more: Any) -> str:
    table, words, _ = element.clauses
    index = f"{table.name}_fts"
    return f'(SELECT rowid AS "row" FROM {index} WHERE {index} MATCH {compiler.process(words, **more)})'  # noqa: S608


@compiles(_Hits, "postgresql")
def _on_postgresql(element: _Hits, compiler: Any, **more: Any) -> str:
    table, _, words = element.clauses
    asked = f"websearch_to_tsquery('{CONFIGURATION}', {compiler.process(words, **more)})"
    return f'(SELECT "row" FROM {table.name} WHERE words @@ {asked})'  # noqa: S608
