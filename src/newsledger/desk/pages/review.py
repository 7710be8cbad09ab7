"""Review: what to look at next, what people said, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

import orjson
from starlette.responses import Response

from newsledger.desk.serving.answers import Answer, Asked, Table, act, back_to, page
from newsledger.desk.serving.judged import ORDERS, agreements, judged_by, queue
from newsledger.desk.serving.marks import Piece, cut, marks_of
from newsledger.desk.serving.problems import missing
from newsledger.desk.serving.state import PageLine
from newsledger.desk.serving.worker import Worker, now
from newsledger.errors import QueryError
from newsledger.ledger import Judgement, Verdict
from newsledger.ledger.work import JobKind
from newsledger.records import Document, Event, Report, Span

CORRECTED = ("type", "modes", "factuality", "when", "where", "actor", "recipient", "toll.dead", "toll.injured",
             "toll.arrested", "toll.displaced")  # fmt: skip
_AROUND = 400  # characters of the page shown before and after the sentence
_AT_ONCE = 20
_FARTHEST = 2_000  # events of the queue looked through for one that is not judged yet
_HISTORY = 200
_SPLIT_FROM = 20


@dataclass(frozen=True, slots=True)
class Item:
    """A report to be judged, in its words and its event."""

    report: Report
    event: Event
    page: PageLine | None
    pieces: tuple[Piece, ...]


def review(asked: Asked) -> Answer:
    """The next report of the queue."""
    by, at = asked.given("by") or ORDERS[0], _number(asked.given("at") or "0")
    if by not in ORDERS:
        raise QueryError(f"Unknown order: {by!r}", mend=f"Choose from {', '.join(ORDERS)}.")
    said = asked.desk.ledger.judgements()
    item = _item(asked, by, judged_by(said, asked.visitor.name), at)
    context = {
        "by": by,
        "at": at,
        "orders": ORDERS,
        "item": item,
        "fields": CORRECTED,
        "mine": [j for j in reversed(said) if j.who == asked.visitor.name][:8],
        "here": f"/review?{urlencode({'by': by, 'at': at})}",
        "done": _done(said, asked.given("done")),
    }
    data = {"by": by, "at": at, "report": item.report.to_dict() if item else None}
    names = ("report_id", "event_id", "type", "confidence", "sentence")
    rows = islice(_queue_rows(asked, by, judged_by(said, asked.visitor.name)), 200)
    return Answer("review.html", context, lambda: data, lambda: Table(names, rows))


def _item(asked: Asked, by: str, judged: frozenset[str], at: int) -> Item | None:
    """The queue's item at a place; where there seems to be none, linking may just have changed the events."""
    for _ in range(2):
        if item := next(islice(_items(asked, by, judged), at, at + 1), None):
            return item
        asked.desk.newest()
    return None


def _number(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 7):
        raise QueryError(f"This is not a number: {given!r}")
    return int(given)


def _reports(asked: Asked, by: str, judged: frozenset[str]) -> Iterator[tuple[Report, Event]]:
    order = islice(queue(asked.desk.columns(), by), _FARTHEST)
    while some := list(islice(order, _AT_ONCE)):
        for event in asked.desk.events(some):
            for report_id in event.reports:
                if report_id not in judged:
                    yield asked.desk.ledger.report(report_id), event


def _items(asked: Asked, by: str, judged: frozenset[str]) -> Iterator[Item]:
    for report, event in _reports(asked, by, judged):
        line = asked.desk.lines([report.document_id]).get(report.document_id)
        yield Item(report, event, line, _in_context(asked.desk.ledger.document(report.document_id), report))


def _in_context(document: Document, report: Report) -> tuple[Piece, ...]:
    """The sentence marked, among the words around it."""
    start = max(0, report.evidence.start - _AROUND)
    end = min(len(document.text), report.evidence.end + _AROUND)
    return cut(document.text, Span(start, end), marks_of(report.evidence))


def _queue_rows(asked: Asked, by: str, judged: frozenset[str]) -> Iterator[dict[str, Any]]:
    for report, event in _reports(asked, by, judged):
        yield {
            "report_id": report.report_id, "event_id": event.event_id, "type": report.type.value,
            "confidence": report.confidence, "sentence": report.evidence.sentence,
        }  # fmt: skip


def _done(said: Sequence[Judgement], number: str) -> Judgement | None:
    """The verdict that was just given, to be told and perhaps taken back."""
    return next((j for j in said if number and str(j.number) == number), None)


# Doing


def judge(asked: Asked, form: Mapping[str, str]) -> Response:
    """Writes a verdict down; events are linked anew beside."""
    asked.visitor.must("reviewer")
    kept = _judged(asked, form.get("verdict", ""), form.get("left_id", ""), form)
    return _told(asked, kept, form)


def _judged(asked: Asked, verdict: str, left: str, form: Mapping[str, str]) -> Judgement:
    from newsledger.linking import judge as give

    if not left:
        raise QueryError("A verdict is given on something", mend="Give the id of a report or an event.")
    correcting = verdict == Verdict.CORRECT
    return give(
        asked.desk.ledger, verdict, left, form.get("right_id") or None, who=asked.visitor.name, made=now(),
        field=form.get("field") or None if correcting else None, value=form.get("value") if correcting else None,
        note=form.get("note", "")[:2_000],
    )  # fmt: skip


def _told(asked: Asked, kept: Judgement, form: Mapping[str, str]) -> Response:
    worker: Worker = asked.request.app.state.worker
    worker.ask(JobKind.LINK, asked.visitor.name)
    back = form.get("back", "/review")
    return back_to(f"{back}{'&' if '?' in back else '?'}done={kept.number}")


def split(asked: Asked, form: Mapping[str, str]) -> Response:
    """A report is another event than the reports beside it."""
    asked.visitor.must("reviewer")
    report_id, event_id = form.get("left_id", ""), form.get("event_id", "")
    found = asked.desk.events([event_id])
    if not found or report_id not in found[0].reports:
        raise missing("report of this event", report_id)
    others = [other for other in found[0].reports if other != report_id][:_SPLIT_FROM]
    if not others:
        raise QueryError("An event of one report cannot be split")
    for other in others:
        kept = _judged(asked, Verdict.DIFFERENT, report_id, {**form, "right_id": other})
    return _told(asked, kept, form)


def undo(asked: Asked, form: Mapping[str, str]) -> Response:
    """Takes a verdict of one's own back, by another that says so."""
    asked.visitor.must("reviewer")
    given = _done(asked.desk.ledger.judgements(), form.get("number", ""))
    if given is None or given.who != asked.visitor.name:
        raise missing("verdict of yours", form.get("number", ""))
    more = {"right_id": given.right_id or "", "note": f"takes back {given.number}", "back": form.get("back", "/review")}
    if given.verdict == Verdict.CORRECT:
        kept = _taken_back(asked, given)
    else:
        kept = _judged(asked, Verdict.UNSURE, given.left_id, more)
    return _told(asked, kept, more)


def _taken_back(asked: Asked, given: Judgement) -> Judgement:
    from newsledger.linking import judge as give

    return give(
        asked.desk.ledger, Verdict.CORRECT, given.left_id, who=asked.visitor.name, made=now(), field=given.field,
        note=f"takes back {given.number}",
    )  # fmt: skip


# What was said


def history(asked: Asked) -> Answer:
    """Every verdict, the latest first, or those on one record."""
    of = asked.given("of", 100)
    said = [j for j in reversed(asked.desk.ledger.judgements()) if not of or of in (j.left_id, j.right_id)]
    names = ("number", "made", "who", "verdict", "left_id", "right_id", "field", "value", "note")
    rows = [{name: each.to_dict()[name] for name in names} for each in said]
    context = {"said": said[:_HISTORY], "number": len(said), "of": of}
    return Answer("history.html", context, lambda: {"records": rows}, lambda: Table(names, rows))


def agreement(asked: Asked) -> Answer:
    """How far people agree who judged the same records."""
    found = agreements(asked.desk.ledger.judgements())
    names = ("what", "alpha", "units", "agreed", "people")
    rows = [
        {"what": a.what, "alpha": a.alpha, "units": a.units, "agreed": a.agreed, "people": " | ".join(a.people)}
        for a in found
    ]
    return Answer("agreement.html", {"found": found}, lambda: {"agreement": rows}, lambda: Table(names, rows))


def cases(asked: Asked) -> Answer:
    """Decisions as test cases: pages as rows to be coded, each with what people expect of it."""
    said = asked.desk.ledger.judgements()
    made = list(_cases(asked, said))
    names = ("id", "verdict", "start", "end", "field", "value", "sentence")
    rows = ({**{n: e.get(n) for n in names}, "id": case["id"]} for case in made for e in case["expect"])
    lines = b"".join(orjson.dumps(case, option=orjson.OPT_APPEND_NEWLINE) for case in made)
    context = {"number": len(made), "expectations": sum(len(case["expect"]) for case in made)}
    return Answer("cases.html", context, lambda: {"cases": made}, lambda: Table(names, rows), {"jsonl": lambda: lines})


def _cases(asked: Asked, said: Sequence[Judgement]) -> Iterator[dict[str, Any]]:
    held: dict[str, list[dict[str, Any]]] = {}
    for each in _standing(said):
        for anchor in each.left[:1]:
            held.setdefault(anchor.document_id, []).append(_expected(each))
    for document_id, expected in sorted(held.items()):
        document = asked.desk.ledger.document(document_id)
        for case in expected:
            case["sentence"] = document.text[case["start"] : case["end"]]
        yield {
            "id": document_id, "text": document.text, "title": document.title, "url": document.url,
            "date": document.published.start.isoformat()[:10] if document.published.start else None,
            "outlet": document.outlet.name if document.outlet else None, "expect": expected,
        }  # fmt: skip


def _standing(said: Sequence[Judgement]) -> Iterator[Judgement]:
    """The last verdict on each report, and on each of its fields."""
    last: dict[tuple[str, str | None], Judgement] = {}
    for each in said:
        if each.right_id is None and each.left:
            key = (each.left_id, each.field)
            last.pop(key, None)
            if each.verdict != Verdict.UNSURE and not (each.verdict == Verdict.CORRECT and each.value is None):
                last[key] = each
    yield from last.values()


def _expected(each: Judgement) -> dict[str, Any]:
    anchor = each.left[0]
    value = orjson.loads(each.value) if each.value else None
    return {
        "verdict": str(each.verdict), "type": anchor.type, "start": anchor.start, "end": anchor.end,
        "field": each.field, "value": value, "who": each.who,
    }  # fmt: skip


ROUTES = [
    *page("/review/history", history),
    *page("/review/agreement", agreement),
    *page("/review/cases", cases, ("jsonl",)),
    *page("/review", review),
    act("/review/judge", judge),
    act("/review/split", split),
    act("/review/undo", undo),
]
