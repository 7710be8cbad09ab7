"""Review: the queue, verdicts, and what becomes of them."""

import re
import time
from dataclasses import replace
from datetime import timedelta

import orjson
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from making import CountingCoder
from newsledger.desk.app import create_app
from newsledger.desk.asking.loading import columns as load
from newsledger.desk.serving.judged import agreements, alike, judged_by, queue
from newsledger.ledger import Judgement, tokens
from newsledger.ledger.schema import jobs
from newsledger.linking import link

from .conftest import HERE, MADE


@pytest.fixture
def desk(ledger):
    """A desk with two reviewers and a reader, which links as the program does."""
    with ledger.writing() as connection:
        held = {
            name: tokens.create(connection, name, role, MADE)
            for name, role in (("ana", "reviewer"), ("ben", "reviewer"), ("eve", "reader"))
        }
    app = create_app(ledger, coder=CountingCoder, link=link)
    with TestClient(app, base_url=HERE, headers={"accept": "text/html"}) as client:
        client.secrets = held
        yield client


def enter(desk, name, back="/review"):
    return desk.post("/sign-in", data={"token": desk.secrets[name], "back": back}, follow_redirects=False)


def finish(desk):
    """Waits until the work in the line is done."""
    unfinished = select(jobs.c.job).where(jobs.c.state.in_(("waiting", "running")))
    for _ in range(1_000):
        with desk.app.state.desk.ledger.reading() as connection:
            if connection.execute(unfinished).first() is None:
                return
        time.sleep(0.02)
    raise AssertionError("the work is never done")


def shown(page) -> str:
    """The report that the queue shows."""
    return re.search(r'name="left_id" value="([^"]+)"', page.text)[1]


def said(ledger):
    return [(j.who, str(j.verdict), j.left_id, j.right_id, j.field) for j in ledger.judgements()]


def test_a_token_is_kept_where_scripts_and_other_sites_cannot_reach_it(desk):
    answer = enter(desk, "ana", "/events/e-visit")
    assert (answer.status_code, answer.headers["location"]) == (303, "/events/e-visit")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "ana" in desk.get("/").text


def test_a_token_that_is_not_known_is_told_so(desk):
    answer = desk.post("/sign-in", data={"token": "nl_guess"})
    assert answer.status_code == 401
    assert "not known" in answer.text


@pytest.mark.parametrize("back", ["http://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
def test_signing_in_leads_nowhere_else(desk, back):
    assert enter(desk, "ana", back).headers["location"] == "/"


def test_signing_out_forgets(desk):
    enter(desk, "ana")
    desk.post("/sign-out")
    assert "Sign in" in desk.get("/review").text


def test_who_may_not_judge_sees_no_buttons_and_is_refused(desk, ledger):
    for name in (None, "eve"):
        if name:
            enter(desk, name)
        page = desk.get("/review").text
        assert 'action="/review/judge"' not in page
        for path in ("/review/judge", "/review/split", "/review/undo"):
            form = {"verdict": "reject", "left_id": "e-met", "number": "1"}
            assert desk.post(path, data=form).status_code == (403 if name else 401)
    assert ledger.judgements() == ()


def test_the_queue_begins_with_the_least_sure(still):
    columns = load(still)
    assert next(queue(columns, "uncertainty")) == "e-threat"
    assert next(queue(columns, "influence")) == "e-visit" or len(columns) == 3
    assert sorted(queue(columns, "influence")) == sorted(columns.ids)


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_verdict_leads_to_the_next_report(desk, ledger, verdict):
    enter(desk, "ana")
    first = shown(desk.get("/review"))
    form = {"verdict": verdict, "left_id": first, "back": "/review?by=uncertainty&at=0"}
    answer = desk.post("/review/judge", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/review?by=uncertainty&at=0&done=1"
    page = desk.get(answer.headers["location"])
    assert f"Written down: <b>{verdict}</b>" in page.text
    assert shown(page.text and page) != first
    assert said(ledger) == [("ana", verdict, first, None, None)]


def test_a_rejected_report_is_in_no_event(desk, ledger):
    enter(desk, "ana")
    (report,) = ledger.event("e-threat").reports
    desk.post("/review/judge", data={"verdict": "reject", "left_id": report})
    finish(desk)
    assert all(report not in event.reports for event in ledger.events())


def test_a_corrected_field_stands_in_its_event(desk, ledger):
    enter(desk, "ana")
    (report,) = ledger.event("e-threat").reports
    form = {"verdict": "correct", "left_id": report, "field": "factuality", "value": "actual", "note": "it says so"}
    desk.post("/review/judge", data=form)
    finish(desk)
    assert ledger.report(report).factuality.value == "actual"
    assert "it says so" in desk.get("/review/history").text


def test_a_value_that_a_field_cannot_have_is_told_so(desk, ledger):
    enter(desk, "ana")
    report = ledger.event("e-threat").reports[0]
    form = {"verdict": "correct", "left_id": report, "field": "when", "value": "soon"}
    answer = desk.post("/review/judge", data=form)
    assert (answer.status_code, "not a date" in answer.text) == (422, True)


def test_skipping_and_going_back_walk_the_queue(desk):
    enter(desk, "ana")
    first, second = (shown(desk.get(f"/review?by=uncertainty&at={n}")) for n in (0, 1))
    assert first != second
    assert "Nothing is left to judge here" in desk.get("/review?at=99").text


@pytest.mark.parametrize(
    ("verdict", "more"), [("accept", {}), ("reject", {}), ("correct", {"field": "factuality", "value": "actual"})]
)
def test_undo_takes_a_verdict_back(desk, ledger, verdict, more):
    enter(desk, "ana")
    (report,) = ledger.event("e-threat").reports
    desk.post("/review/judge", data={"verdict": verdict, "left_id": report, **more})
    finish(desk)
    desk.post("/review/undo", data={"number": "1", "back": "/review"})
    finish(desk)
    assert len(ledger.judgements()) == 2
    assert report in {r for event in ledger.events() for r in event.reports}
    assert ledger.report(report).factuality.value == "planned"
    assert judged_by(ledger.judgements(), "ana") == frozenset()


def test_nobody_takes_back_what_another_said(desk, ledger):
    enter(desk, "ana")
    desk.post("/review/judge", data={"verdict": "accept", "left_id": ledger.event("e-met").reports[0]})
    enter(desk, "ben")
    assert desk.post("/review/undo", data={"number": "1"}).status_code == 404


def test_an_event_is_split_and_merged_again(desk, ledger):
    enter(desk, "ana")
    one, other = ledger.event("e-visit").reports
    page = desk.get("/events/e-visit").text
    assert page.count("This is another event") == 2
    desk.post("/review/split", data={"left_id": other, "event_id": "e-visit", "back": "/events/e-visit"})
    finish(desk)
    events = {r: event.event_id for event in ledger.events() for r in event.reports}
    assert events[one] != events[other]
    form = {"verdict": "same", "left_id": events[one], "right_id": events[other]}
    desk.post("/review/judge", data=form)
    finish(desk)
    assert any({one, other} <= set(event.reports) for event in ledger.events())


def test_an_event_offers_others_that_may_be_the_same(still, desk):
    assert alike(load(still), "e-visit") == ("e-met",)
    assert alike(load(still), "e-none") == ()
    enter(desk, "ana")
    assert "The same event" in desk.get("/events/e-visit").text


def test_a_report_that_is_not_of_the_event_is_not_split_from_it(desk, ledger):
    enter(desk, "ana")
    stranger = ledger.event("e-threat").reports[0]
    assert desk.post("/review/split", data={"left_id": stranger, "event_id": "e-visit"}).status_code == 404
    assert desk.post("/review/split", data={"left_id": stranger, "event_id": "e-threat"}).status_code == 422


def verdict(who, left, word, number, right=None):
    field, value = ("type", '"AID"') if word == "correct" else (None, None)
    made = MADE + timedelta(minutes=number)
    return Judgement(left, right, word, who, made, field=field, value=value, number=number)


def test_agreement_is_krippendorffs_alpha():
    words = {"ana": "aaarrrcc", "ben": "aaarrrca"}
    long = {"a": "accept", "r": "reject", "c": "correct"}
    said = [verdict(who, f"r{n}", long[w], n) for who, row in words.items() for n, w in enumerate(row)]
    reports, pairs = agreements(said)
    # Observed disagreement: 1 of 8 units. Expected: 1 - sum of n(n-1) over 16*15, with counts 7, 6, 3.
    expected = 1 - (7 * 6 + 6 * 5 + 3 * 2) / (16 * 15)
    assert reports.alpha == pytest.approx(1 - (1 / 8) / expected, abs=0.001)
    assert (reports.units, reports.agreed, reports.people) == (8, 7, ("ana", "ben"))
    assert (pairs.alpha, pairs.units) == (None, 0)


def test_only_the_last_word_counts_and_pairs_have_no_order():
    said = [
        verdict("ana", "e1", "different", 1, "e2"), verdict("ana", "e2", "same", 2, "e1"),
        verdict("ben", "e1", "same", 3, "e2"), verdict("ana", "e3", "different", 4, "e4"),
        verdict("ben", "e4", "different", 5, "e3"), verdict("ana", "e5", "same", 6, "e6"),
        verdict("ana", "e5", "unsure", 7, "e6"), verdict("ben", "e5", "different", 8, "e6"),
    ]  # fmt: skip
    _, pairs = agreements(said)
    assert (pairs.units, pairs.agreed, pairs.alpha) == (2, 2, 1.0)


def test_agreement_has_a_page(desk, ledger):
    reports = [r for event in ledger.events() for r in event.reports]
    for name, words in (("ana", "accept accept reject"), ("ben", "accept accept reject")):
        enter(desk, name)
        for report, word in zip(reports, words.split(), strict=False):
            desk.post("/review/judge", data={"verdict": word, "left_id": report})
    assert "1.000" in desk.get("/review/agreement").text


def test_verdicts_come_out_as_cases_that_the_coder_reads(desk, ledger):
    enter(desk, "ana")
    (report,) = ledger.event("e-threat").reports
    text = ledger.document(ledger.report(report).document_id).text
    desk.post("/review/judge", data={"verdict": "accept", "left_id": report})
    desk.post("/review/judge", data={"verdict": "correct", "left_id": report, "field": "factuality", "value": "actual"})
    (line,) = desk.get("/review/cases.jsonl").content.splitlines()
    case = orjson.loads(line)
    assert case["text"] == text
    assert [(e["verdict"], e["field"], e["sentence"]) for e in case["expect"]] == [
        ("accept", None, text),
        ("correct", "factuality", text),
    ]
    from newsledger.reading import read_row

    assert read_row(case).text == text


def test_every_key_is_told_beside_what_it_presses(desk):
    enter(desk, "ana")
    page = desk.get("/review").text
    keys = re.findall(r'data-key(?:-focus)?="(\w)"', page)
    assert sorted(keys) == ["a", "c", "r", "s"]
    assert len(re.findall(r"aria-keyshortcuts", page)) == len(keys)


def test_an_empty_queue_waits_for_the_events_that_linking_made(desk, ledger):
    enter(desk, "ana")
    held = desk.app.state.desk
    held.columns()
    held._took = 60.0  # as on a ledger so large that it is read again beside
    ledger.replace_events([replace(each, event_id=f"{each.event_id}-anew") for each in ledger.events()])
    assert shown(desk.get("/review"))
