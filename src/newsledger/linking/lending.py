"""Reports without a date have that of their event, where another report dates it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from newsledger.records import Event, Report, When, WhenBasis


def as_coded(report: Report) -> Report:
    """The report without a date that linking lent it."""
    if report.when.basis is not WhenBasis.LINKED:
        return report
    return replace(report, when=When(text=report.when.text, span=report.when.span))


def lent_dates(events: Iterable[Event], reports: Iterable[Report]) -> dict[str, When]:
    """The event's date for each of its reports that has none, by report id; ``reports`` are as the coder made them.

    The lender is a report on another page: what the report's own page tells of its date, the coder has weighed
    already. Nothing is lent where the event's date is open at one end, or its reports disagree on it.
    """
    held = {r.report_id: r for r in reports}
    return {each: when for event in events if _firm(event) for each, when in _lent(event, held)}


def _firm(event: Event) -> bool:
    known = event.when.start is not None and event.when.end is not None
    return known and event.documents > 1 and not any(c.field == "when" for c in event.conflicts)


def _lent(event: Event, held: Mapping[str, Report]) -> Iterator[tuple[str, When]]:
    told = [held[r] for r in sorted(event.reports) if r in held]
    lenders = [r for r in told if (r.when.start, r.when.end) == (event.when.start, event.when.end)]
    for report in told:
        lender = next((r for r in lenders if r.document_id != report.document_id), None)
        if lender and report.when.start is None and report.when.end is None:
            yield report.report_id, _borrowed(report.when, lender)


def _borrowed(own: When, lender: Report) -> When:
    """The lender's days with the words that the borrowing sentence has for them, if it has any."""
    when = lender.when
    reason = f"report {lender.report_id} of the same event is dated so ({when.basis.value})"
    told = f"{reason}; in its own sentence, {own.reason}" if own.reason else reason
    return When(when.start, when.end, when.precision, own.text, own.span, WhenBasis.LINKED, told)
