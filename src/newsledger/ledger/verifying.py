"""Looks a ledger over: the file itself, what points at what, and whether records still fit their pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Column, Connection, func, select
from sqlalchemy.exc import DatabaseError

from newsledger.errors import LedgerError
from newsledger.ledger.auditing import broken
from newsledger.ledger.reading_back import claim, coded_report, document, event
from newsledger.ledger.schema import (
    FULL_TEXT,
    claims,
    documents,
    event_reports,
    events,
    quarantine,
    report_parties,
    reports,
    runs,
    zones,
)
from newsledger.records import Record

# Most faults of one kind that are told singly: a damaged file has thousands.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Fault(Record):
    """Something that is not as it must be: what was looked at, which record, and what is wrong."""

    check: str
    record: str
    what: str


Check = Callable[[Connection], Iterator[Fault]]


def verify(connection: Connection, checks: tuple[str, ...] | None = None) -> Iterator[Fault]:
    """Every fault, check by check, the first twenty of each; one that cannot be read ends its own check alone."""
    for name, check in CHECKS.items():
        if checks is not None and name not in checks:
            continue
        number = 0
        try:
            for number, fault in enumerate(check(connection), 1):
                if number > _MOST:
                    yield Fault(name, "-", "and more like these")
                    break
                yield fault
        except (DatabaseError, LedgerError, UnicodeDecodeError, ValueError) as error:
            yield Fault(name, "-", f"it cannot be read: {getattr(error, 'orig', None) or error}")


def _file(connection: Connection) -> Iterator[Fault]:
    """SQLite's own check of every page and index of the file."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
        if line != "ok":
            yield Fault("file", "-", str(line))


def _references(connection: Connection) -> Iterator[Fault]:
    """Rows that point at none: reports and claims of pages, ties of events, runs."""
    pairs: tuple[tuple[Column[str], Column[str]], ...] = (
        (reports.c.document_id, documents.c.document_id),
        (claims.c.document_id, documents.c.document_id),
        (zones.c.document_id, documents.c.document_id),
        (report_parties.c.report_id, reports.c.report_id),
        (event_reports.c.report_id, reports.c.report_id),
        (event_reports.c.event_id, events.c.event_id),
        (reports.c.event_id, events.c.event_id),
        (documents.c.superseded_by, documents.c.document_id),
        (documents.c.run, runs.c.run),
        (quarantine.c.run, runs.c.run),
    )
    for column, target in pairs:
        lost = select(column).where(column.is_not(None), column.not_in(select(target))).distinct().limit(_MOST + 1)
        for (value,) in connection.execute(lost):
            table = getattr(column.table, "name", "")
            yield Fault("references", str(value), f"{table} names it under {column.name}, and it is not there")


def _pages(connection: Connection) -> Iterator[Fault]:
    """Pages whose text is not the one that their id was made of, or whose zones do not fit it."""
    for row in connection.execution_options(yield_per=200).execute(select(documents).order_by(documents.c.row)):
        page = document(row)
        if page.document_id not in _ids(page.text, page.url, row.coder, row.input_id):
            yield Fault("pages", page.document_id, "the text or address has changed since the id was made of it")
        if page.zones and (page.zones[0].start != 0 or page.zones[-1].end != len(page.text)):
            yield Fault("pages", page.document_id, "its zones do not cover its text")


def _ids(text: str, url: str | None, coder: str, key: str | None) -> tuple[str, str]:
    """The id of a page that was read, and that of a row that was imported."""
    forms = (text + (url or ""), f"{coder}|{key}")
    read, imported = ("d" + hashlib.sha256(each.encode("utf-8", "replace")).hexdigest()[:16] for each in forms)
    return read, imported


def _evidence(connection: Connection) -> Iterator[Fault]:
    """Reports and claims whose words do not stand where they say."""
    text = select(documents.c.document_id, documents.c.text).subquery()
    for table, build in ((reports, coded_report), (claims, claim)):
        wanted = select(table, text.c.text.label("page")).join(text, text.c.document_id == table.c.document_id)
        for row in connection.execution_options(yield_per=200).execute(wanted.order_by(table.c.row)):
            record = build(row)
            start, end, words = _words(record)
            if row.page[start:end] != words:
                yield Fault("evidence", _id(record), "its words do not stand where it says")


def _words(record: Record) -> tuple[int, int, str]:
    evidence = getattr(record, "evidence", None)
    if evidence is not None:
        return evidence.start, evidence.end, evidence.sentence
    span = getattr(record, "span")  # noqa: B009 - a claim's
    return span.start, span.end, getattr(record, "text", "")


def _id(record: Record) -> str:
    return str(getattr(record, "report_id", None) or getattr(record, "claim_id", None))


def _events(connection: Connection) -> Iterator[Fault]:
    """Events that count other reports than those tied to them."""
    ties = select(event_reports.c.event_id, func.count().label("n")).group_by(event_reports.c.event_id).subquery()
    wanted = select(events, ties.c.n).outerjoin(ties, ties.c.event_id == events.c.event_id).order_by(events.c.row)
    for row in connection.execution_options(yield_per=200).execute(wanted):
        found = event(row)
        if len(found.reports) != (row.n or 0):
            yield Fault("events", found.event_id, f"it names {len(found.reports)} reports, and {row.n or 0} are tied")


def _words_index(connection: Connection) -> Iterator[Fault]:
    """Full-text tables that hold another number of rows than the tables that they index."""
    if connection.dialect.name != "sqlite":
        return
    for name in FULL_TEXT:
        counts = [
            int(connection.exec_driver_sql(f"SELECT count(*) FROM {each}").scalar() or 0)  # noqa: S608 - our own names
            for each in (name, f"{name}_fts_docsize")
        ]
        if counts[0] != counts[1]:
            yield Fault("search", name, f"{counts[0]} rows, and {counts[1]} can be searched for")


def _audit(connection: Connection) -> Iterator[Fault]:
    """Lines of the audit log that were changed, or that a line before them was taken from."""
    for entry in broken(connection):
        yield Fault("audit", str(entry), "its seal does not fit it and the line before")


CHECKS: dict[str, Check] = {
    "file": _file,
    "references": _references,
    "pages": _pages,
    "evidence": _evidence,
    "events": _events,
    "search": _words_index,
    "audit": _audit,
}
