"""People's verdicts: above the machine, the later above the earlier, and through a newer coder."""

from dataclasses import replace
from datetime import UTC, date, datetime

import orjson
import pytest

from making.records import VERSION
from making.telling import KIM, LAVROV, SHOIGU, page, telling
from newsledger.errors import QueryError
from newsledger.ledger import Ledger, Query
from newsledger.linking import judge, link
from newsledger.records import Coded, EventType, Factuality, WhenBasis

NOW = datetime(2023, 8, 1, tzinfo=UTC)
NEWER = replace(VERSION, version="2")
PAGES = tuple(
    page(t, o)
    for t, o in (("Shoigu met Kim.", "Post"), ("Kim received Shoigu.", "Gazette"), ("Lavrov met Kim.", "Sun"))
)
VISIT, AGAIN, OTHER = (
    telling(PAGES[0], "met"),
    telling(PAGES[1], "received"),
    telling(PAGES[2], "met", actor=(LAVROV,), when=telling(PAGES[2], "met").when),
)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "a.db") as opened:
        write(opened, VISIT, AGAIN, OTHER)
        link(opened)
        yield opened


def write(ledger, *reports, coder=VERSION):
    by_page = {p.document_id: p for p in PAGES}
    run = ledger.start_run(coder, NOW, {})
    ledger.write_many([Coded(by_page[r.document_id], (r,), (), (), ()) for r in reports], (), run)


def says(ledger, verdict, left, right=None, hour=0, who="ana", **more):
    kept = judge(ledger, verdict, left, right, who=who, made=NOW.replace(hour=hour), **more)
    summary = link(ledger)
    return kept, summary


def groups(ledger):
    return {frozenset(e.reports) for e in ledger.events()}


def together(ledger, *reports):
    ids = {r.report_id for r in reports}
    return any(ids <= group for group in groups(ledger))


def test_reports_come_apart_and_the_event_says_who_did_it(ledger):
    assert together(ledger, VISIT, AGAIN)
    says(ledger, "different", VISIT.report_id, AGAIN.report_id)
    assert not together(ledger, VISIT, AGAIN)
    assert {e.judged_by for e in ledger.events()} == {"ana", None}


def test_events_are_made_one_with_all_their_reports(ledger):
    one, two = sorted(ledger.events(), key=lambda e: len(e.reports))
    says(ledger, "same", one.event_id, two.event_id)
    (event,) = ledger.events()
    assert len(event.reports) == 3 and event.judged_by == "ana"


def test_a_report_said_to_be_apart_from_an_event_leaves_all_of_it(ledger):
    says(ledger, "same", VISIT.report_id, OTHER.report_id)
    (whole,) = (e for e in ledger.events() if VISIT.report_id in e.reports)
    says(ledger, "different", whole.event_id, OTHER.report_id, hour=1)
    assert together(ledger, VISIT, AGAIN) and not together(ledger, VISIT, OTHER)


def test_the_later_verdict_beats_the_earlier_and_unsure_takes_both_back(ledger):
    says(ledger, "different", VISIT.report_id, AGAIN.report_id)
    says(ledger, "same", AGAIN.report_id, VISIT.report_id, hour=1, who="ben")
    assert together(ledger, VISIT, AGAIN)
    says(ledger, "different", VISIT.report_id, AGAIN.report_id, hour=2)
    says(ledger, "unsure", VISIT.report_id, AGAIN.report_id, hour=3)
    assert together(ledger, VISIT, AGAIN)
    assert not any(e.judged_by for e in ledger.events())


def test_verdicts_that_contradict_through_a_third_report_obey_the_latest(ledger):
    says(ledger, "same", VISIT.report_id, OTHER.report_id)
    says(ledger, "different", VISIT.report_id, AGAIN.report_id, hour=1)
    says(ledger, "same", AGAIN.report_id, OTHER.report_id, hour=2)
    assert together(ledger, AGAIN, OTHER) and not together(ledger, VISIT, AGAIN)


def test_a_corrected_field_is_linked_with(ledger):
    says(ledger, "correct", OTHER.report_id, field="actor", value="Sergei Shoigu")
    shown = ledger.report(OTHER.report_id)
    assert [p.country for p in shown.actor] == ["RUS"] and shown.judged_by == "ana"
    says(ledger, "correct", OTHER.report_id, hour=1, field="actor", value=orjson.dumps([SHOIGU.to_dict()]).decode())
    assert together(ledger, VISIT, OTHER)
    says(ledger, "correct", OTHER.report_id, hour=2, field="actor")
    assert not together(ledger, VISIT, OTHER)
    assert ledger.report(OTHER.report_id).judged_by is None


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("when", "2023-07-24 to 2023-07-26", (date(2023, 7, 24), date(2023, 7, 26), WhenBasis.TEXT)),
        ("when", "none", (None, None, WhenBasis.UNKNOWN)),
        ("where", "Pyongyang, PRK", "Pyongyang"),
        ("where", "none", None),
        ("factuality", "planned", Factuality.PLANNED),
        ("modes", "visit", ("visit",)),
        ("toll.dead", "10+", (10, None)),
        ("recipient", "Nobody Known; USA", ["Nobody Known", "USA"]),
    ],
)
def test_fields_are_corrected_in_words(ledger, field, value, wanted):
    says(ledger, "correct", VISIT.report_id, field=field, value=value)
    assert told(ledger.report(VISIT.report_id), field) == wanted


def told(report, field):
    if field == "when":
        return report.when.start, report.when.end, report.when.basis
    if field == "where":
        return report.where and report.where.name
    if field == "toll.dead":
        return report.toll.dead.min, report.toll.dead.max
    if field == "recipient":
        return [p.country or p.name for p in report.recipient]
    return getattr(report, field)


def test_another_type_takes_its_class_score_and_code_with_it(ledger):
    says(ledger, "correct", VISIT.report_id, field="type", value="assault")
    found = ledger.report(VISIT.report_id)
    assert (found.type, found.quad, found.modes) == (EventType.ASSAULT, 4, ())
    assert found.intensity < 0
    assert [r.report_id for r in ledger.reports(Query(type="ASSAULT"))] == [VISIT.report_id]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "DANCE"),
        ("when", "last week"),
        ("when", "2023-07-26 to 2023-07-01"),
        ("where", "Nowhere at all"),
        ("modes", "polka"),
        ("toll.dead", "many"),
        ("sentence", "x"),
        ("actor", "[{"),
        (None, "x"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(ledger, field, value):
    with pytest.raises(QueryError):
        judge(ledger, "correct", VISIT.report_id, who="ana", made=NOW, field=field, value=value)
    assert ledger.judgements() == ()


def test_a_rejected_report_is_in_no_event(ledger):
    says(ledger, "reject", AGAIN.report_id)
    assert frozenset({VISIT.report_id}) in groups(ledger)
    assert AGAIN.report_id not in {r.report_id for r in ledger.reports()}
    says(ledger, "unsure", AGAIN.report_id, hour=1)
    assert together(ledger, VISIT, AGAIN)


def anew(report, **fields):
    return replace(report, report_id=report.report_id + "-anew", coder=NEWER, **fields)


def test_verdicts_are_replayed_on_the_same_words_after_another_coder(ledger):
    says(ledger, "different", VISIT.report_id, AGAIN.report_id)
    says(ledger, "correct", AGAIN.report_id, field="factuality", value="planned")
    now = (anew(VISIT), anew(AGAIN), anew(OTHER))
    write(ledger, *now, coder=NEWER)
    assert link(ledger).waiting == 0
    assert not together(ledger, *now[:2])
    assert ledger.report(now[1].report_id).factuality is Factuality.PLANNED


def test_an_accepted_report_stays_as_it_was_accepted(ledger):
    says(ledger, "accept", VISIT.report_id)
    write(ledger, anew(VISIT, recipient=(LAVROV,), factuality=Factuality.DENIED), coder=NEWER)
    link(ledger)
    found = ledger.report(VISIT.report_id + "-anew")
    assert (found.recipient, found.factuality, found.confidence) == ((KIM,), Factuality.ACTUAL, 1.0)


def test_a_rejection_does_not_hold_of_another_type(ledger):
    says(ledger, "reject", VISIT.report_id)
    write(ledger, anew(VISIT, type=EventType.ACCUSE), coder=NEWER)
    link(ledger)
    assert VISIT.report_id + "-anew" in {r.report_id for r in ledger.reports()}


def test_a_verdict_on_a_report_that_is_gone_waits(ledger):
    says(ledger, "different", VISIT.report_id, AGAIN.report_id)
    elsewhere = replace(telling(PAGES[0], "Kim"), report_id="r-else", coder=NEWER)
    write(ledger, elsewhere, coder=NEWER)
    assert link(ledger).waiting == 1


def test_linking_again_and_judging_nothing_changes_nothing(ledger):
    says(ledger, "correct", VISIT.report_id, field="factuality", value="planned")
    before = tuple(ledger.reports()), tuple(ledger.events())
    link(ledger)
    assert (tuple(ledger.reports()), tuple(ledger.events())) == before
