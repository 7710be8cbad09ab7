"""What every record is: a frozen dataclass that gives itself as plain types; and spans."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple


class Span(NamedTuple):
    """Half-open range of characters in a document's stored text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return to_dict(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(v) for v in value]
    return value


def to_dict(record: Any) -> dict[str, Any]:
    """The record as JSON-ready built-in types, fields in declared order."""
    return {f.name: _plain(getattr(record, f.name)) for f in dataclasses.fields(record)}


class Record:
    """Gives every record its ``to_dict``, and its table in a notebook."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        return to_dict(self)

    def _repr_html_(self) -> str:
        # A notebook asks for it; nothing else needs the module.
        from newsledger.reprs import html_of

        return html_of(self)
