"""Reports without a date have that of their event, where another report dates it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from newsledger.records import Event, Report, When, WhenBasis


def as_coded(report: Report) -> Report:
    """The report without a date that linking lent it."""
    if report.when.basis is not WhenBasis.LINKED:
        return report
    return replace(report, when=When(text=report.when.text, span=report.when.span))


def lent_dates(events: Iterable[Event], reports: Iterable[Report]) -> dict[str, When]:
    """The event's date for each of its reports that has none, by report id; ``reports`` are as the coder made them.

    Nothing is lent where the event's reports disagree on the date: none of them can then be trusted with it.
    """
    held = {r.report_id: r for r in reports}
    return {each.report_id: when for event in events for each, when in _lent(event, held)}


def _lent(event: Event, held: Mapping[str, Report]) -> Iterator[tuple[Report, When]]:
    told = [held[r] for r in sorted(event.reports) if r in held]
    lender = _lender(event, told)
    if lender is None:
        return
    for report in told:
        if not _dated(report.when):
            yield report, _borrowed(report.when, lender)


def _lender(event: Event, told: Sequence[Report]) -> Report | None:
    """The report that the event has its date from: of those that give it, the one with the smallest id."""
    if not _dated(event.when) or any(c.field == "when" for c in event.conflicts):
        return None
    return next((r for r in told if r.when == event.when), None)


def _dated(when: When) -> bool:
    return when.start is not None or when.end is not None


def _borrowed(own: When, lender: Report) -> When:
    """The lender's days with the words that the borrowing sentence has for them, if it has any."""
    when = lender.when
    reason = f"report {lender.report_id} of the same event is dated so ({when.basis.value})"
    told = f"{reason}; in its own sentence, {own.reason}" if own.reason else reason
    return When(when.start, when.end, when.precision, own.text, own.span, WhenBasis.LINKED, told)
