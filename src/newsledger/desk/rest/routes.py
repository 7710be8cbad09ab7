"""The routes under /api/v1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from newsledger.desk.asking.selecting import parties_named
from newsledger.desk.asking.summing import leanings
from newsledger.desk.asking.wanted import FACETS, Wanted
from newsledger.desk.rest import models as m
from newsledger.desk.rest.asked import (
    Admin,
    ClaimsAsked,
    DocumentsAsked,
    Limit,
    Reader,
    ReportsAsked,
    Reviewer,
    StoriesAsked,
    TheDesk,
    Words,
    wanted,
)
from newsledger.desk.serving.answers import dumped
from newsledger.desk.serving.problems import missing
from newsledger.desk.serving.worker import Worker, now
from newsledger.errors import QueryError
from newsledger.ledger import Judgement, Page, work
from newsledger.ledger.work import JobKind
from newsledger.records import Claim, Document, Event, Report, Story

router = APIRouter(prefix="/api/v1")


class Json(Response):
    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return dumped(content)


def _page(found: Page[Any]) -> Json:
    return Json({"records": [record.to_dict() for record in found.records], "next": found.cursor})


def _one(find: Callable[[str], Any], what: str, wanted_id: str) -> Json:
    """The record of exactly this id."""
    try:
        found = find(wanted_id)
    except QueryError:
        raise missing(what, wanted_id) from None
    plain = found.to_dict()
    if plain[f"{what}_id"] != wanted_id:
        raise missing(what, wanted_id)
    return Json(plain)


Search = Annotated[Wanted, Depends(wanted)]


@router.get("/events", response_model=m.EventPage, tags=["events"])
def list_events(desk: TheDesk, who: Reader, search: Search) -> Response:
    """Events, a page of them, with the filters of the search."""
    found, events, cursor = desk.page(desk.read(search)[0])
    counts = {"events": found.events, "reports": found.reports, "documents": found.documents}
    return Json({"records": [event.to_dict() for event in events], "next": cursor, **counts})


@router.get("/facets", response_model=m.Facets, tags=["events"])
def count_facets(desk: TheDesk, who: Reader, search: Search) -> Response:
    """How many events each value of each facet would give."""
    found = desk.find(desk.read(search)[0])
    counted = {
        name: [{"value": each.value, "events": each.events} for each in found.counts(name, 50)] for name in FACETS
    }
    return Json({"facets": counted})


@router.get("/events/{event_id}", response_model=Event, tags=["events"])
def get_event(desk: TheDesk, who: Reader, event_id: str) -> Response:
    """One event."""
    return _one(desk.ledger.event, "event", event_id)


@router.get("/reports", response_model=m.ReportPage, tags=["reports"])
def list_reports(desk: TheDesk, who: Reader, asked: Annotated[ReportsAsked, Query()]) -> Response:
    """Reports: each is one document's sentence about an event."""
    return _page(desk.ledger.page_of_reports(asked.question()))


@router.get("/reports/{report_id}", response_model=Report, tags=["reports"])
def get_report(desk: TheDesk, who: Reader, report_id: str) -> Response:
    """One report."""
    return _one(desk.ledger.report, "report", report_id)


@router.get("/claims", response_model=m.ClaimPage, tags=["claims"])
def list_claims(desk: TheDesk, who: Reader, asked: Annotated[ClaimsAsked, Query()]) -> Response:
    """Who said what."""
    return _page(desk.ledger.page_of_claims(asked.question()))


@router.get("/claims/{claim_id}", response_model=Claim, tags=["claims"])
def get_claim(desk: TheDesk, who: Reader, claim_id: str) -> Response:
    """One claim."""
    return _one(desk.ledger.claim, "claim", claim_id)


@router.get("/stories", response_model=m.StoryPage, tags=["stories"])
def list_stories(desk: TheDesk, who: Reader, asked: Annotated[StoriesAsked, Query()]) -> Response:
    """Chains of events, by first day."""
    return _page(desk.ledger.page_of_stories(asked.question()))


@router.get("/stories/{story_id}", response_model=Story, tags=["stories"])
def get_story(desk: TheDesk, who: Reader, story_id: str) -> Response:
    """One story."""
    return _one(desk.ledger.story, "story", story_id)


@router.get("/documents", response_model=m.DocumentPage, tags=["documents"])
def list_documents(desk: TheDesk, who: Reader, asked: Annotated[DocumentsAsked, Query()]) -> Response:
    """Documents without their text."""
    return _page(desk.ledger.entries(asked.question()))


@router.get("/documents/{document_id}", response_model=Document, tags=["documents"])
def get_document(desk: TheDesk, who: Reader, document_id: str) -> Response:
    """One document, with its text and zones."""
    return _one(desk.ledger.document, "document", document_id)


@router.get("/parties", response_model=m.PartyList, tags=["parties"])
def list_parties(desk: TheDesk, who: Reader, q: Words = None, limit: Limit = 50) -> Response:
    """Parties of the ledger, those with most events first."""
    columns = desk.columns()
    good, bad = leanings(columns.sides, columns, np.ones(len(columns), bool), len(columns.parties))
    total = np.where(parties_named(columns, q), good + bad, 0) if q else good + bad
    best = np.lexsort((np.arange(len(total)), -total))[:limit]
    rows = [(columns.parties[at], int(good[at]), int(bad[at])) for at in best if total[at]]
    return Json({"records": [_party(*row) for row in rows]})


def _party(party: Any, cooperation: int, conflict: int) -> dict[str, Any]:
    plain = {"id": party.key, "name": party.name, "kind": party.kind, "country": party.country}
    return {**plain, "cooperation": cooperation, "conflict": conflict}


# Writing


@router.post("/documents", response_model=m.JobOut, status_code=202, tags=["documents"])
def add_documents(request: Request, who: Admin, given: m.NewDocuments) -> Response:
    """Adds pages, which are coded beside; the answer is the job to ask for."""
    rows = [each.model_dump(exclude_none=True, exclude_defaults=True) for each in given.documents]
    if any(not (row.get("text") or row.get("html")) for row in rows):
        raise QueryError("A document has neither text nor html", mend="Give one of them for each.")
    worker: Worker = request.app.state.worker
    job = worker.ask(JobKind.DOCUMENTS, who.name, rows)
    return Json(job.to_dict(), status_code=202, headers={"location": f"/api/v1/jobs/{job.job_id}"})


@router.get("/jobs/{job_id}", response_model=m.JobOut, tags=["documents"])
def get_job(desk: TheDesk, who: Reader, job_id: str) -> Response:
    """How far a job is, and what came of it."""
    with desk.ledger.reading() as connection:
        job = work.find(connection, job_id)
    if job is None:
        raise missing("job", job_id)
    return Json(job.to_dict())


@router.get("/judgements", response_model=m.JudgementList, tags=["review"])
def list_judgements(
    desk: TheDesk, who: Reader, of: Annotated[str | None, Query(max_length=100)] = None, limit: Limit = 50
) -> Response:
    """People's verdicts, the latest first; ``of`` keeps those on one record."""
    held = [j for j in reversed(desk.ledger.judgements()) if of in (None, j.left_id, j.right_id)]
    return Json({"records": [_judgement(each) for each in held[:limit]]})


_SAID = ("number", "left_id", "right_id", "verdict", "who", "made", "note", "field", "value")


def _judgement(each: Judgement) -> dict[str, Any]:
    plain = each.to_dict()
    return {name: plain[name] for name in _SAID}


@router.get("/audit", response_model=m.AuditList, tags=["review"])
def list_changes(desk: TheDesk, who: Admin, limit: Limit = 50) -> Response:
    """Who changed what, the latest first."""
    return Json({"records": [each.to_dict() for each in reversed(desk.ledger.audit()[-limit:])]})


@router.post("/judgements", response_model=m.JudgementOut, status_code=201, tags=["review"])
def add_judgement(request: Request, desk: TheDesk, who: Reviewer, given: m.NewJudgement) -> Response:
    """Adds a verdict; events are linked anew beside, as it says."""
    from newsledger.linking import judge

    kept = judge(
        desk.ledger, given.verdict, given.left_id, given.right_id, who=who.name, made=now(), field=given.field,
        value=given.value, note=given.note,
    )  # fmt: skip
    worker: Worker = request.app.state.worker
    worker.ask(JobKind.LINK, who.name)
    return Json(_judgement(kept), status_code=201)
