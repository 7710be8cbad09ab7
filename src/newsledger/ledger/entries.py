"""What the ledger knows beside the records themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from newsledger.records import CoderVersion, Outlet, Precision, Record, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run(Record):
    """One ingest: who coded, when, of what, and what came of it."""

    run: int
    coder: CoderVersion
    started: datetime
    finished: datetime | None = None
    manifest: dict[str, Any] | None = None
    counts: dict[str, int] | None = None


@dataclass(frozen=True, slots=True)
class DocumentEntry(Record):
    """A document without its text. ``version`` counts the forms in which a page was met, from 1."""

    document_id: str
    source: str
    sha256: str
    url: str | None
    outlet: Outlet | None
    title: str | None
    language: str | None
    published_start: date | None
    published_end: date | None
    published_precision: Precision
    copy_of: str | None
    wire: str | None
    input_id: str | None
    version: int
    superseded_by: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class QuarantineEntry(Record):
    """An input that gave no document, why, and how to mend it; ``run`` met it first."""

    source: str
    sha256: str | None
    reason: str
    mend: str
    run: int


class Verdict(StrEnum):
    """What a person may say: of two records that they are one event or not, of one report that it holds or not.

    ``UNSURE`` takes back what was said before, on two records or on one.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Anchor(Record):
    """A report as it was when judged, so that another coder's report of the same words can be known for it.

    ``start`` and ``end`` bound its sentence in the document's text, ``predicate`` the words of what was done.
    """

    report_id: str
    document_id: str
    type: str
    start: int
    end: int
    predicate: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement(Record):
    """A verdict on one report, or on whether two records belong together; never changed, only followed by another.

    An id is a report's or an event's. A correction names the ``field`` and gives its ``value`` as JSON, in the
    form in which reports are exported; a correction without a value takes an earlier one back. An acceptance
    keeps under ``value`` the fields as they were accepted. The ledger fills in the ``number`` and the anchors of
    the reports that each side stood for.
    """

    left_id: str
    right_id: str | None
    verdict: str
    who: str
    made: datetime
    note: str = ""
    field: str | None = None
    value: str | None = None
    left: tuple[Anchor, ...] = ()
    right: tuple[Anchor, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Ruling(Record):
    """What people's verdicts make of one report: fields that stand in place of the coder's, and who said so."""

    report_id: str
    by: str
    fields: dict[str, Any]
    accepted: bool = False
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Change(Record):
    """A field that two readings of one report give differently, both as JSON-ready values."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference(Record):
    """What became of a report between two runs: ``gone``, ``new`` or ``changed``; an id is null where there is none."""

    kind: str
    document_id: str
    before: str | None
    after: str | None
    sentence: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some records in order; ``cursor`` asks for those that follow and is None at the end."""

    records: tuple[T, ...]
    cursor: str | None
