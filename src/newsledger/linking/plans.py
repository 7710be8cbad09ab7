"""Planned events and what became of them.

The report that it took place, or did not, is mostly a report of the same event. That it was put off
or called off is an event of its own (a refusal to meet), which is looked for among the events of
the same parties between the announcement and the day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from newsledger.linking.knowledge import families, weights, words
from newsledger.linking.parties import alike
from newsledger.linking.signs import PartySign, party_sign
from newsledger.linking.wording import predicate_stems, stem
from newsledger.records import Event, EventType, Factuality, Plan, PlanStatus, Report

_HAPPENED = frozenset({Factuality.ACTUAL, Factuality.ONGOING, Factuality.ATTEMPTED})
_LIKE = 0.6  # likeness from which a party of one event is one of the other's
_TALKS = "talks"

Telling = Mapping[str, Report]


Months = Mapping[tuple[str, int], Sequence[Event]]


def with_plans(events: Sequence[Event], reports: Telling) -> tuple[Event, ...]:
    """The events, those that were planned with what became of them."""
    happened = [e for e in events if e.factuality in _HAPPENED and e.when.start]
    refusals, held = _by_month(e for e in happened if e.type is EventType.REJECT), _by_month(happened)
    return tuple(replace(e, plan=_plan(e, reports, refusals, held)) for e in events)


def _by_month(events: Iterable[Event]) -> dict[tuple[str, int], list[Event]]:
    """Events by each country that takes part, and by month."""
    found: dict[tuple[str, int], list[Event]] = defaultdict(list)
    for event in events:
        for country in sorted({p.country for p in (*event.actor, *event.recipient) if p.country}):
            found[country, _month(event.when.start or date.min)].append(event)
    return found


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _plan(event: Event, reports: Telling, refusals: Months, held: Months) -> Plan | None:
    told = [reports[r] for r in event.reports if r in reports]
    planned = tuple(r.report_id for r in told if r.factuality is Factuality.PLANNED)
    if not planned:
        return None
    if found := _own_outcome(told, planned):
        return found
    if event.factuality is not Factuality.PLANNED:
        return None
    for other in _near(event, refusals):
        if status := _refusal(event, other, reports):
            return Plan(status, planned, other.reports, other.event_id, f"{other.event_id} tells it")
    for other in _near(event, held):
        if _is_outcome(event, other):
            reason = f"{other.event_id} is the same between the same, within the days planned"
            return Plan(PlanStatus.HELD, planned, other.reports, other.event_id, reason)
    return Plan(PlanStatus.PENDING, planned, reason="nothing tells what became of it")


def _own_outcome(told: Sequence[Report], planned: tuple[str, ...]) -> Plan | None:
    """What other reports of the event itself say: that it took place, or that it did not."""
    for status, kinds in ((PlanStatus.HELD, _HAPPENED), (PlanStatus.NEVER, {Factuality.DENIED})):
        outcome = tuple(r.report_id for r in told if r.factuality in kinds)
        if outcome:
            return Plan(status, planned, outcome, None, "reports of the same event tell it")
    return None


def _near(event: Event, held: Months) -> Iterator[Event]:
    """Events of the plan's countries in the months that its outcome may fall in, by day, each once."""
    first, last = _span(event)
    months = range(_month(first), _month(last) + 1)
    countries = sorted({p.country for p in (*event.actor, *event.recipient) if p.country})
    found = {o.event_id: o for c in countries for m in months for o in held.get((c, m), ())}
    order = sorted(found.values(), key=lambda e: (e.when.start or date.max, e.event_id))
    yield from (other for other in order if other.event_id != event.event_id)


def _refusal(event: Event, other: Event, reports: Telling) -> PlanStatus | None:
    """Whether the other event tells that this one was put off or called off."""
    if families()[event.type].name != _TALKS or not _same_parties(event, other):
        return None
    first, last = _span(event)
    if other.when.start is None or not first <= other.when.start <= last:
        return None
    said = {w for r in other.reports if r in reports for w in predicate_stems(reports[r])}
    if said & _stems(words().postponing):
        return PlanStatus.POSTPONED
    return PlanStatus.CANCELLED if said & _stems(words().cancelling) else None


def _stems(held: Iterable[str]) -> frozenset[str]:
    return frozenset(map(stem, held))


def _span(event: Event) -> tuple[date, date]:
    """From somewhat before the announcement to somewhat after the day planned; an empty span without either."""
    points = weights()["plans"]
    end = event.when.end or event.when.start
    first = event.first_reported or event.when.start
    if first is None:
        return date.max, date.min
    last = end or first + timedelta(days=points["undated_days"])
    return first - timedelta(days=points["before_days"]), last + timedelta(days=points["after_days"])


def _is_outcome(event: Event, other: Event) -> bool:
    """The same between the same parties, on a day within those planned."""
    if families()[event.type] is not families()[other.type] or event.when.start is None or other.when.start is None:
        return False
    if event.modes and other.modes and not set(event.modes) & set(other.modes):
        return False
    end, other_end = event.when.end or event.when.start, other.when.end or other.when.start
    meet = event.when.start <= other_end and other.when.start <= end
    long = (end - event.when.start).days > weights()["plans"]["longest_days"]
    return meet and not long and _same_parties(event, other)


def _same_parties(one: Event, two: Event) -> bool:
    """Every party of the event that names fewer is one of the other's, and they are of two countries or two names."""
    a, b = _parties(one), _parties(two)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    met = [p for p in short if any(_one(p, q) for q in long)]
    return len(met) == len(short) and len({p.country or p.id for p in met}) > 1


def _parties(event: Event) -> tuple[PartySign, ...]:
    return tuple(dict.fromkeys(s for s in map(party_sign, (*event.actor, *event.recipient)) if s.grade != "vague"))


def _one(one: PartySign, two: PartySign) -> bool:
    found = alike(one, two)
    return not found.excluded and found.likeness >= _LIKE


def due(event: Event) -> date | None:
    """The day after which an event that is still pending is overdue; none where no day is known."""
    if event.when.end or event.when.start:
        return event.when.end or event.when.start
    known = event.first_reported
    return known + timedelta(days=weights()["plans"]["undated_days"]) if known else None
