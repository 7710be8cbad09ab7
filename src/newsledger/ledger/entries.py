"""What the ledger knows beside the records themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from newsledger.records import CoderVersion, Outlet, Precision, Record

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


@dataclass(frozen=True, slots=True)
class Judgement(Record):
    """A verdict on one record, or on whether two belong together; never changed, only followed by another."""

    left_id: str
    right_id: str | None
    verdict: str
    who: str
    made: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some records in order; ``cursor`` asks for those that follow and is None at the end."""

    records: tuple[T, ...]
    cursor: str | None
