"""The JSON that TimelineJS shows: one slide for each event that has a date."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

import orjson

from newsledger.exporting.sentences import headline
from newsledger.exporting.source import Source
from newsledger.ledger import Told
from newsledger.records import When


def write(source: Source, out: BinaryIO) -> int:
    """Writes one timeline, held in memory, and gives the number of its slides."""
    slides = list(_slides(source))
    out.write(orjson.dumps({"events": slides}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return len(slides)


def _slides(source: Source) -> Iterator[dict[str, Any]]:
    for told in source.told():
        if told.event.when.start is None:
            source.left_out["without a date"] += 1
        else:
            yield _slide(told, told.event.when.start)


def _slide(told: Told, start: date) -> dict[str, Any]:
    event = told.event
    # TimelineJS takes headline and text for HTML.
    return {
        "unique_id": event.event_id,
        "start_date": _date(start, event.when),
        **({"end_date": _date(event.when.end, event.when)} if event.when.end and event.when.end != start else {}),
        "group": event.type.value,
        "text": {"headline": html.escape(headline(event)), "text": _text(told)},
    }


def _date(day: date, when: When) -> dict[str, int]:
    """The day as finely as it is known."""
    parts = {"year": day.year, "month": day.month, "day": day.day}
    kept = {"year": 1, "month": 2}.get(when.precision.value, 3)
    return dict(list(parts.items())[:kept])


def _text(told: Told) -> str:
    said = [f"<p>{html.escape(report.evidence.sentence)}</p>" for report in told.reports[:3]]
    return "".join(said) + f"<p>{html.escape(', '.join(told.event.outlets))}</p>"
