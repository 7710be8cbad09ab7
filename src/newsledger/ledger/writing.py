"""Puts records into the tables; each function runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from newsledger.ledger.entries import Run
from newsledger.ledger.months import count_events
from newsledger.ledger.postgresql import copy
from newsledger.ledger.rows import (
    Row,
    claim_row,
    coder_columns,
    document_row,
    event_row,
    location,
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
    linkings,
    names,
    past_reports,
    quarantine,
    report_parties,
    reports,
    stories,
    zones,
)
from newsledger.records import Coded, Document, Event, Story

T = TypeVar("T")

_AT_ONCE = 500
_NAMES = {
    "report_parties": "folded",
    "event_parties": "folded",
    "documents": "outlet_folded",
    "claims": "speaker_folded",
}
_CODER = ("coder", "coder_version", "codebook")
_AMENDED = ("sort", "published_start", "published_end", "published_precision", "copy_of", "record")


def pages_of(coded: Iterable[Coded], rejected: Iterable[Row]) -> set[str]:
    """What a batch touches, for other writers to keep away from: its pages, where they lie, what they came from."""
    touched = {f"source {case['source']}" for case in rejected}
    for document in (each.document for each in coded):
        touched |= {f"id {document.document_id}", f"source {document.source}", f"at {location(document) or ''}"}
    return touched


def write_coded(connection: Connection, coded: Sequence[Coded], run: Run) -> int:
    """Writes documents and what was read from them, and gives their number; this coder's own readings stay."""
    held = _held(connection, [each.document.document_id for each in coded])
    new = list(_new(coded, held, run))
    _insert_documents(connection, [each.document for each in new if each.document.document_id not in held], run)
    for each in new:
        if each.document.document_id in held:
            _clear(connection, each.document, run)
    _insert_findings(connection, new, run)
    _mended(connection, [each.document.source for each in new], run)
    return len(new)


def _new(coded: Iterable[Coded], held: Mapping[str, Row], run: Run) -> Iterator[Coded]:
    """Each document once, unless this coder's reading of it is there already."""
    met = {key for key, coder in held.items() if coder == coder_columns(run.coder)}
    for each in coded:
        if each.document.document_id not in met:
            met.add(each.document.document_id)
            yield each


def _held(connection: Connection, ids: Sequence[str]) -> dict[str, Row]:
    """Who coded those of the documents that are there."""
    columns = (documents.c.document_id, documents.c.coder, documents.c.coder_version, documents.c.codebook)
    found: dict[str, Row] = {}
    for some in _some(ids):
        for row in connection.execute(select(*columns).where(documents.c.document_id.in_(some))):
            found[row.document_id] = dict(zip(_CODER, row[1:], strict=True))
    return found


def _some(values: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(values)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some


def _insert_documents(connection: Connection, new: Sequence[Document], run: Run) -> None:
    rows = [{**document_row(each), "superseded_by": None, "run": run.run, **coder_columns(run.coder)} for each in new]
    places = [row["location"] for row in rows if row["location"] is not None]
    latest = _latest(connection, places)
    _supersede(connection, {place: place_row for place, place_row in _first_at(rows).items() if place in latest})
    last: dict[str, Row] = {}
    for row in rows:
        # A document without a location is never a version of another.
        place = row["location"]
        before = last.get(place)
        row["version"] = (before["version"] if before else latest.get(place, 0)) + 1
        if before:
            before["superseded_by"] = row["document_id"]
        if place is not None:
            last[place] = row
    _insert(connection, documents, rows)


def _latest(connection: Connection, places: Sequence[str]) -> dict[str, int]:
    """The number of the latest version at each of these locations."""
    found: dict[str, int] = {}
    for some in _some(dict.fromkeys(places)):
        here = documents.c.location.in_(some)
        wanted = select(documents.c.location, func.max(documents.c.version)).where(here).group_by(documents.c.location)
        found.update((place, number) for place, number in connection.execute(wanted))
    return found


def _first_at(rows: Iterable[Row]) -> dict[str, str]:
    """The first new document at each location."""
    found: dict[str, str] = {}
    for row in rows:
        if row["location"] is not None:
            found.setdefault(row["location"], row["document_id"])
    return found


def _supersede(connection: Connection, by: Mapping[str, str]) -> None:
    current = documents.c.location == bindparam("place"), documents.c.superseded_by.is_(None)
    changed = update(documents).where(*current).values(superseded_by=bindparam("by"))
    if by:
        connection.execute(changed, [{"place": place, "by": document_id} for place, document_id in by.items()])


def _clear(connection: Connection, document: Document, run: Run) -> None:
    """Lays another coder's reading aside; the document keeps its version and its first run."""
    mine = documents.c.document_id == document.document_id
    _lay_aside(connection, document.document_id, run)
    for table in (reports, claims, zones):
        connection.execute(delete(table).where(table.c.document_id == document.document_id))
    row = document_row(document)
    list_names(connection, [row["outlet_folded"]])
    connection.execute(update(documents).where(mine).values(**row, **coder_columns(run.coder)))


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


def _insert_findings(connection: Connection, coded: Sequence[Coded], run: Run) -> None:
    told = [(each.document, place, report) for each in coded for place, report in enumerate(each.reports)]
    said = [(each.document, place, claim) for each in coded for place, claim in enumerate(each.claims)]
    _insert(connection, zones, (row for each in coded for row in zone_rows(each.document)))
    rows = ({**report_row(report, place, page.sha256), "run": run.run} for page, place, report in told)
    _insert(connection, reports, rows)
    _insert(connection, report_parties, (row for _, _, report in told for row in party_rows("report_id", report)))
    _insert(connection, claims, (claim_row(claim, place, page, run.coder) for page, place, claim in said))


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    held = list(rows)
    if name := _NAMES.get(table.name):
        list_names(connection, {row[name] for row in held})
    if connection.dialect.name == "postgresql":
        copy(connection, table, held)
    elif held:
        connection.execute(insert(table), held)


def list_names(connection: Connection, folded: Iterable[str]) -> None:
    """Adds names to the list of all names; in one order, so that no two writers wait for each other."""
    for some in _some(sorted(folded)):
        held = set(connection.execute(select(names.c.folded).where(names.c.folded.in_(some))).scalars())
        if new := [{"folded": each} for each in some if each not in held]:
            connection.execute(_upsert(connection, names).on_conflict_do_nothing(), new)


def _upsert(connection: Connection, table: Table) -> Any:
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)


def _mended(connection: Connection, sources: Iterable[str], run: Run) -> None:
    for some in _some(sources):
        open_case = quarantine.c.source.in_(some) & quarantine.c.mended.is_(None)
        connection.execute(update(quarantine).where(open_case).values(mended=run.run))


def write_rejected(connection: Connection, rows: Sequence[Row], run: Run) -> None:
    """Adds inputs to the quarantine; one that is there for the same reason stays as it is."""
    if rows:
        ready = [{**row, "sha256": row["sha256"] or "", "run": run.run} for row in rows]
        same: dict[str, Any] = {"index_elements": ["source", "sha256", "reason"], "set_": {"mended": None}}
        connection.execute(_upsert(connection, quarantine).on_conflict_do_update(**same), ready)


def write_events(connection: Connection, found: Iterable[Event]) -> int:
    """Puts these events in the place of all that were there; reports learn theirs. Gives their number."""
    connection.execute(delete(events))
    number = 0
    for some in _some(found):
        _insert(connection, events, map(event_row, some))
        _insert(connection, event_parties, (row for event in some for row in party_rows("event_id", event)))
        _insert(connection, event_reports, (tie for event in some for tie in _ties(event)))
        number += len(some)
    mine = event_reports.c.report_id == reports.c.report_id
    theirs = select(event_reports.c.event_id).where(mine).order_by(event_reports.c.event_id).limit(1).scalar_subquery()
    # Most reports stay with their event; writing them anew would cost more than all the rest.
    connection.execute(update(reports).where(reports.c.event_id.is_distinct_from(theirs)).values(event_id=theirs))
    count_events(connection)
    connection.execute(insert(linkings), {"events": number})
    return number


def write_stories(connection: Connection, found: Iterable[Story]) -> None:
    """Puts these stories in the place of all that were there."""
    connection.execute(delete(stories))
    _insert(connection, stories, map(story_row, found))


def _ties(event: Event) -> Iterator[Row]:
    for position, report_id in enumerate(event.reports):
        yield {"event_id": event.event_id, "report_id": report_id, "position": position}
