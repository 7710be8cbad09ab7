"""Pages without a date, dated by events that they share with dated pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from newsledger.linking.copies import coded_text
from newsledger.linking.knowledge import weights
from newsledger.linking.wording import folded
from newsledger.records import DateBasis, Document, Event, Factuality, Precision, Published, Report, WhenBasis
from newsledger.times.knowledge import word_categories

_HAPPENED = frozenset({Factuality.ACTUAL, Factuality.ONGOING})
_NEAR = 60  # characters between a cue such as "next week" and the day that it speaks of
_MONTH_DAY = re.compile(r"\b([a-z]{3,9})\.?\s+(\d{1,2})\b(\s*,?\s*(?:19|20)\d\d)?")


def undated(document: Document) -> bool:
    """Whether linking may date the page: nothing else has."""
    return document.published.start is None or document.published.basis is DateBasis.LINKED


def linked_dates(
    events: Iterable[Event], documents: Iterable[Document], reports: Iterable[Report]
) -> dict[str, Published]:
    """Intervals, after the latest shared past event, for undated pages that share one with another page.

    An end is given only where the page itself names a coming day ("next week, May 3"); else it stays open.
    """
    waiting = {d.document_id: d for d in documents if undated(d)}
    page = {r.report_id: r.document_id for r in reports}
    latest: dict[str, Event] = {}
    for event in sorted(events, key=lambda e: (e.when.end or date.min, e.event_id)):
        if _dates(event):
            latest.update({page[r]: event for r in event.reports if page.get(r) in waiting})
    return {each: _published(waiting[each], event) for each, event in sorted(latest.items())}


def _dates(event: Event) -> bool:
    return event.documents > 1 and event.factuality in _HAPPENED and event.when.end is not None and _solid(event)


def _solid(event: Event) -> bool:
    return event.when.basis in (WhenBasis.TEXT, WhenBasis.DOCUMENT)


def _published(document: Document, event: Event) -> Published:
    end = event.when.end or date.min
    told = f"it tells of event {event.event_id}, which other pages date {event.when.start} to {end}"
    for day, cue, before in _coming_days(document, end):
        start, stop = (day - timedelta(days=d) for d in before)
        if stop >= end:
            reason = f'{told}; it was printed before {day}, which it calls "{cue}"'
            return Published(max(start, end), stop, Precision.INTERVAL, DateBasis.LINKED, reason)
    return Published(end, None, Precision.INTERVAL, DateBasis.LINKED, told)


def _coming_days(document: Document, after: date) -> Iterator[tuple[date, str, tuple[int, int]]]:
    """Days without a year that stand beside a cue, each in the first year that puts it after the event."""
    text = folded(coded_text(document))
    for cue, before in weights().undated.items():
        for found in re.finditer(rf"\b{re.escape(cue)}\b", text):
            window = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            at = min(found.start(), _NEAR)
            days = (m for m in _MONTH_DAY.finditer(window) if _month(m[1]))
            near = min(days, key=lambda m: abs(m.start() - at), default=None)
            day = _next(_month(near[1]), int(near[2]), after) if near and not near[3] else None
            if day is not None:
                yield day, cue, before


def _month(word: str) -> int:
    """The number of the month, none where the word names no month."""
    category, number = word_categories().get(word, ("", 0))
    return int(number) if category in ("month", "month_abbr") else 0


def _next(month: int, day: int, after: date) -> date | None:
    for year in (after.year, after.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found >= after:
            return found
    return None


def with_dates(documents: Sequence[Document], dates: Mapping[str, Published]) -> tuple[Document, ...]:
    """The documents whose date these change, with it; one that lost its link is undated again."""
    found = []
    for document in documents:
        new = dates.get(document.document_id, Published())
        if undated(document) and new != document.published and (document.document_id in dates or _linked(document)):
            found.append(replace(document, published=new))
    return tuple(found)


def _linked(document: Document) -> bool:
    return document.published.basis is DateBasis.LINKED
