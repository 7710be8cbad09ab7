"""Puts records into the tables; each function runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, RowMapping, Table, Text, delete, func, insert, literal, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from newsledger.ledger.entries import Run
from newsledger.ledger.rows import (
    Row,
    claim_row,
    coder_columns,
    document_row,
    event_row,
    party_rows,
    report_row,
    story_row,
    zone_rows,
)
from newsledger.ledger.schema import (
    claims,
    documents,
    event_parties,
    event_reports,
    events,
    past_reports,
    quarantine,
    report_parties,
    reports,
    stories,
    zones,
)
from newsledger.records import Coded, Document, Event, Story

_EVENTS_AT_ONCE = 500
_AMENDED = ("sort", "published_start", "published_end", "published_precision", "copy_of", "record")


def write_coded(connection: Connection, coded: Coded, run: Run) -> bool:
    """Writes a document and what was read from it; False where this coder's reading is there already."""
    held = _held(connection, coded.document.document_id)
    if held is not None and is_by(held, run):
        return False
    if held is None:
        _insert_document(connection, coded.document, run)
    else:
        _clear(connection, coded.document, run)
    _insert_findings(connection, coded, run)
    _mended(connection, coded.document.source, run)
    return True


def _held(connection: Connection, document_id: str) -> RowMapping | None:
    columns = (documents.c.coder, documents.c.coder_version, documents.c.codebook)
    return connection.execute(select(*columns).where(documents.c.document_id == document_id)).mappings().first()


def is_by(row: RowMapping, run: Run) -> bool:
    return dict(row) == coder_columns(run.coder)


def _insert_document(connection: Connection, document: Document, run: Run) -> None:
    row = document_row(document)
    # Nothing equals a location that is null, so a document without one is never a version of another.
    here = documents.c.location == literal(row["location"], Text)
    before = connection.execute(select(func.max(documents.c.version)).where(here)).scalar() or 0
    connection.execute(
        update(documents).where(here, documents.c.superseded_by.is_(None)).values(superseded_by=document.document_id)
    )
    more = {"version": before + 1, "superseded_by": None, "run": run.run, **coder_columns(run.coder)}
    connection.execute(insert(documents), {**row, **more})


def _clear(connection: Connection, document: Document, run: Run) -> None:
    """Lays another coder's reading aside; the document keeps its version and its first run."""
    mine = documents.c.document_id == document.document_id
    _lay_aside(connection, document.document_id, run)
    for table in (reports, claims, zones):
        connection.execute(delete(table).where(table.c.document_id == document.document_id))
    connection.execute(update(documents).where(mine).values(**document_row(document), **coder_columns(run.coder)))


def _lay_aside(connection: Connection, document_id: str, run: Run) -> None:
    kept = (reports.c.document_id, reports.c.report_id, reports.c.run, reports.c.record)
    told = select(*kept, literal(run.run)).where(reports.c.document_id == document_id)
    columns = ["document_id", "report_id", "run", "record", "replaced"]
    connection.execute(insert(past_reports).from_select(columns, told))


def amend_document(connection: Connection, document: Document) -> int:
    """Writes a stored document's copy_of and publication date anew; text, version and run stay. Gives the rows met."""
    row = document_row(document)
    amended = {name: row[name] for name in _AMENDED}
    changed = update(documents).where(documents.c.document_id == document.document_id).values(**amended)
    return connection.execute(changed).rowcount


def _insert_findings(connection: Connection, coded: Coded, run: Run) -> None:
    document, sha256 = coded.document, coded.document.sha256
    found = list(enumerate(coded.reports))
    _insert(connection, zones, zone_rows(document))
    _insert(connection, reports, ({**report_row(report, place, sha256), "run": run.run} for place, report in found))
    _insert(connection, report_parties, (row for _, report in found for row in party_rows("report_id", report)))
    said = enumerate(coded.claims)
    _insert(connection, claims, (claim_row(claim, place, document, run.coder) for place, claim in said))


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    if held := list(rows):
        connection.execute(insert(table), held)


def _mended(connection: Connection, source: str, run: Run) -> None:
    open_case = (quarantine.c.source == source) & quarantine.c.mended.is_(None)
    connection.execute(update(quarantine).where(open_case).values(mended=run.run))


def write_rejected(connection: Connection, rows: Sequence[Row], run: Run) -> None:
    """Adds inputs to the quarantine; one that is there for the same reason stays as it is."""
    if rows:
        ready = [{**row, "sha256": row["sha256"] or "", "run": run.run} for row in rows]
        again = upsert(quarantine).on_conflict_do_update(
            index_elements=["source", "sha256", "reason"], set_={"mended": None}
        )
        connection.execute(again, ready)


def write_events(connection: Connection, found: Iterable[Event]) -> int:
    """Puts these events in the place of all that were there; reports learn theirs. Gives their number."""
    connection.execute(delete(events))
    number, waiting = 0, iter(found)
    while some := list(islice(waiting, _EVENTS_AT_ONCE)):
        _insert(connection, events, map(event_row, some))
        _insert(connection, event_parties, (row for event in some for row in party_rows("event_id", event)))
        _insert(connection, event_reports, (tie for event in some for tie in _ties(event)))
        number += len(some)
    theirs = select(event_reports.c.event_id).where(event_reports.c.report_id == reports.c.report_id)
    connection.execute(
        update(reports).values(event_id=theirs.order_by(event_reports.c.event_id).limit(1).scalar_subquery())
    )
    return number


def write_stories(connection: Connection, found: Iterable[Story]) -> None:
    """Puts these stories in the place of all that were there."""
    connection.execute(delete(stories))
    _insert(connection, stories, map(story_row, found))


def _ties(event: Event) -> Iterator[Row]:
    for position, report_id in enumerate(event.reports):
        yield {"event_id": event.event_id, "report_id": report_id, "position": position}
