"""Search and ledger."""

import csv
import re


def test_the_first_page_lists_the_latest_events_first(browser):
    page = browser.get("/")
    assert page.status_code == 200
    assert re.findall(r"/events/(e-\w+)", page.text) == ["e-threat", "e-visit", "e-met"]
    assert "<strong>3 events</strong> from 4 reports of 3 documents" in page.text


def test_the_box_says_what_it_recognised_and_lets_it_be_words(browser):
    page = browser.get("/events", params={"q": "Kim Jong Un visited"})
    assert "Kim Jong Un, as a party" in page.text
    assert "plain=1" in page.text
    assert re.findall(r'href="/events/(e-\w+)', page.text) == ["e-visit"]


def test_the_box_read_as_words_finds_sentences(program):
    found = program.get("/events.json", params={"q": "Kim met", "plain": "1"}).json()
    assert [record["event_id"] for record in found["records"]] == ["e-met"]
    assert found["read_as"] == []


def test_every_form_gives_what_the_page_shows(browser, program):
    asked = {"actor": "PRK", "sort": "date"}
    page = browser.get("/events", params=asked).text
    data = program.get("/events.json", params=asked).json()
    rows = list(csv.DictReader(program.get("/events.csv", params=asked).text.splitlines()))
    ids = [record["event_id"] for record in data["records"]]
    assert (
        ids == ["e-visit", "e-met"] == [row["event_id"] for row in rows] == re.findall(r'href="/events/(e-\w+)', page)
    )
    assert (data["events"], data["reports"], data["documents"]) == (2, 3, 2)
    assert "/events.json?actor=PRK&amp;sort=date" in page


def test_pages_lead_on_by_a_cursor(program):
    first = program.get("/events.json", params={"limit": 2}).json()
    second = program.get("/events.json", params={"limit": 2, "after": first["next"]}).json()
    assert [r["event_id"] for r in (*first["records"], *second["records"])] == ["e-threat", "e-visit", "e-met"]
    assert second["next"] is None


def test_facets_lead_to_what_they_count(browser):
    page = browser.get("/events", params={"q": "CONSULT"}).text
    assert '/events?q=CONSULT&amp;factuality=actual"' in page
    assert "2</span>" in page


def test_an_empty_answer_says_what_to_do(browser):
    assert "No event has all of this" in browser.get("/events", params={"q": "zebra"}).text


def test_an_empty_ledger_says_what_to_do(tmp_path):
    from starlette.testclient import TestClient

    from newsledger.desk.app import create_app
    from newsledger.ledger import Ledger

    with Ledger.open(tmp_path / "empty.db") as ledger:
        page = TestClient(create_app(ledger), base_url="http://127.0.0.1").get("/events")
    assert "newsledger ingest" in page.text


def test_a_bad_question_is_told_as_such(browser, program):
    page = browser.get("/events", params={"type": "PARTY"})
    assert (page.status_code, "Unknown type" in page.text) == (422, True)
    told = program.get("/events.json", params={"from": "soon"})
    assert told.status_code == 422
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["title"] == "This is not a date: 'soon'"


def test_what_an_ingest_adds_is_seen(own, ledger):
    from making import coded, event

    from .conftest import fill

    page = coded("Macron met the press.", "new.txt")
    fill(ledger, [page], [event("e-new", page.reports[0])])
    own.app.state.desk.refresh()
    assert "/events/e-new" in own.get("/").text


def test_pages_work_without_scripts(browser):
    page = browser.get("/").text
    assert '<form class="box" action="/events" method="get"' in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son\w+=|\sstyle=", page)
