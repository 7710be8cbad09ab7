"""The reader: a stored page with its zones, and the characters behind each field."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsledger.desk.serving.answers import Answer, Asked, Table, page
from newsledger.desk.serving.marks import Mark, Piece, cut, marks_of
from newsledger.desk.serving.problems import missing
from newsledger.errors import QueryError
from newsledger.exporting import columns_of, flat
from newsledger.ledger import Query
from newsledger.records import Claim, Document, Report, Span, Zone, ZoneKind

_PARAGRAPH = re.compile(r"[^\n]+")
_FOLDED = frozenset({ZoneKind.COMMENT, ZoneKind.BOILERPLATE, ZoneKind.PROMOTION})
_MOST = 400_000  # characters of a page shown at once


@dataclass(frozen=True, slots=True)
class Block:
    """A zone of the page with its paragraphs; one that is not the page's own news is folded."""

    zone: Zone
    paragraphs: tuple[tuple[Piece, ...], ...]
    folded: bool
    characters: int


def reader(asked: Asked) -> Answer:
    """The page of a document."""
    document = _document(asked)
    query = Query(document=document.document_id, superseded=True)
    reports = sorted(asked.desk.ledger.reports(query), key=lambda r: r.evidence.start)
    claims = sorted(asked.desk.ledger.claims(query), key=lambda c: c.span)
    context = {
        "document": document,
        "blocks": tuple(_blocks(document, reports)),
        "reports": reports,
        "claims": claims,
        "first": _first_marks(reports),
        "line": asked.desk.lines([document.document_id])[document.document_id],
        "cut_at": _MOST if len(document.text) > _MOST else None,
        "versions": _versions(asked, document),
    }
    return Answer(
        "reader.html",
        context,
        lambda: _data(document, reports, claims),
        lambda: Table([c.name for c in columns_of("reports")], (flat("reports", r.to_dict()) for r in reports)),
    )


def _document(asked: Asked) -> Document:
    wanted = asked.named("document_id")
    try:
        found = asked.desk.ledger.document(wanted)
    except QueryError:
        raise missing("document", wanted) from None
    if found.document_id != wanted:
        raise missing("document", wanted)
    return found


def _data(document: Document, reports: Sequence[Report], claims: Sequence[Claim]) -> dict[str, object]:
    return {
        "document": document.to_dict(),
        "reports": [report.to_dict() for report in reports],
        "claims": [claim.to_dict() for claim in claims],
    }


def _blocks(document: Document, reports: Sequence[Report]) -> Iterator[Block]:
    marks = sorted((m for r in reports for m in marks_of(r.evidence, r.report_id)), key=lambda m: m.span)
    left = _MOST
    for zone in document.zones:
        whole = Span(zone.start, min(zone.end, zone.start + left))
        if document.text[whole.start : whole.end].strip():
            paragraphs = tuple(_paragraphs(document.text, whole, marks))
            yield Block(zone, paragraphs, zone.kind in _FOLDED, whole.end - whole.start)
        left -= whole.end - whole.start
        if left <= 0:
            return


def _paragraphs(text: str, whole: Span, marks: Sequence[Mark]) -> Iterator[tuple[Piece, ...]]:
    starts = [mark.span.start for mark in marks]
    for line in _PARAGRAPH.finditer(text, whole.start, whole.end):
        span = Span(*line.span())
        if line.group().strip():
            # Marks are short, so none that began long before the line can reach into it.
            first = bisect_left(starts, span.start - _LONGEST_MARK)
            yield cut(text, span, marks[first : bisect_left(starts, span.end)])


_LONGEST_MARK = 5_000


def _first_marks(reports: Sequence[Report]) -> dict[str, dict[str, int]]:
    """Where each field's words begin, by report, so that a click leads to them."""
    return {
        report.report_id: {
            field: min(span[0] for span in spans)
            for field in ("predicate", "actor", "recipient", "when", "where", "attribution")
            if (spans := getattr(report.evidence.fields, field))
        }
        for report in reports
    }


def _versions(asked: Asked, document: Document) -> list[str]:
    """Ids of the pages that this one was copied from or followed by."""
    line = asked.desk.lines([document.document_id])[document.document_id]
    return [each for each in (document.copy_of, line.superseded_by) if each]


ROUTES = page("/documents/{document_id}", reader)
