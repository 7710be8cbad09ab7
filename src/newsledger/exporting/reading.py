"""Where in a page a report stands, and how the page is cited."""

from __future__ import annotations

import re
from itertools import takewhile

from newsledger.ledger import DocumentEntry
from newsledger.records import Document, Report, ZoneKind

# A sentence ends at a full stop, question or exclamation mark before white space and a capital, digit or quotation
# mark, and at the end of a line; a stop after a single capital ("U.S.") or a short title ("Mr.") ends none.
_END = re.compile(r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9]|\Z)|\n+")


def in_lead(report: Report, page: Document) -> bool:
    """Whether the report stands in a headline or in the first paragraph of the page's own text."""
    zone = next((z for z in page.zones if z.start <= report.evidence.start < z.end), None)
    if zone is None or zone.kind is ZoneKind.HEADLINE:
        return zone is not None
    first = next((z for z in page.zones if z.kind is ZoneKind.BODY), None)
    if first is None or zone.start != first.start:
        return False
    text = page.text[first.start : report.evidence.start]
    return "\n" not in text.strip()


def sentence_number(report: Report, page: Document) -> int:
    """The report's sentence by its place among those of the zones that are coded, from 1; counted by punctuation."""
    before = takewhile(lambda z: z.start <= report.evidence.start, (z for z in page.zones if z.coded))
    *earlier, own = [page.text[z.start : min(z.end, report.evidence.start)] for z in before] or [""]
    whole = sum(_ends(text.strip()) + 1 for text in earlier if text.strip())
    return whole + _ends(own.lstrip()) + 1


def _ends(text: str) -> int:
    return len(_END.findall(text))


def named_source(page: DocumentEntry) -> str:
    """The page's address, else what it is cited by: outlet and title, or the file that it was read from."""
    cited = ", ".join(filter(None, (page.outlet.name if page.outlet else None, page.title)))
    return page.url or cited or page.source
