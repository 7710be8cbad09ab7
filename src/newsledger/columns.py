"""Records as flat rows, for CSV, Parquet and tables.

Each kind of record has fixed columns, so that rows can be streamed. A path walks the record's
``to_dict`` form: ``when.start`` is a field within a field, ``actor[].name`` that field of every
item. Several values stand in one cell with " | " between them, in the record's order, and an
empty one keeps its place, so that the cells of one record's parties match item by item.
Spans and the like that have no column of their own are in JSON Lines only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from newsledger.errors import QueryError

Cell = str | int | float | bool | None
Type = Literal["text", "whole", "number", "truth"]
JOINT = " | "
_LISTS = frozenset({"modes", "contexts", "authors", "reports", "outlets", "about"})
_DAYS = frozenset({"when.start", "when.end", "published.start", "published.end", "first_reported"})


@dataclass(frozen=True, slots=True)
class Column:
    """A cell's name, where its value is found in the record, and its type."""

    name: str
    path: str
    type: Type = "text"

    @property
    def many(self) -> bool:
        """Whether the record has a list here."""
        return "[]" in self.path or self.path in _LISTS

    @property
    def day(self) -> bool:
        """Whether the value is a date, which is text in a flat row and a date in a data frame."""
        return self.path in _DAYS

    def of(self, record: Mapping[str, Any]) -> Cell:
        return _cell(self.values(record))

    def values(self, record: Mapping[str, Any]) -> Any:
        """The value as the record has it, a list where it is one."""
        return _walk(record, self.path.split("."))


def _walk(value: Any, path: list[str]) -> Any:
    for at, part in enumerate(path):
        if value is None:
            return None
        if part.endswith("[]"):
            return [_walk(item, path[at + 1 :]) for item in value.get(part[:-2]) or ()]
        value = value.get(part)
    return value


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return JOINT.join(str(_cell(item) if item is not None else "") for item in value)
    return value  # type: ignore[no-any-return]


def _plain(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name.replace(".", "_"), name) for name in names)


def _parties(role: str) -> tuple[Column, ...]:
    fields = ("name", "id", "kind", "country", "sectors", "office")
    return tuple(Column(role if field == "name" else f"{role}_{field}", f"{role}[].{field}") for field in fields)


_WHEN = _plain("when.start", "when.end", "when.precision", "when.text", "when.basis")
_WHERE = (
    *_plain("where.name", "where.country", "where.admin1"),
    Column("lat", "where.lat", "number"),
    Column("lon", "where.lon", "number"),
    Column("geonameid", "where.geonameid", "whole"),
    Column("where_precision", "where.precision"),
)
_TOLL = tuple(
    Column(f"{kind}_{bound}", f"toll.{kind}.{bound}", "whole")
    for kind in ("dead", "injured", "arrested", "displaced")
    for bound in ("min", "max")
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": (
        *_plain("document_id", "input_id", "source", "sha256", "url"),
        Column("outlet", "outlet.name"),
        *_plain("outlet.id", "outlet.country", "outlet.kind", "title"),
        Column("authors", "authors"),
        *_plain("language", "published.start", "published.end", "published.precision", "published.basis"),
        *_plain("copy_of", "wire", "text"),
    ),
    "reports": (
        *_plain("report_id", "document_id", "input_id", "event_id", "type", "modes", "contexts", "cameo"),
        Column("quad", "quad", "whole"),
        Column("intensity", "intensity", "number"),
        *_parties("actor"),
        *_parties("recipient"),
        *_WHEN,
        *_WHERE,
        *_plain("factuality", "basis"),
        Column("attribution", "attribution[].name"),
        Column("attribution_kind", "attribution[].kind"),
        Column("things", "things[].text"),
        *_TOLL,
        Column("sentence", "evidence.sentence"),
        Column("start", "evidence.start", "whole"),
        Column("end", "evidence.end", "whole"),
        Column("confidence", "confidence", "number"),
        Column("why", "why.type"),
        Column("coder", "coder.name"),
        *_plain("coder.version"),
        Column("codebook", "coder.codebook"),
        *_plain("judged_by"),
    ),
    "claims": (
        *_plain("claim_id", "document_id", "input_id"),
        Column("speaker", "speaker.name"),
        *_plain("speaker.id", "speaker.kind", "speaker.country", "speaker.office", "cue", "stance"),
        Column("negated", "negated", "truth"),
        *_plain("text", "kind"),
        Column("start", "span.start", "whole"),
        Column("end", "span.end", "whole"),
        Column("addressee", "addressee.name"),
        Column("via", "via[].name"),
        *_plain("about"),
    ),
    "events": (
        *_plain("event_id", "type", "modes"),
        *_parties("actor"),
        *_parties("recipient"),
        *_WHEN,
        *_WHERE,
        *_plain("factuality", "corroboration", "reports"),
        Column("documents", "documents", "whole"),
        *_plain("outlets"),
        Column("origins", "origins[].name"),
        Column("conflicts", "conflicts[].field"),
        *_plain("first_reported", "story_id"),
        Column("confidence", "confidence", "number"),
        *_plain("judged_by"),
    ),
}


def columns_of(kind: str) -> tuple[Column, ...]:
    """The columns of a kind of record; raises QueryError for a kind that has none."""
    if kind not in COLUMNS:
        raise QueryError(f"There is no export of {kind!r}", mend=f"Choose from {', '.join(COLUMNS)}.")
    return COLUMNS[kind]


def flat(kind: str, record: Mapping[str, Any]) -> dict[str, Cell]:
    """The record as one row of its kind's columns."""
    plain = _spans_named(record)
    return {column.name: column.of(plain) for column in columns_of(kind)}


def whole(kind: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """The record under the same columns with lists and dates as such; lists within lists are joined by commas."""
    plain = _spans_named(record)
    return {column.name: _typed(column, column.values(plain)) for column in columns_of(kind)}


def _typed(column: Column, value: Any) -> Any:
    if column.many:
        return [",".join(item) if isinstance(item, list) else item for item in value or ()]
    if column.day and value:
        return date.fromisoformat(value[:10])
    return value


def _spans_named(record: Mapping[str, Any]) -> Mapping[str, Any]:
    span = record.get("span")
    return {**record, "span": {"start": span[0], "end": span[1]}} if isinstance(span, list) else record
