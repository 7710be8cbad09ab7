"""What a newer coder made of the same pages: reports gone, new and changed between two runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select, union

from newsledger.errors import QueryError
from newsledger.ledger.codec import loads
from newsledger.ledger.entries import Change, Difference
from newsledger.ledger.schema import documents, past_reports, reports, runs
from newsledger.records import Report

# Names and reasons of the coder differ by its version and are no change of what is told.
_COMPARED = ("type", "modes", "actor", "recipient", "when", "where", "factuality", "attribution", "basis", "toll")
_ESSENCE = {
    "actor": ("name", "id", "country"),
    "recipient": ("name", "id", "country"),
    "when": ("start", "end"),
    "where": ("name", "country", "geonameid"),
    "attribution": ("name", "id"),
}


def differences(connection: Connection, one: int, two: int) -> Iterator[Difference]:
    """Differences by document, then by place in it; ``one`` is the earlier run."""
    for run in (one, two):
        if connection.execute(select(runs.c.run).where(runs.c.run == run)).first() is None:
            raise QueryError("There is no run of this number", where=str(run), mend="List them with: newsledger runs")
    for document_id in map(str, connection.execute(_reread(one, two)).scalars().all()):
        before, after = (_as_of(connection, document_id, run) for run in (one, two))
        yield from compare(document_id, before, after)


def _reread(one: int, two: int) -> Select[tuple[str]]:
    """Pages known by the first run whose reports were written or replaced since."""
    written = select(reports.c.document_id).where(reports.c.run > one, reports.c.run <= two)
    past = select(past_reports.c.document_id)
    laid = past.where(past_reports.c.replaced > one, past_reports.c.replaced <= two)
    between = past.where(past_reports.c.run > one, past_reports.c.run <= two)
    touched = union(written, laid, between)
    known = select(documents.c.document_id).where(documents.c.run <= one, documents.c.document_id.in_(touched))
    return known.order_by(documents.c.document_id)


def _as_of(connection: Connection, document_id: str, run: int) -> list[Report]:
    """The page's reports as they stood after this run."""
    past = select(past_reports.c.record).where(
        past_reports.c.document_id == document_id, past_reports.c.run <= run, past_reports.c.replaced > run
    )
    now = select(reports.c.record).where(reports.c.document_id == document_id, reports.c.run <= run)
    rows = [*connection.execute(past).scalars(), *connection.execute(now).scalars()]
    return sorted((loads(Report, row) for row in rows), key=lambda r: (r.evidence.start, r.report_id))


def compare(document_id: str, before: Sequence[Report], after: Sequence[Report]) -> Iterator[Difference]:
    """Reports of the same words are one report; a sentence may hold several."""
    pairs = _paired(before, after)
    for report in before:
        other = pairs.get(report.report_id)
        if other is None:
            yield Difference("gone", document_id, report.report_id, None, report.evidence.sentence)
        elif changes := tuple(_changes(report, other)):
            kept = (report.report_id, other.report_id, other.evidence.sentence, changes)
            yield Difference("changed", document_id, *kept)
    matched = {other.report_id for other in pairs.values()}
    for report in after:
        if report.report_id not in matched:
            yield Difference("new", document_id, None, report.report_id, report.evidence.sentence)


def _paired(before: Sequence[Report], after: Sequence[Report]) -> dict[str, Report]:
    """The later report of each earlier one: of the same id, else of predicates that share characters."""
    left = {report.report_id: report for report in after}
    found = {report.report_id: left.pop(report.report_id) for report in before if report.report_id in left}
    for report in before:
        if report.report_id in found:
            continue
        other = next((each for each in left.values() if _one_predicate(report, each)), None)
        if other is not None:
            found[report.report_id] = left.pop(other.report_id)
    return found


def _one_predicate(one: Report, two: Report) -> bool:
    return any(a.overlaps(b) for a in one.evidence.fields.predicate for b in two.evidence.fields.predicate)


def _changes(one: Report, two: Report) -> Iterator[Change]:
    before, after = one.to_dict(), two.to_dict()
    for field in _COMPARED:
        was, now = (_essence(field, each[field]) for each in (before, after))
        if was != now:
            yield Change(field, was, now)


def _essence(field: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_essence(field, each) for each in value]
    if isinstance(value, Mapping) and field in _ESSENCE:
        return {name: value[name] for name in _ESSENCE[field]}
    return value
