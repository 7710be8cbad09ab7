"""One event: who, what, whom, when and where, and every report of it by its origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsledger.desk.serving.answers import Answer, Asked, Table, back_to, page
from newsledger.desk.serving.judged import alike
from newsledger.desk.serving.marks import Piece, marked_sentence
from newsledger.desk.serving.problems import missing
from newsledger.desk.serving.state import PageLine
from newsledger.desk.serving.words import document_link, event_link, unique, when, where
from newsledger.errors import QueryError
from newsledger.exporting import columns_of, flat
from newsledger.ledger import Judgement
from newsledger.records import Event, Origin, Report

_AROUND = 10  # events of its story that are shown before and after


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its page and its sentence, marked."""

    report: Report
    page: PageLine | None
    sentence: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """An origin with the reports that rest on it."""

    origin: Origin
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Value:
    said: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A field over all reports: ``agreeing``, ``overlapping``, ``differing``, ``silent`` or ``told once``."""

    field: str
    state: str
    values: tuple[Value, ...]
    silent: int


def event(asked: Asked) -> Answer:
    """The page of an event."""
    wanted = asked.named("event_id")
    found = asked.desk.events([wanted]) or _renamed(asked)
    if not found:
        raise missing("event", wanted)
    one = found[0]
    told = _told(asked, one)
    context = {
        "event": one,
        "groups": _groups(one, told),
        "compared": tuple(_compared([each.report for each in told])),
        "merges": _merges(one.why),
        "story": _story(asked, one),
        "telling": {t.report.report_id: t for t in told},
        "alike": _alike(asked, one),
        "said": _said(asked, one),
        "done": asked.given("done"),
        "back": f"/reports/{one.reports[0]}" if one.reports else "/review",
    }
    return Answer(
        "event.html",
        context,
        lambda: {"event": one.to_dict(), "reports": [t.report.to_dict() for t in told]},
        lambda: Table(
            [column.name for column in columns_of("reports")], (flat("reports", t.report.to_dict()) for t in told)
        ),
    )


def _renamed(asked: Asked) -> tuple[Event, ...]:
    """The event that the report which led here is in now: linking may have been quicker than the way here."""
    led = asked.desk.reports([asked.given("report", 100)])
    return asked.desk.events([each.event_id for each in led if each.event_id])


def _told(asked: Asked, one: Event) -> tuple[Told, ...]:
    reports = asked.desk.reports(one.reports)
    pages = asked.desk.lines([report.document_id for report in reports])
    return tuple(Told(r, pages.get(r.document_id), marked_sentence(r.evidence)) for r in reports)


def _groups(one: Event, told: Sequence[Told]) -> tuple[Group, ...]:
    """Each report under its origin; one that has none stands under its own page."""
    held = {each.report.report_id: each for each in told}
    groups = [
        Group(origin, tuple(held.pop(report_id) for report_id in origin.reports if report_id in held))
        for origin in one.origins
    ]
    if held:
        groups.append(Group(Origin("no origin known", "other", tuple(held)), tuple(held.values())))
    return tuple(group for group in groups if group.told)


def _compared(reports: Sequence[Report]) -> Iterator[Compared]:
    for field, say in _FIELDS.items():
        values: dict[str, list[str]] = {}
        for report in reports:
            if said := say(report):
                values.setdefault(said, []).append(report.report_id)
        silent = len(reports) - sum(map(len, values.values()))
        if values:
            yield Compared(
                field, _state(field, values, reports), tuple(Value(v, tuple(ids)) for v, ids in values.items()), silent
            )
        else:
            yield Compared(field, "silent", (), silent)


def _state(field: str, values: Mapping[str, Sequence[str]], reports: Sequence[Report]) -> str:
    if len(reports) == 1:
        return "told once"
    if len(values) == 1:
        return "agreeing"
    return "overlapping" if field == "when" and _overlap(reports) else "differing"


def _overlap(reports: Sequence[Report]) -> bool:
    """Whether one day fits all dates told, which then differ in nothing but how finely they are known."""
    told = [r.when for r in reports if r.when.start or r.when.end]
    return max(w.start or date.min for w in told) <= min(w.end or w.start or date.max for w in told)


def _who(report: Report) -> str:
    return ", ".join(sorted(party.name for party in unique(report.actor)))


def _whom(report: Report) -> str:
    return ", ".join(sorted(party.name for party in unique(report.recipient)))


def _what(report: Report) -> str:
    return " ".join([report.type.value, *report.modes])


def _day(report: Report) -> str:
    return when(report.when) if report.when.start or report.when.end else ""


def _place(report: Report) -> str:
    return where(report.where) if report.where else ""


def _toll(report: Report) -> str:
    if report.toll is None:
        return ""
    counts = {name: getattr(report.toll, name) for name in ("dead", "injured", "arrested", "displaced")}
    return ", ".join(f"{_count(count)} {name}" for name, count in counts.items() if count)


def _count(count: Any) -> str:
    if count.max is None:
        return f"{count.min} or more"
    return str(count.min) if count.min == count.max else f"{count.min}–{count.max}"


def _factuality(report: Report) -> str:
    return report.factuality.value


def _things(report: Report) -> str:
    return ", ".join(sorted({thing.text for thing in report.things}))


_FIELDS = {
    "what": _what,
    "who": _who,
    "to whom": _whom,
    "when": _day,
    "where": _place,
    "factuality": _factuality,
    "toll": _toll,
    "things": _things,
}


def _merges(why: str) -> tuple[str, ...]:
    """The reasons for one event, a line each."""
    return tuple(part.strip() for part in why.split(" | ") if part.strip())


def _alike(asked: Asked, one: Event) -> tuple[Event, ...]:
    """What may be the same event, for who may say so."""
    if not asked.visitor.may("reviewer"):
        return ()
    if one.event_id not in asked.desk.columns().at:
        asked.desk.refresh()  # linking has just made it
    return asked.desk.events(alike(asked.desk.columns(), one.event_id))


def _said(asked: Asked, one: Event) -> tuple[Judgement, ...]:
    """What people said of the event or its reports, the latest first."""
    return tuple(reversed(asked.desk.ledger.judgements({one.event_id, *one.reports})))[:50]


def _story(asked: Asked, one: Event) -> tuple[Event, ...]:
    """The events of its story, by date: those nearest to it where they are many."""
    columns = asked.desk.columns()
    number, own = columns.story_at.get(one.story_id or ""), columns.at.get(one.event_id)
    if number is None or own is None:
        return ()
    places = np.flatnonzero(columns.story == number)
    first = max(0, int(np.searchsorted(places, own)) - _AROUND)
    return asked.desk.events([columns.ids[place] for place in places[first : first + 2 * _AROUND + 1]])


def of_report(request: Request) -> Response:
    """Leads from a report to the event that it is in now; linking anew may have given that another name."""
    asked = Asked.of(request)
    asked.visitor.must_read()
    wanted = asked.named("report_id")
    try:
        report = asked.desk.ledger.report(wanted)
    except QueryError:
        raise missing("report", wanted) from None
    query = f"?{request.url.query}" if request.url.query else ""
    if report.event_id:
        return back_to(f"{event_link(report.event_id)}{f'{query}&' if query else '?'}report={report.report_id}")
    return back_to(f"{document_link(report.document_id)}{query}")


ROUTES = [*page("/events/{event_id}", event), Route("/reports/{report_id}", of_report, methods=["GET"])]
