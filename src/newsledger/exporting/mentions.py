"""GDELT 2.0 Mentions: 16 columns, tab-separated, without a header; one row for each report of each pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO
from urllib.parse import urlsplit

from newsledger.columns import Cell
from newsledger.exporting import codes, tabs
from newsledger.exporting.dyads import dyads
from newsledger.exporting.gdelt import coded, stamp
from newsledger.exporting.reading import named_source, sentence_number
from newsledger.exporting.source import Source
from newsledger.ledger import DocumentEntry, Told
from newsledger.records import Document, Report, Span

COLUMNS = (
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
)


def write(source: Source, out: BinaryIO) -> int:
    """Writes the rows and gives their number; offsets count characters of the page as it is stored, from 0."""
    return tabs.write(_rows(source), out, COLUMNS, header=False)


def _rows(source: Source) -> Iterator[dict[str, Cell]]:
    for told, _code in coded(source):
        mentions = [_mention(each, told, source.page(each.document_id)) for each in told.reports]
        for dyad in dyads(told.event):
            yield from ({"GLOBALEVENTID": dyad.number, **each} for each in mentions)


def _mention(report: Report, told: Told, document: Document) -> dict[str, Cell]:
    page, fields = told.page_of(report), report.evidence.fields
    return {
        "EventTimeDate": stamp(told.event.first_reported),
        "MentionTimeDate": stamp(page.published_start),
        "MentionType": codes.table("gdelt")["mention_types"]["web" if page.url else "citation"],
        "MentionSourceName": _source_name(page),
        "MentionIdentifier": named_source(page),
        "SentenceID": sentence_number(report, document),
        "Actor1CharOffset": _offset(fields.actor),
        "Actor2CharOffset": _offset(fields.recipient),
        "ActionCharOffset": _offset(fields.predicate),
        # Events are read from the page's own words, never from words put in their place.
        "InRawText": 1,
        "Confidence": round(report.confidence * 100),
        "MentionDocLen": len(document.text),
    }


def _source_name(page: DocumentEntry) -> str:
    """The domain of a page of the web, else the outlet's name."""
    host = urlsplit(page.url).hostname if page.url else None
    return (host or "").removeprefix("www.") or (page.outlet.name if page.outlet else "")


def _offset(spans: Sequence[Span]) -> int | None:
    return spans[0].start if spans else None
