"""What a page cannot know has happened: events on days after its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from newsledger.records import DateBasis, Document, Factuality, Report, WhenBasis

_TOLD_AS_FACT = frozenset({Factuality.ACTUAL, Factuality.ONGOING})


def foreseen(reports: Iterable[Report], pages: Mapping[str, Document]) -> tuple[Report, ...]:
    """The reports, with those as planned whose stated day lies after their page's; who judged one knows better."""
    return tuple(replace(r, factuality=Factuality.PLANNED) if _ahead(r, pages) else r for r in reports)


def _ahead(report: Report, pages: Mapping[str, Document]) -> bool:
    page, when = pages.get(report.document_id), report.when
    if page is None or report.judged_by or report.factuality not in _TOLD_AS_FACT:
        return False
    printed = page.published
    # A page that linking dated has its date from events, and may not date them in turn.
    if printed.end is None or printed.basis is DateBasis.LINKED or when.basis is not WhenBasis.TEXT:
        return False
    return when.start is not None and when.start > printed.end
