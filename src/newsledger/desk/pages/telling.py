"""Who says what: claims, the sources behind events, disagreements among them, and what became of plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

import numpy as np

from newsledger.desk.asking.columns import Columns, Mask
from newsledger.desk.asking.summing import coverage, origins, periods, types
from newsledger.desk.asking.wanted import MOST, PAGE, Wanted
from newsledger.desk.serving.answers import Answer, Asked, Table, page
from newsledger.desk.serving.charts import mirrored
from newsledger.desk.serving.claiming import with_pages
from newsledger.desk.serving.problems import missing
from newsledger.errors import QueryError
from newsledger.exporting import columns_of, flat
from newsledger.ledger import Query
from newsledger.records import Claim, Event, PlanStatus, Report

_CLAIM_FIELDS = ("speaker", "addressee", "cue", "text", "start", "end", "outlet", "cursor")
_INWARD = {"from": "start", "to": "end", "q": "text", "after": "cursor"}


def following(path: str, asked: Asked, cursor: str | None) -> str | None:
    """The address of the next page, all else staying as it is."""
    if cursor is None:
        return None
    kept = [(n, v) for n, v in asked.request.query_params.multi_items() if n not in {"after", "cursor"}]
    return f"{path}?{urlencode([*kept, ('after', cursor)])}"


def limit(asked: Asked) -> int:
    given = asked.given("limit")
    return Wanted.of([("limit", given)]).limit if given else PAGE


def claims(asked: Asked) -> Answer:
    """Claims by date, a page of them."""
    given = {name: asked.given(name) for name in (*_CLAIM_FIELDS, *_INWARD)}
    named: dict[str, Any] = {_INWARD.get(name, name): value for name, value in given.items() if value}
    found = asked.desk.ledger.page_of_claims(Query(limit=limit(asked), **named))
    context = {
        "rows": with_pages(asked.desk, found.records),
        "given": {name: named.get(name, "") for name in _CLAIM_FIELDS},
        "following": following("/claims", asked, found.cursor),
    }
    return Answer(
        "claims.html",
        context,
        lambda: {"records": [claim.to_dict() for claim in found.records], "next": found.cursor},
        lambda: _table("claims", found.records),
    )


def _table(kind: str, records: Any) -> Table:
    return Table([c.name for c in columns_of(kind)], (flat(kind, record.to_dict()) for record in records))


@dataclass(frozen=True, slots=True)
class Consequence:
    """A report that a claim is about, and its event."""

    report: Report
    event: Event | None


def claim(asked: Asked) -> Answer:
    """One claim: who said it, how it came here, and what became of it."""
    wanted = asked.named("claim_id")
    one = _claim(asked, wanted)
    about = tuple(_consequences(asked, one))
    context = {
        "claim": one,
        "page": asked.desk.lines([one.document_id]).get(one.document_id),
        "about": about,
    }
    data = {"claim": one.to_dict(), "events": [c.event.to_dict() for c in about if c.event]}
    return Answer("claim.html", context, lambda: data, lambda: _table("claims", [one]))


def _claim(asked: Asked, wanted: str) -> Claim:
    try:
        found = asked.desk.ledger.claim(wanted)
    except QueryError:
        raise missing("claim", wanted) from None
    if found.claim_id != wanted:
        raise missing("claim", wanted)
    return found


def _consequences(asked: Asked, one: Claim) -> Iterator[Consequence]:
    for report_id in one.about[:50]:
        try:
            report = asked.desk.ledger.report(report_id)
        except QueryError:
            continue  # another coder has read the page since, and no longer makes this report
        held = asked.desk.events([report.event_id]) if report.event_id else ()
        yield Consequence(report, held[0] if held else None)


def sources(asked: Asked) -> Answer:
    """Every outlet by its coverage, and everybody that events rest on."""
    columns = asked.desk.columns()
    rows = asked.desk.keep("coverage", lambda: coverage(columns))
    context = {"rows": rows[:200], "number": len(rows), "origins": origins(columns, _all(columns), 40)}
    names = ("name", "events", "alone", "shared", "corroborated", "contested")
    data = [{name: getattr(row, name) for name in names} for row in rows]
    return Answer("sources.html", context, lambda: {"outlets": data}, lambda: Table(names, data))


def _all(columns: Columns) -> Mask:
    return np.ones(len(columns), bool)


def source(asked: Asked) -> Answer:
    """One outlet, agency or other source: what rests on it, what it alone says, whom it cites."""
    columns, name = asked.desk.columns(), asked.named("name")
    reporting, resting = _reported_by(columns, name), _resting_on(columns, name)
    mask = reporting | resting
    if not mask.any():
        raise missing("source", name)
    several = np.bincount(columns.outlets.event, minlength=len(columns)) > 1
    alone = reporting & ~several
    context: dict[str, Any] = {
        "name": name,
        "counts": {
            "events": int(mask.sum()),
            "alone": int(alone.sum()),
            "shared": int((reporting & several).sum()),
            "corroborated": int((mask & (columns.corroboration == 1)).sum()),
            "contested": int((mask & (columns.corroboration == 2)).sum()),
            "resting": int(resting.sum()),
        },
        "bars": mirrored(
            periods(columns, mask), lambda b: Wanted(outlet=(name,), start=b.label, end=b.label).address("/events")
        ),
        "types": types(columns, mask),
        "cited": [(o, n) for o, n in origins(columns, reporting, 13) if o.name != name][:12],
        "alone": _last(asked, columns, alone),
        "rested": _last(asked, columns, resting & ~reporting),
        "all": Wanted(outlet=(name,)).address("/events"),
    }
    data = {
        "name": name,
        **context["counts"],
        "types": dict(context["types"]),
        "cites": [{"name": o.name, "kind": o.kind, "events": n} for o, n in context["cited"]],
    }
    return Answer("source.html", context, lambda: data, lambda: _table("events", context["alone"]))


def _reported_by(columns: Columns, name: str) -> Mask:
    named = np.array([each == name for each in columns.outlet_names] or [False])[: len(columns.outlet_names)]
    return columns.outlets.having(named, len(columns))


def _resting_on(columns: Columns, name: str) -> Mask:
    named = np.array([each.name == name for each in columns.origin_names] or [False])[: len(columns.origin_names)]
    return columns.origins.having(named, len(columns))


def _last(asked: Asked, columns: Columns, mask: Mask, most: int = 15) -> tuple[Event, ...]:
    """The latest of the events marked."""
    places = np.flatnonzero(mask)
    latest = places[np.lexsort((places, -columns.start[places]))][:most]
    return asked.desk.events([columns.ids[place] for place in latest])


def disagreements(asked: Asked) -> Answer:
    """Events whose reports disagree, with each value and who tells it."""
    wanted = replace(Wanted.of(asked.request.query_params.multi_items()), contested=True)
    wanted, _ = asked.desk.read(wanted)
    found, events, cursor = asked.desk.page(wanted)
    context = {
        "events": events,
        "number": found.events,
        "following": following("/disagreements", asked, cursor),
    }
    rows = (
        {"event_id": e.event_id, "field": c.field, "value": v.value, "reports": " | ".join(v.reports)}
        for e in events
        for c in e.conflicts
        for v in c.values
    )
    return Answer(
        "disagreements.html",
        context,
        lambda: {"events": found.events, "records": [e.to_dict() for e in events], "next": cursor},
        lambda: Table(("event_id", "field", "value", "reports"), rows),
    )


def plans(asked: Asked) -> Answer:
    """What was planned and what became of it; stale ones are those whose day is past with nothing more told."""
    status, stale = asked.given("status"), asked.given("stale") not in {"", "0"}
    if status and status not in set(PlanStatus):
        raise QueryError(f"Unknown outcome of a plan: {status!r}", mend=f"Choose from {', '.join(PlanStatus)}.")
    wanted = PlanStatus.PENDING.value if stale else status or "planned"
    cursor = asked.given("after") or None
    today = asked.desk.ledger.latest_day()
    found = asked.desk.ledger.page_of_events(Query(plan=wanted, limit=MOST if stale else limit(asked), cursor=cursor))
    events = tuple(e for e in found.records if not stale or _overdue(e, today))
    context = {
        "events": events,
        "status": status,
        "stale": stale,
        "today": today,
        "statuses": [each.value for each in PlanStatus],
        "following": following("/plans", asked, found.cursor),
    }
    return Answer(
        "plans.html",
        context,
        lambda: {"as_of": today, "records": [e.to_dict() for e in events], "next": found.cursor},
        lambda: _table("events", events),
    )


def _overdue(event: Event, today: date | None) -> bool:
    from newsledger.linking.plans import due

    day = due(event)
    return today is not None and day is not None and day < today


def stories(asked: Asked) -> Answer:
    """Chains of events, by first day."""
    actor, cursor = asked.given("actor") or None, asked.given("after") or None
    found = asked.desk.ledger.page_of_stories(Query(actor=actor, limit=limit(asked), cursor=cursor))
    context = {"rows": found.records, "actor": actor or "", "following": following("/stories", asked, found.cursor)}
    names = ("story_id", "title", "start", "end", "reports", "first_reported", "last_reported")
    data = [story.to_dict() for story in found.records]
    return Answer("stories.html", context, lambda: {"records": data, "next": found.cursor}, lambda: Table(names, data))


ROUTES = [
    *page("/claims", claims),
    *page("/claims/{claim_id}", claim),
    *page("/sources", sources),
    *page("/sources/{name:path}", source),
    *page("/disagreements", disagreements),
    *page("/plans", plans),
    *page("/stories", stories),
]
