"""What goes in and out, for OpenAPI. Records are those of ``newsledger.records``."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from newsledger.ledger import DocumentEntry
from newsledger.records import Claim, Event, PartyKind, Report, Story

MOST_DOCUMENTS = 200
LONGEST_TEXT = 5_000_000


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    instance: str | None = None


class EventPage(BaseModel):
    """Some events; ``next`` is the cursor of those that follow, null at the end. Counts are of all that match."""

    records: list[Event]
    next: str | None
    events: int
    reports: int
    documents: int


class ReportPage(BaseModel):
    records: list[Report]
    next: str | None


class ClaimPage(BaseModel):
    records: list[Claim]
    next: str | None


class DocumentPage(BaseModel):
    records: list[DocumentEntry]
    next: str | None


class StoryPage(BaseModel):
    records: list[Story]
    next: str | None


class PartyCount(BaseModel):
    """A party of the ledger with its events."""

    id: str
    name: str
    kind: PartyKind
    country: str | None
    cooperation: int
    conflict: int


class PartyList(BaseModel):
    records: list[PartyCount]


class FacetValue(BaseModel):
    value: str
    events: int


class Facets(BaseModel):
    """Counts by facet, each as if nothing were asked of it."""

    facets: dict[str, list[FacetValue]]


class NewDocument(BaseModel):
    """A page to add: its text, or its HTML. ``date`` is its day of publication, ISO 8601."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = Field(None, max_length=LONGEST_TEXT)
    html: str | None = Field(None, max_length=LONGEST_TEXT)
    id: str | None = Field(None, max_length=300, description="Your own name for it; given back as input_id.")
    date: str | None = Field(None, max_length=60)
    title: str | None = Field(None, max_length=2_000)
    url: str | None = Field(None, max_length=2_000)
    outlet: str | None = Field(None, max_length=300)
    authors: list[str] = Field(default_factory=list, max_length=50)


class NewDocuments(BaseModel):
    model_config = ConfigDict(extra="forbid")

    documents: list[NewDocument] = Field(min_length=1, max_length=MOST_DOCUMENTS)


class NewJudgement(BaseModel):
    """What a person says: of one report (accept, reject, correct), or of two records (same, different, unsure)."""

    model_config = ConfigDict(extra="forbid")

    verdict: str = Field(max_length=20, description="accept, reject, correct, same, different or unsure")
    left_id: str = Field(min_length=1, max_length=100)
    right_id: str | None = Field(None, min_length=1, max_length=100)
    field: str | None = Field(None, max_length=40)
    value: str | None = Field(None, max_length=2_000)
    note: str = Field("", max_length=2_000)


class JobOut(BaseModel):
    job_id: str
    kind: str
    state: str = Field(description="waiting, running, done or failed")
    who: str
    made: str
    finished: str | None
    outcome: dict[str, Any]


class JudgementOut(BaseModel):
    number: int
    left_id: str
    right_id: str | None
    verdict: str
    who: str
    made: str
    note: str
    field: str | None
    value: str | None


class AuditLine(BaseModel):
    entry: int
    made: str
    who: str
    action: str
    subject: str
    detail: dict[str, Any]
    seal: str


class AuditList(BaseModel):
    records: list[AuditLine]


class JudgementList(BaseModel):
    records: list[JudgementOut]
