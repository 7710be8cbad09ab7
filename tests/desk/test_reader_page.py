"""The reader."""

import re

from newsledger.ledger import Query

from .conftest import COPY, VISIT


def test_a_mark_and_its_report_lead_to_each_other(browser, still):
    page = browser.get(f"/documents/{VISIT.document_id}").text
    for report in still.reports(Query(document=VISIT.document_id)):
        assert f'id="{report.report_id}"' in page
        assert f'href="#{report.report_id}"' in page
    for target in re.findall(r'href="#(at\d+)"', page):
        assert f'id="{target}"' in page


def test_zones_are_named_and_comments_folded(browser):
    page = browser.get(f"/documents/{VISIT.document_id}").text
    assert re.search(r'<section class="zone zone-body".*KCNA said', page, re.DOTALL)
    assert re.search(r'<details class="zone zone-comment"><summary>.*Readers wrote', page, re.DOTALL)


def test_the_text_is_all_there(browser):
    page = browser.get(f"/documents/{VISIT.document_id}").text
    text = re.sub(r"<[^>]+>", "", page[page.index('class="page"') : page.index("<aside")])
    for line in VISIT.text.split("\n"):
        assert line in text


def test_the_original_is_named(browser):
    page = browser.get(f"/documents/{COPY.document_id}").text
    assert COPY.sha256 in page
    assert "copy.txt" in page


def test_the_json_holds_text_reports_and_claims(program):
    data = program.get(f"/documents/{VISIT.document_id}.json").json()
    assert data["document"]["text"] == VISIT.text
    assert (len(data["reports"]), len(data["claims"])) == (2, 1)


def test_a_page_that_is_not_there_is_told_as_such(browser):
    for wanted in ("d-none", VISIT.document_id[:-1]):
        assert browser.get(f"/documents/{wanted}").status_code == 404
