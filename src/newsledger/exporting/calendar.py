"""iCalendar (RFC 5545) of what is planned: a whole day, or days, for each event that was announced."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import BinaryIO

from icalendar import Calendar
from icalendar import Event as Entry

from newsledger import __version__
from newsledger.exporting.sentences import headline
from newsledger.exporting.source import Source, day_of
from newsledger.ledger import Told
from newsledger.records import Event, Factuality, PlanStatus

_STATUS = {
    PlanStatus.PENDING: "TENTATIVE",
    PlanStatus.HELD: "CONFIRMED",
    PlanStatus.POSTPONED: "TENTATIVE",
    PlanStatus.CANCELLED: "CANCELLED",
    PlanStatus.NEVER: "CANCELLED",
}


def write(source: Source, out: BinaryIO) -> int:
    """Writes one calendar, held in memory, and gives the number of its entries."""
    calendar = Calendar()
    calendar.add("prodid", f"-//newsledger {__version__}//EN")
    calendar.add("version", "2.0")
    number = 0
    for told in source.told():
        day = day_of(told.event.when)
        if told.event.plan is None and told.event.factuality is not Factuality.PLANNED:
            source.left_out["that nobody announced"] += 1
        elif day is None:
            source.left_out["without a date that is known to the month"] += 1
        else:
            calendar.add_component(_entry(told, day))
            number += 1
    out.write(calendar.to_ical())
    return number


def _entry(told: Told, day: date) -> Entry:
    event, entry = told.event, Entry()
    entry.add("uid", f"{event.event_id}@newsledger")
    entry.add("dtstamp", _noticed(event, day))
    entry.add("dtstart", day)
    # The end is the first day that is no longer part of it.
    entry.add("dtend", (event.when.end or day) + timedelta(days=1))
    entry.add("summary", headline(event))
    entry.add("description", "\n".join(dict.fromkeys(report.evidence.sentence for report in told.reports)))
    entry.add("status", _STATUS[event.plan.status] if event.plan else "TENTATIVE")
    entry.add("categories", [event.type.value])
    _place(entry, event)
    if url := next((page.url for page in told.pages if page.url), None):
        entry.add("url", url)
    return entry


def _noticed(event: Event, day: date) -> datetime:
    """When it was first reported, so that the same ledger gives the same calendar."""
    first = event.first_reported or day
    return datetime(first.year, first.month, first.day, tzinfo=UTC)


def _place(entry: Entry, event: Event) -> None:
    if event.where:
        entry.add("location", event.where.name)
        if event.where.lat is not None and event.where.lon is not None:
            entry.add("geo", (event.where.lat, event.where.lon))
