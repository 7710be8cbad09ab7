"""One event's page."""

import csv


def test_reports_stand_under_their_origin_with_their_chain(browser):
    page = browser.get("/events/e-visit").text
    assert page.count('<article class="report"') == 2
    assert page.count('<section class="origin"') == 1
    assert "takes part in the event itself" in page
    assert page.count('class="chain"') == 2
    assert '<span class="cue">said</span><span class="link"><bdi>KCNA' in page


def test_the_words_behind_the_fields_are_marked(browser):
    assert '<mark class="f-predicate" title="predicate">Ser</mark>' in browser.get("/events/e-visit").text


def test_fields_that_agree_differ_and_are_silent_are_told_apart(browser):
    page = browser.get("/events/e-visit").text
    assert '<tr class="agreeing"><th scope="row">what</th>' in page
    whom = '<tr class="agreeing"><th scope="row">to whom</th><td data-label="Reports">'
    assert f'{whom}agreeing <span class="note">1 silent' in page
    assert '<tr class="silent"><th scope="row">toll</th>' in page


def test_disagreements_name_each_value_with_who_tells_it(browser):
    page = browser.get("/events/e-visit").text
    assert "What the reports disagree on" in page
    assert page.index("26 July") < page.index("27 July")


def test_a_story_and_the_reasons_for_one_event_are_there(browser):
    page = browser.get("/events/e-visit").text
    assert "In its story" in page
    assert '/events/e-met"' in page
    assert page.count("<li><bdi>") >= 2
    assert "they share a source" in page


def test_an_event_told_once_was_not_linked(browser):
    assert "there was nothing to link" in browser.get("/events/e-threat").text


def test_the_forms_hold_the_records(program):
    data = program.get("/events/e-visit.json").json()
    assert data["event"]["event_id"] == "e-visit"
    assert len(data["reports"]) == 2
    rows = list(csv.DictReader(program.get("/events/e-visit.csv").text.splitlines()))
    assert [row["report_id"] for row in rows] == [each["report_id"] for each in data["reports"]]


def test_an_event_that_is_not_there_is_told_as_such(browser, program):
    assert browser.get("/events/e-none").status_code == 404
    assert program.get("/events/e-none.json").json()["status"] == 404


def test_an_event_that_was_linked_anew_on_the_way_to_it_is_found_by_its_report(browser, still):
    report = still.event("e-visit").reports[0]
    assert "e-visit" in browser.get(f"/events/e-gone?done=1&report={report}").text
    assert browser.get("/events/e-gone?report=r-none").status_code == 404


def test_a_report_leads_to_the_event_that_it_is_in(browser, still):
    report = still.event("e-visit").reports[0]
    answer = browser.get(f"/reports/{report}?done=1", follow_redirects=False)
    assert answer.headers["location"] == f"/events/e-visit?done=1&report={report}"
    assert "Written down" not in browser.get(f"/reports/{report}").text
    assert browser.get("/reports/r-none").status_code == 404
