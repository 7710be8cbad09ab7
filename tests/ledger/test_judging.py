"""Verdicts as rows: only added, anchored to the words they were given on."""

import dataclasses
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from making import coded, event
from making.records import VERSION
from newsledger.errors import QueryError
from newsledger.ledger import Judgement, Ledger, Query, Ruling, Verdict

NOW = datetime(2023, 8, 1, tzinfo=UTC)
ONE, TWO = coded("Shoigu visited Pyongyang."), coded("Kim met Shoigu.", "other.txt")
(FIRST,), (SECOND,) = ONE.reports, TWO.reports


@pytest.fixture
def ledger(where):
    with Ledger.open(where) as opened:
        opened.write_many([ONE, TWO], [], opened.start_run(VERSION, NOW, {}))
        opened.replace_events([event("e-1", FIRST), event("e-2", SECOND)])
        yield opened


def said(left, right, verdict, **more):
    return Judgement(left, right, verdict, "ana", NOW, **more)


def test_a_verdict_is_kept_with_its_number_and_the_reports_it_was_given_on(ledger):
    kept = ledger.judge(said("e-1", SECOND.report_id, "same", note="one visit"))
    assert (kept.number, kept.verdict, kept.note) == (1, Verdict.SAME, "one visit")
    (left,), (right,) = kept.left, kept.right
    assert (left.report_id, right.report_id) == (FIRST.report_id, SECOND.report_id)
    assert left.predicate == FIRST.evidence.fields.predicate
    assert ledger.judgements() == (kept,)


def test_verdicts_are_only_added(ledger):
    ledger.judge(said("e-1", "e-2", "same"))
    ledger.judge(said("e-1", "e-2", "different"))
    assert [each.verdict for each in ledger.judgements()] == ["same", "different"]
    for change in ("UPDATE judgements SET verdict = 'same'", "DELETE FROM judgements"):
        with ledger.reading() as connection, pytest.raises(DBAPIError, match="only added"):
            connection.exec_driver_sql(change)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (said("e-1", "e-9", "same"), "no report or event"),
        (said("e-1", "e-2", "alike"), "no verdict"),
        (said("e-1", None, "same"), "two records"),
        (said("e-1", "e-2", "reject"), "one report"),
        (said("e-1", None, "correct"), "field"),
        (dataclasses.replace(said("e-1", "e-2", "same"), who=" "), "name"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(ledger, given, words):
    with pytest.raises(QueryError, match=words):
        ledger.judge(given)
    assert ledger.judgements() == ()


def test_an_id_is_found_by_its_start(ledger):
    assert ledger.whole_id("e-1") == "e-1"
    assert ledger.whole_id(FIRST.report_id[:-1]) == FIRST.report_id
    with pytest.raises(QueryError, match="More than one"):
        ledger.whole_id("e-")
    with pytest.raises(QueryError, match="no report or event"):
        ledger.whole_id("x")


def ruled(ledger, **fields):
    ledger.replace_events([], rulings={FIRST.report_id: Ruling(FIRST.report_id, "ana", **fields)})
    return ledger.report(FIRST.report_id)


def test_a_ruling_is_shown_and_searched_in_place_of_what_the_coder_made(ledger):
    day = {"start": "2023-08-05", "end": "2023-08-05", "precision": "day"}
    found = ruled(ledger, fields={"type": "ACCUSE", "when": day, "recipient": []})
    assert (found.type, found.when.start, found.recipient) == ("ACCUSE", date(2023, 8, 5), ())
    assert found.judged_by == "ana"
    assert list(ledger.reports(Query(type="ACCUSE", start="2023-08-05"))) == [found]
    assert FIRST.report_id not in {r.report_id for r in ledger.reports(Query(actor="Kim Jong Un"))}
    assert FIRST in set(ledger.coded_reports())


def test_a_ruling_that_is_gone_leaves_the_coders_own(ledger):
    ruled(ledger, fields={"recipient": []})
    ledger.replace_events([])
    assert ledger.report(FIRST.report_id) == FIRST
    assert len(list(ledger.reports(Query(actor="Kim Jong Un")))) == 2


def test_a_rejected_report_is_listed_only_where_asked_for(ledger):
    ruled(ledger, fields={}, rejected=True)
    assert [r.report_id for r in ledger.reports()] == [SECOND.report_id]
    assert len(list(ledger.reports(Query(rejected=True)))) == 2
    assert len(list(ledger.coded_reports())) == 2


def test_who_accepts_a_report_is_sure_of_it(ledger):
    assert ruled(ledger, fields={}, accepted=True).confidence == 1.0
