"""Times that a page told before its own date was known, resolved once linking has dated the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newsledger.records import Factuality, Published, Report, When, WhenBasis
from newsledger.times.anchors import Direction
from newsledger.times.calendars import precision_of
from newsledger.times.reader import resolve_words

_SIDES = {
    Factuality.ACTUAL: Direction.PAST,
    Factuality.ONGOING: Direction.PAST,
    Factuality.ATTEMPTED: Direction.PAST,
    Factuality.PLANNED: Direction.FUTURE,
}


def settled_dates(reports: Iterable[Report], dates: Mapping[str, Published]) -> dict[str, When]:
    """Dates, by report id, for reports whose words ("on Wednesday") were open because their page had no date.

    ``dates`` are those that linking gives pages. Words that come to different days within the
    page's interval stay open.
    """
    found = ((r.report_id, _settled(r, dates[r.document_id])) for r in reports if r.document_id in dates)
    return {each: when for each, when in found if when is not None}


def _settled(report: Report, published: Published) -> When | None:
    own = report.when
    if own.start is not None or own.end is not None or own.text is None:
        return None
    days = resolve_words(own.text, published, _SIDES.get(report.factuality, Direction.NEAREST))
    if days is None:
        return None
    reason = f'"{own.text}" comes to this on a page of {published.start} to {published.end}, as linking dates it'
    return When(days.start, days.end, precision_of(days), own.text, own.span, WhenBasis.LINKED, reason)
