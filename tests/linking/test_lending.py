"""Reports without a date, dated by another report of their event."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from making.records import VERSION
from making.telling import LAVROV, UNDATED, on, page, telling, undated_page
from newsledger.ledger import Ledger, Query
from newsledger.linking import cluster, link
from newsledger.linking.lending import as_coded, lent_dates
from newsledger.records import Coded, EventType, Span, When, WhenBasis

NOW = datetime(2023, 8, 1, tzinfo=UTC)
DATED = page("Shoigu met Kim in Pyongyang for talks on Wednesday.")
LATE = undated_page("Shoigu met Kim in Pyongyang for talks lately.")
OWN = When(text="lately", span=Span(39, 45), reason="no day is stated")
GIVES, LACKS = telling(DATED, "met"), telling(LATE, "met", when=OWN)


def lent(*reports, pages=(DATED, LATE)):
    return lent_dates(cluster(reports, pages), reports)


def test_a_report_without_a_date_has_that_of_its_event():
    when = lent(GIVES, LACKS)[LACKS.report_id]
    assert (when.start, when.end, when.precision) == (date(2023, 7, 26), date(2023, 7, 26), GIVES.when.precision)
    assert when.basis is WhenBasis.LINKED
    assert GIVES.report_id in when.reason and "no day is stated" in when.reason
    assert (when.text, when.span) == (OWN.text, OWN.span)


def test_a_report_with_a_date_keeps_it():
    assert set(lent(GIVES, LACKS)) == {LACKS.report_id}


def test_an_event_that_nobody_dates_lends_nothing():
    assert lent(replace(GIVES, when=UNDATED), LACKS) == {}


def test_a_page_lends_itself_nothing():
    held = page("Shoigu met Kim in Pyongyang on Wednesday. Shoigu had met Kim in Pyongyang.")
    told = (telling(held, "met"), replace(telling(held, "had met", when=OWN), report_id="r-later"))
    (event,) = cluster(told, (held,))
    assert len(event.reports) == 2 and lent_dates([event], told) == {}


def test_a_date_without_an_end_is_not_lent():
    assert lent(replace(GIVES, when=replace(GIVES.when, end=None)), LACKS) == {}


def test_a_date_in_dispute_is_not_lent():
    other = page("Shoigu met Kim in Pyongyang for talks on Thursday.", "Gazette")
    told = (GIVES, telling(other, "met", when=on(date(2023, 7, 27))), LACKS)
    (event,) = cluster(told, (DATED, other, LATE))
    assert [c.field for c in event.conflicts] == ["when"]
    assert lent_dates([event], told) == {}


def test_a_lent_date_is_not_taken_for_the_reports_own():
    borrowed = replace(LACKS, when=lent(GIVES, LACKS)[LACKS.report_id])
    assert as_coded(borrowed).when == replace(OWN, reason="")
    assert cluster((GIVES, borrowed), (DATED, LATE)) == cluster((GIVES, LACKS), (DATED, LATE))


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "a.db") as opened:
        write(opened, (DATED, GIVES), (LATE, LACKS))
        yield opened


def write(ledger, *told):
    run = ledger.start_run(VERSION, NOW, {})
    ledger.write_many([Coded(held, (report,), (), (), ()) for held, report in told], (), run)


def test_the_ledger_shows_and_finds_the_lent_date_and_keeps_the_coders(ledger):
    assert link(ledger).lent == 1
    assert ledger.report(LACKS.report_id).when.basis is WhenBasis.LINKED
    assert len(list(ledger.reports(Query(start="2023-07-26", end="2023-07-26")))) == 2
    assert {r.report_id: r.when for r in ledger.coded_reports()}[LACKS.report_id] == OWN


def test_linking_again_changes_nothing(ledger):
    link(ledger)
    before = list(ledger.reports())
    link(ledger)
    assert list(ledger.reports()) == before


def test_a_lent_date_goes_with_the_link_that_lent_it(ledger):
    link(ledger)
    other = replace(GIVES, type=EventType.PROTEST, actor=GIVES.recipient, recipient=())
    run = ledger.start_run(replace(VERSION, version="2"), NOW, {})
    ledger.write(Coded(DATED, (other,), (), (), ()), run)
    link(ledger)
    assert ledger.report(LACKS.report_id).when == OWN
    assert LACKS.report_id not in {r.report_id for r in ledger.reports(Query(start="2023"))}


def test_the_order_of_writing_makes_no_difference(tmp_path, ledger):
    link(ledger)
    with Ledger.open(tmp_path / "b.db") as other:
        write(other, (LATE, LACKS))
        link(other)
        write(other, (DATED, GIVES))
        link(other)
        assert list(other.reports()) == list(ledger.reports())


def test_a_report_of_other_parties_in_the_event_lends_nothing():
    third = replace(GIVES, actor=(*GIVES.actor, LAVROV))
    (event,) = cluster((GIVES, LACKS), (DATED, LATE))
    assert LACKS.report_id in lent_dates([event], (GIVES, LACKS))
    assert lent_dates([event], (third, LACKS)) == {}


def test_a_report_of_another_type_in_the_event_lends_nothing():
    (event,) = cluster((GIVES, LACKS), (DATED, LATE))
    assert lent_dates([event], (replace(GIVES, type=EventType.AGREE), LACKS)) == {}


def test_lenders_of_the_same_parties_outweigh_other_dates_of_the_event():
    other = page("Lavrov met Kim in Pyongyang in June.", "Gazette")
    loose = replace(telling(other, "met", when=on(date(2023, 6, 1))), actor=(LAVROV,))
    (event,) = cluster((GIVES, LACKS), (DATED, LATE))
    mixed = replace(event, reports=(*event.reports, loose.report_id), documents=3)
    assert lent_dates([mixed], (GIVES, LACKS, loose))[LACKS.report_id].start == date(2023, 7, 26)
