"""The REST interface."""

import time

import pytest
from starlette.testclient import TestClient

from making import CountingCoder
from making.coder import link_all
from newsledger.desk.app import create_app
from newsledger.ledger import tokens
from newsledger.records import to_dict

from .conftest import HERE, MADE, VISIT

API = "/api/v1"


@pytest.fixture
def desk(ledger):
    """A desk with a coder that counts, and a token of each role."""
    with ledger.writing() as connection:
        held = {role: tokens.create(connection, f"a {role}", role, MADE) for role in tokens.ROLES}
    with TestClient(create_app(ledger, coder=CountingCoder, link=link_all), base_url=HERE) as client:
        client.tokens = {role: {"authorization": f"Bearer {secret}"} for role, secret in held.items()}
        yield client


@pytest.mark.parametrize("kind", ["events", "reports", "claims", "documents", "stories"])
def test_records_are_those_of_the_ledger(program, still, kind):
    page = program.get(f"{API}/{kind}", params={"limit": 500}).json()
    held = {"documents": lambda: still.entries().records}.get(kind, getattr(still, kind))()
    ours = sorted((to_dict(record) for record in held), key=str)
    assert sorted(page["records"], key=str) == ours
    assert page["next"] is None


def test_one_record_is_had_by_its_whole_id(program, still):
    assert program.get(f"{API}/events/e-visit").json() == still.event("e-visit").to_dict()
    assert program.get(f"{API}/documents/{VISIT.document_id}").json()["text"] == VISIT.text
    report = next(iter(still.reports()))
    assert program.get(f"{API}/reports/{report.report_id}").json()["evidence"]["sentence"] == report.evidence.sentence
    for path in ("/events/e-vis", "/events/none", "/reports/r", "/claims/c-", "/documents/d", "/stories/x", "/jobs/j"):
        answer = program.get(f"{API}{path}")
        assert answer.status_code == 404, path
        assert answer.headers["content-type"] == "application/problem+json"


def test_pages_follow_each_other(program):
    for kind in ("events", "reports"):
        seen, cursor = [], None
        while True:
            more = {"cursor": cursor} if cursor else {}
            page = program.get(f"{API}/{kind}", params={"limit": 1, **more}).json()
            seen += [record[f"{kind[:-1]}_id"] for record in page["records"]]
            if not (cursor := page["next"]):
                break
        assert len(seen) == len(set(seen)) == {"events": 3, "reports": 4}[kind]


def test_filters_are_those_of_the_search(program):
    asked = {"actor": ["PRK", "RUS"], "type": "CONSULT", "from": "2023-07", "to": "2023-07", "min_confidence": 0.8}
    page = program.get(f"{API}/events", params=asked).json()
    assert [record["event_id"] for record in page["records"]] == ["e-visit"]
    assert program.get(f"{API}/facets", params={"country": "FRA"}).json()["facets"]["type"] == [
        {"value": "THREATEN", "events": 1}
    ]
    found = program.get(f"{API}/parties", params={"q": "kim"}).json()["records"]
    assert [(each["id"], each["cooperation"]) for each in found] == [("person/kim-jong-un", 2)]


@pytest.mark.parametrize(
    ("path", "asked"),
    [("/events", {"type": "PARTY"}), ("/events", {"limit": "0"}), ("/events", {"from": "soon"}),
     ("/events", {"from": "2024", "to": "2023"}), ("/events", {"cursor": "x"}), ("/reports", {"min_confidence": "2"}),
     ("/claims", {"speaker": "!!"}), ("/reports", {"from": "2023-99"})],
)  # fmt: skip
def test_what_cannot_be_understood_is_a_problem(program, path, asked):
    answer = program.get(f"{API}{path}", params=asked)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 422
    assert answer.json()["title"]


def test_writing_needs_a_role(desk):
    pages = {"documents": [{"text": "Kim met Shoigu."}]}
    assert desk.post(f"{API}/documents", json=pages).status_code == 401
    for role in ("reader", "reviewer"):
        assert desk.post(f"{API}/documents", json=pages, headers=desk.tokens[role]).status_code == 403
    verdict = {"verdict": "reject", "left_id": "e-visit"}
    assert desk.post(f"{API}/judgements", json=verdict).status_code == 401
    assert desk.post(f"{API}/judgements", json=verdict, headers=desk.tokens["reader"]).status_code == 403


def finished(desk, address):
    for _ in range(400):
        job = desk.get(address).json()
        if job["state"] in {"done", "failed"}:
            return job
        time.sleep(0.02)
    raise AssertionError(job)


def test_pages_that_are_added_are_coded_and_found(desk):
    pages = {"documents": [{"text": "Macron visited Niamey.", "id": "row-1", "date": "2023-09-01"}, {"text": " \n"}]}
    answer = desk.post(f"{API}/documents", json=pages, headers=desk.tokens["admin"])
    assert answer.status_code == 202
    job = finished(desk, answer.headers["location"])
    assert job["state"] == "done", job
    assert (job["outcome"]["written"], job["outcome"]["rejected"]) == (1, 1)
    assert job["who"] == "a admin"
    found = desk.get(f"{API}/documents", params={"text": "Niamey", "from": "2023-09"}).json()["records"]
    assert [entry["input_id"] for entry in found] == ["row-1"]


def test_pages_that_cannot_be_coded_go_to_the_quarantine(desk, ledger):
    answer = desk.post(f"{API}/documents", json={"documents": [{"text": "uncodable"}]}, headers=desk.tokens["admin"])
    assert finished(desk, answer.headers["location"])["outcome"]["rejected"] == 1
    assert [case.reason for case in ledger.quarantine()] == ["The coder gave up"]


@pytest.mark.parametrize(
    "body",
    [{}, {"documents": []}, {"documents": [{}]}, {"documents": [{"text": "x", "colour": "red"}]}, {"documents": "x"},
     {"documents": [{"text": "x"}] * 201}, []],
)  # fmt: skip
def test_a_body_that_is_none_is_a_problem(desk, body):
    answer = desk.post(f"{API}/documents", json=body, headers=desk.tokens["admin"])
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_verdict_is_kept_with_who_gave_it(desk, ledger):
    report = ledger.event("e-met").reports[0]
    verdict = {"verdict": "correct", "left_id": report, "field": "factuality", "value": "planned", "note": "it says so"}
    answer = desk.post(f"{API}/judgements", json=verdict, headers=desk.tokens["reviewer"])
    assert answer.status_code == 201, answer.text
    assert answer.json()["who"] == "a reviewer"
    assert [j["note"] for j in desk.get(f"{API}/judgements", params={"of": report}).json()["records"]] == ["it says so"]


@pytest.mark.parametrize(
    "verdict",
    [{"verdict": "maybe", "left_id": "e-visit"}, {"verdict": "same", "left_id": "e-visit"},
     {"verdict": "accept", "left_id": "none"}, {"verdict": "correct", "left_id": "e-visit"}],
)  # fmt: skip
def test_a_verdict_without_sense_is_refused(desk, ledger, verdict):
    answer = desk.post(f"{API}/judgements", json=verdict, headers=desk.tokens["reviewer"])
    assert answer.status_code == 422, answer.text
    assert ledger.judgements() == ()


def test_the_interface_describes_itself(program):
    told = program.get(f"{API}/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert {"Event", "Report", "Claim", "Document", "Story", "Problem"} <= set(told["components"]["schemas"])
    assert "HTTPValidationError" not in str(told)
    problem = told["paths"]["/api/v1/events"]["get"]["responses"]["422"]["content"]
    assert list(problem) == ["application/problem+json"]


def test_an_address_there_is_not_and_a_method_there_is_not_are_problems(program):
    assert program.get(f"{API}/nothing").json()["status"] == 404
    answer = program.delete(f"{API}/events")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
