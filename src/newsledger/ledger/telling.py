"""Events together with what stands behind them, many at a time: one question for a group of them, not one for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, select

from newsledger.ledger.entries import DocumentEntry
from newsledger.ledger.reading_back import entry, entry_columns, report
from newsledger.ledger.schema import documents, reports
from newsledger.records import Event, Report

# SQLite takes some thousands of values in one question; an event seldom has more than ten reports.
_EVENTS_AT_ONCE = 200
_VALUES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Told:
    """An event, its reports in the event's order, and their pages in the order in which the reports name them."""

    event: Event
    reports: tuple[Report, ...]
    pages: tuple[DocumentEntry, ...]

    def page_of(self, told: Report) -> DocumentEntry:
        """The page that a report of this event was read from."""
        return next(page for page in self.pages if page.document_id == told.document_id)


def tell(connection: Connection, events: Iterable[Event]) -> Iterator[Told]:
    """The events in the order given, each with its reports and pages."""
    waiting = iter(events)
    while group := list(islice(waiting, _EVENTS_AT_ONCE)):
        told = _reports(connection, [each for event in group for each in event.reports])
        pages = _pages(connection, dict.fromkeys(each.document_id for each in told.values()))
        yield from (_told(event, told, pages) for event in group)


def _told(event: Event, told: Mapping[str, Report], pages: Mapping[str, DocumentEntry]) -> Told:
    mine = tuple(told[each] for each in event.reports if each in told)
    named = dict.fromkeys(each.document_id for each in mine)
    return Told(event, mine, tuple(pages[each] for each in named))


def _reports(connection: Connection, wanted: Iterable[str]) -> dict[str, Report]:
    found: dict[str, Report] = {}
    for some in _some(wanted):
        rows = connection.execute(select(reports).where(reports.c.report_id.in_(some))).all()
        found.update((row.report_id, report(row)) for row in rows)
    return found


def _pages(connection: Connection, wanted: Iterable[str]) -> dict[str, DocumentEntry]:
    found: dict[str, DocumentEntry] = {}
    for some in _some(wanted):
        rows = connection.execute(select(*entry_columns()).where(documents.c.document_id.in_(some))).all()
        found.update((row.document_id, entry(row)) for row in rows)
    return found


def _some(values: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(values)
    while group := list(islice(waiting, _VALUES_AT_ONCE)):
        yield group
