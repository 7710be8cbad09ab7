"""What a citation of a result set names: the pages behind its events, and the set itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from newsledger import __version__
from newsledger.exporting.source import Source
from newsledger.records import Document, Precision


@dataclass(frozen=True, slots=True)
class ResultSet:
    """The set as a work of its own: what was asked, with what it was coded, and how much it holds."""

    key: str
    title: str
    version: str
    note: str


@dataclass(frozen=True, slots=True)
class CitedPage:
    """A page as works cite it; the day, month or year is None where the page's date does not reach so far."""

    key: str
    title: str
    authors: tuple[str, ...]
    outlet: str | None
    url: str | None
    source: str
    language: str | None
    year: int | None
    month: int | None
    day: int | None


def works(source: Source) -> tuple[ResultSet, list[CitedPage]]:
    """The set, and each page behind its events once, by date and id."""
    events, coders, ids = 0, dict[str, None](), dict[str, None]()
    for told in source.told():
        events += 1
        for report in told.reports:
            ids[report.document_id] = None
            coders[f"{report.coder.name} {report.coder.version}, codebook {report.coder.codebook}"] = None
    pages = sorted((source.page(each) for each in ids), key=_order)
    return _set(source, events, list(coders), len(ids)), list(_cited(pages))


def _order(page: Document) -> tuple[date, str]:
    return page.published.start or date.max, page.document_id


def _set(source: Source, events: int, coders: list[str], pages: int) -> ResultSet:
    asked = source.words() or "all events"
    digest = hashlib.sha256(f"{asked}|{coders}|{events}|{pages}".encode()).hexdigest()[:8]
    note = f"{events} events from {pages} pages; asked for: {asked}; coded by {' and '.join(coders) or 'nobody'}"
    return ResultSet(f"newsledger{digest}", "Political events read from news pages", __version__, note)


def _cited(pages: list[Document]) -> Iterator[CitedPage]:
    for page in pages:
        day = page.published.start
        fine = page.published.precision
        known = day is not None and fine in (Precision.MINUTE, Precision.DAY)
        yield CitedPage(
            key=f"page{page.document_id}",
            title=page.title or "Untitled page",
            authors=page.authors,
            outlet=page.outlet.name if page.outlet else None,
            url=page.url,
            source=page.source,
            language=page.language,
            year=day.year if day else None,
            month=day.month if day and (known or fine is Precision.MONTH) else None,
            day=day.day if day and known else None,
        )
