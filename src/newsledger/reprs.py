"""Records as notebooks show them: a small table of what is filled in, every text escaped; and counts in words."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterator
from enum import Enum
from typing import Any

_MANY = 5


def plural(number: int, one: str, many: str = "") -> str:
    """ "1 report", "2 reports"; ``many`` where it is not the word with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def html_of(record: Any) -> str:
    """A record as a table of its fields; those that are empty are left out, records within it are told by name."""
    head = f"<caption>{html.escape(type(record).__name__)}</caption>"
    rows = "".join(f"<tr><th>{html.escape(name)}</th><td>{shown}</td></tr>" for name, shown in _fields(record))
    return f"<table>{head}{rows}</table>"


def _fields(record: Any) -> Iterator[tuple[str, str]]:
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name == "evidence" and value is not None:
            yield "sentence", _marked(value)
        elif value not in (None, (), ""):
            yield field.name.replace("_", " "), html.escape(_said(value))


def _said(value: Any) -> str:
    """A value in words: a list by its first items, a record by its name or what it holds."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        more = f" and {len(value) - _MANY} more" if len(value) > _MANY else ""
        return ", ".join(map(_said, value[:_MANY])) + more
    if isinstance(value, Enum):
        return str(value.value)
    if dataclasses.is_dataclass(value):
        return _told(value)
    text = str(value)
    return text if len(text) <= 600 else text[:600] + " …"


def _told(record: Any) -> str:
    if hasattr(record, "start") and hasattr(record, "precision"):
        return _days(record)
    name, country = getattr(record, "name", None), getattr(record, "country", None)
    if name:
        return f"{name} ({country})" if country and country != name else str(name)
    held = ((each.name, getattr(record, each.name)) for each in dataclasses.fields(record))
    return "; ".join(f"{each}: {_said(value)}" for each, value in held if value not in (None, (), ""))


def _days(when: Any) -> str:
    if when.start is None:
        return "unknown"
    span = f"{when.start}" if when.end in (None, when.start) else f"{when.start} to {when.end}"
    return f"{span} ({when.precision.value})"


def _marked(evidence: Any) -> str:
    """The sentence with its parts marked and named."""
    spans = [
        (field.name, span)
        for field in dataclasses.fields(evidence.fields)
        for span in getattr(evidence.fields, field.name)
    ]
    at, out = evidence.start, []
    for name, span in sorted(spans, key=lambda pair: (pair[1].start, -pair[1].end)):
        if at <= span.start and span.end <= evidence.end:
            out.append(html.escape(evidence.sentence[at - evidence.start : span.start - evidence.start]))
            words = html.escape(evidence.sentence[span.start - evidence.start : span.end - evidence.start])
            out.append(f'<mark title="{html.escape(name)}">{words}</mark>')
            at = span.end
    return "".join(out) + html.escape(evidence.sentence[at - evidence.start :])
