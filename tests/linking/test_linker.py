"""Linking a whole ledger."""

from datetime import UTC, date, datetime

import pytest

from making.records import VERSION
from making.telling import UNDATED, page, telling, undated_page
from newsledger.ledger import Judgement, Ledger
from newsledger.linking import link
from newsledger.records import Coded, DateBasis

NOW = datetime(2023, 8, 1, tzinfo=UTC)
LONG = (
    "Shoigu met Kim in the capital for three hours of talks about arms and grain, and a parade followed on the square. "
)
PAGES = (
    page(LONG * 2, "Daily Post"),
    page(LONG * 2, "Gazette", day=date(2023, 7, 28)),
    undated_page("The general met Kim lately."),
)


def codings():
    dated = [Coded(p, (telling(p, "met"),), (), (), ()) for p in PAGES[:2]]
    return [*dated, Coded(PAGES[2], (telling(PAGES[2], "met", when=UNDATED),), (), (), ())]


def ledger_of(path, found):
    opened = Ledger.open(path)
    run = opened.start_run(VERSION, NOW, {})
    opened.write_many(found, (), run)
    return opened


@pytest.fixture
def ledger(tmp_path):
    with ledger_of(tmp_path / "a.db", codings()) as opened:
        yield opened


def test_reports_get_their_event_and_reprints_their_original(ledger):
    summary = link(ledger)
    (event,) = ledger.events()
    assert {r.event_id for r in ledger.reports()} == {event.event_id}
    assert ledger.document(PAGES[1].document_id).copy_of == PAGES[0].document_id
    assert (summary.reports, summary.events, summary.copies, summary.dated) == (3, 1, 1, 1)


def test_an_undated_page_gets_a_date_that_shows_its_basis(ledger):
    link(ledger)
    published = ledger.document(PAGES[2].document_id).published
    assert published.basis is DateBasis.LINKED and published.start == date(2023, 7, 26)
    assert ledger.document(PAGES[0].document_id).published == PAGES[0].published


def test_linking_again_changes_nothing(ledger):
    link(ledger)
    before = tuple(ledger.events()), tuple(ledger.documents())
    link(ledger)
    assert (tuple(ledger.events()), tuple(ledger.documents())) == before


def test_the_order_of_writing_changes_nothing(tmp_path, ledger):
    link(ledger)
    with ledger_of(tmp_path / "b.db", codings()[::-1]) as other:
        link(other)
        assert tuple(other.events()) == tuple(ledger.events())


def test_a_judgement_splits_and_the_date_that_rested_on_the_link_goes(ledger):
    link(ledger)
    reports = {r.document_id: r.report_id for r in ledger.reports()}
    late = reports[PAGES[2].document_id]
    for other in PAGES[:2]:
        ledger.judge(Judgement(reports[other.document_id], late, "different", "ana", NOW))
    link(ledger)
    assert ledger.counts()["events"] == 2
    assert ledger.document(PAGES[2].document_id).published.start is None
