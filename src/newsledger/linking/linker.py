"""Linking as a whole: from reports to events, and from a ledger to its events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from newsledger.ledger import Judgement, Ledger, Query
from newsledger.ledger.reading_back import ruled_report
from newsledger.linking.clustering import group
from newsledger.linking.copies import Copy, CopyKind, find_copies, roots
from newsledger.linking.dating import linked_dates, with_dates
from newsledger.linking.events import event_of
from newsledger.linking.judging import Rulings, rulings
from newsledger.linking.lending import as_coded, lent_dates
from newsledger.linking.outlook import seen
from newsledger.linking.plans import with_plans
from newsledger.linking.settling import settled_dates
from newsledger.linking.signs import signs
from newsledger.linking.storytelling import stories, with_stories
from newsledger.linking.versions import with_history
from newsledger.records import Document, Event, Published, Record, Report


@dataclass(frozen=True, slots=True)
class LinkSummary(Record):
    """What linking found.

    ``dated`` pages had no date and now have one that rests on shared events; so have ``lent`` reports. ``judged``
    reports stand as people have corrected, accepted or rejected them; ``waiting`` counts verdicts on reports
    that the present coder does not make.
    """

    reports: int
    events: int
    shared: int
    copies: int
    dated: int
    lent: int
    stories: int
    plans: int
    judged: int
    waiting: int


def cluster(
    reports: Iterable[Report], documents: Iterable[Document], judgements: Iterable[Judgement] = ()
) -> tuple[Event, ...]:
    """The events behind the reports, by day and id; the order of what is given makes no difference.

    Reports whose document is missing are linked by their fields alone. A date that an earlier
    linking lent to a report is not taken for its own.
    """
    pages = {d.document_id: d for d in documents}
    held = tuple(map(as_coded, reports))
    said = rulings(judgements, held)
    return _events(_ruled(held, said), pages, said, find_copies(pages.values()))


def _ruled(reports: Iterable[Report], said: Rulings) -> tuple[Report, ...]:
    """The reports as people have corrected them, less those rejected."""
    ruled = said.reports
    kept = (r for r in reports if r.report_id not in ruled or not ruled[r.report_id].rejected)
    return tuple(ruled_report(r, ruled[r.report_id]) if r.report_id in ruled else r for r in kept)


def _events(
    reports: Iterable[Report], pages: Mapping[str, Document], said: Rulings, copies: Iterable[Copy]
) -> tuple[Event, ...]:
    compared = signs(seen(reports, pages), pages)
    first = roots(pages.values(), (c for c in copies if c.kind is not CopyKind.PART))
    groups = group(compared, said.pairs)
    found = sorted((event_of(each, pages, first) for each in groups), key=_order)
    planned = with_plans(found, {s.id: s.report for s in compared})
    return with_stories(planned, stories(planned))


def _order(event: Event) -> tuple[date, str]:
    return event.when.start or date.max, event.event_id


def link(ledger: Ledger) -> LinkSummary:
    """Finds copies, events, stories and the dates of undated pages and reports, and writes them to the ledger.

    Everything that an earlier linking wrote is found anew, so that the result depends on the
    documents alone and not on the order in which they came.
    """
    newest, documents = ledger.superseded(), tuple(ledger.documents())
    pages = {d.document_id: d for d in documents}
    coded, former = _by_version(ledger, newest)
    said = rulings(ledger.judgements(), coded)
    reports, copies = _ruled(coded, said), find_copies(documents)
    linked = _events(reports, pages, said, copies)
    found = with_history(linked, {r.report_id: r for r in reports}, former, newest, pages)
    dates = linked_dates(found, documents, reports)
    lent = {**lent_dates(found, reports), **settled_dates(reports, dates)}
    ledger.amend_documents(_amended(documents, copies, dates))
    told = stories(found)
    ledger.replace_events(found, lent, said.reports, told)
    return LinkSummary(
        reports=len(coded),
        events=len(found),
        shared=sum(e.documents > 1 for e in found),
        copies=len(copies),
        dated=len(dates),
        lent=len(lent),
        stories=len(told),
        plans=sum(e.plan is not None for e in found),
        judged=len(said.reports),
        waiting=said.waiting,
    )


def _by_version(ledger: Ledger, newest: Mapping[str, str]) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """Reports of pages as they stand, and of earlier versions."""
    held = tuple(ledger.coded_reports(Query(rejected=True, superseded=True)))
    return (
        tuple(r for r in held if r.document_id not in newest),
        tuple(r for r in held if r.document_id in newest),
    )


def _amended(
    documents: Iterable[Document], copies: Iterable[Copy], dates: Mapping[str, Published]
) -> tuple[Document, ...]:
    """Documents whose copy or date linking sees otherwise than the ledger does."""
    held = tuple(documents)
    of = {c.document_id: c.copy_of for c in copies if c.kind is not CopyKind.VERSION}
    dated = {d.document_id: d for d in with_dates(held, dates)}
    now = [replace(dated.get(d.document_id, d), copy_of=of.get(d.document_id)) for d in held]
    return tuple(new for new, old in zip(now, held, strict=True) if new != old)
