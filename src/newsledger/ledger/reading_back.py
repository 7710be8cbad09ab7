"""Rows as records."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Row, func, select

from newsledger.ledger.codec import encode, loads
from newsledger.ledger.entries import DocumentEntry, Ruling, Run
from newsledger.ledger.schema import documents, reports
from newsledger.records import Claim, CoderVersion, Document, Event, Outlet, Precision, Report, Story


def document(row: Row[Any]) -> Document:
    return loads(Document, row.record, text=row.text)


def report(row: Row[Any]) -> Report:
    """The report with what came to it after its record was written.

    Linking gives it its event, and a date if it had none; people's verdicts stand above the coder's fields.
    """
    linked = {"when": orjson.loads(row.linked_when)} if row.linked_when else {}
    ruled = overlay(loads(Ruling, row.judged)) if row.judged else {}
    return loads(Report, row.record, event_id=row.event_id, **{**linked, **ruled})


def overlay(ruling: Ruling) -> dict[str, Any]:
    """What the ruling puts in the place of a report's own fields; who accepts a report is sure of it."""
    sure = {"confidence": 1.0} if ruling.accepted else {}
    return {**ruling.fields, **sure, "judged_by": ruling.by}


def ruled_report(report: Report, ruling: Ruling) -> Report:
    """The report as the ruling has it."""
    return loads(Report, encode(report), **overlay(ruling))


def coded_report(row: Row[Any]) -> Report:
    """The report as the coder made it."""
    return loads(Report, row.record)


def claim(row: Row[Any]) -> Claim:
    return loads(Claim, row.record)


def event(row: Row[Any]) -> Event:
    return loads(Event, row.record)


def story(row: Row[Any]) -> Story:
    return loads(Story, row.record)


def entry_columns() -> list[ColumnElement[Any]]:
    """Everything about a document but its text, with the number of its reports."""
    number = select(func.count()).where(reports.c.document_id == documents.c.document_id).scalar_subquery()
    return [*(column for column in documents.c if column.name != "text"), number.label("reports")]


def entry(row: Row[Any]) -> DocumentEntry:
    whole = orjson.loads(row.record)
    outlet = whole["outlet"]
    return DocumentEntry(
        document_id=row.document_id,
        source=row.source,
        sha256=row.sha256,
        url=row.url,
        outlet=loads(Outlet, orjson.dumps(outlet)) if outlet else None,
        title=row.title,
        language=row.language,
        published_start=_date(row.published_start),
        published_end=_date(row.published_end),
        published_precision=Precision(row.published_precision),
        copy_of=row.copy_of,
        wire=row.wire,
        input_id=row.input_id,
        version=row.version,
        superseded_by=row.superseded_by,
        reports=row.reports,
    )


def run_entry(row: Row[Any]) -> Run:
    return Run(
        run=row.run,
        coder=CoderVersion(row.coder, row.version, row.codebook),
        started=datetime.fromisoformat(row.started),
        finished=datetime.fromisoformat(row.finished) if row.finished else None,
        manifest=orjson.loads(row.manifest),
        counts=orjson.loads(row.counts),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
