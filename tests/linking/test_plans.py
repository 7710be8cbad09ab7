"""What was planned, and what became of it."""

from datetime import date

import pytest

from making.telling import KIM, SHOIGU, on, page, printed, telling
from newsledger.linking import cluster
from newsledger.linking.plans import due
from newsledger.records import EventType, Factuality, Party, PartyKind, PlanStatus

DAY = date(2023, 7, 26)
AHEAD = page("Shoigu will meet Kim on 26 July.", "Post", published=printed(date(2023, 7, 10)))
PLAN = telling(AHEAD, "meet", factuality=Factuality.PLANNED, when=on(DAY))
LATER = page("Shoigu met Kim.", "Gazette", published=printed(date(2023, 7, 27)))


def planned(*reports, pages=(AHEAD, LATER)):
    return next(e for e in cluster(reports, pages) if PLAN.report_id in e.reports)


def refusing(words, verb, day, **fields):
    held = page(words, "Sun", published=printed(day))
    given = {"type": EventType.REJECT, "modes": ("meet",), "when": on(day), **fields}
    return telling(held, verb, **given), held


def test_a_plan_of_which_nobody_tells_more_is_pending_and_due_on_its_day():
    event = planned(PLAN)
    assert event.plan is not None and event.plan.status is PlanStatus.PENDING
    assert event.plan.planned == (PLAN.report_id,) and due(event) == DAY


def test_a_later_report_that_it_took_place_is_its_outcome():
    met = telling(LATER, "met")
    event = planned(PLAN, met)
    assert event.plan is not None and event.plan.status is PlanStatus.HELD
    assert event.plan.outcome == (met.report_id,) and event.factuality is Factuality.ACTUAL


def test_a_later_report_that_it_did_not_take_place():
    event = planned(PLAN, telling(LATER, "met", factuality=Factuality.DENIED))
    assert event.plan is not None and event.plan.status is PlanStatus.NEVER


@pytest.mark.parametrize(
    ("words", "verb", "status"),
    [
        ("Shoigu postponed his visit to Kim.", "postponed", PlanStatus.POSTPONED),
        ("Shoigu called off his visit to Kim.", "called off", PlanStatus.CANCELLED),
        ("Shoigu refused to meet Kim.", "refused", PlanStatus.PENDING),
    ],
)
def test_what_was_put_off_or_called_off_is_told_by_another_event(words, verb, status):
    refusal, held = refusing(words, verb, date(2023, 7, 20))
    plan = planned(PLAN, refusal, pages=(AHEAD, held)).plan
    assert plan is not None and plan.status is status
    assert (plan.event_id is not None) is (status is not PlanStatus.PENDING)


@pytest.mark.parametrize(
    "fields",
    [{"when": on(date(2023, 6, 1))}, {"actor": (Party("France", "France", "FRA", PartyKind.STATE, "FRA"),)}],
)
def test_a_refusal_of_another_time_or_by_others_is_no_outcome(fields):
    refusal, held = refusing("Shoigu postponed his visit to Kim.", "postponed", date(2023, 7, 20), **fields)
    plan = planned(PLAN, refusal, pages=(AHEAD, held)).plan
    assert plan is not None and plan.status is PlanStatus.PENDING


def test_a_day_after_the_pages_own_is_a_plan_however_it_is_worded():
    early = page("Shoigu meets Kim next week.", "Post", published=printed(date(2023, 7, 20)))
    (event,) = cluster([telling(early, "meets", when=on(DAY))], [early])
    assert event.factuality is Factuality.PLANNED
    assert event.plan is not None and event.plan.status is PlanStatus.PENDING


def test_what_nobody_planned_has_no_plan():
    (event,) = cluster([telling(LATER, "met", actor=(KIM,), recipient=(SHOIGU,))], [LATER])
    assert event.plan is None


def test_what_is_told_in_the_past_is_no_plan_whatever_day_was_read():
    early = page("Shoigu met Kim last week.", "Post", published=printed(date(2023, 7, 20)))
    (event,) = cluster([telling(early, "met", when=on(DAY))], [early])
    assert event.factuality is Factuality.ACTUAL and event.plan is None
