"""What another coder made of the same pages."""

import dataclasses
from datetime import UTC, datetime

import pytest

from making import coded
from making.records import VERSION
from newsledger.errors import QueryError
from newsledger.ledger import Ledger
from newsledger.records import EventType, Factuality

NOW = datetime(2023, 8, 1, tzinfo=UTC)
NEWER = dataclasses.replace(VERSION, version="2")
PAGE = coded("Shoigu visited Pyongyang.")
(REPORT,) = PAGE.reports


@pytest.fixture
def ledger(where):
    with Ledger.open(where) as opened:
        opened.write(PAGE, opened.start_run(VERSION, NOW, {}))
        yield opened


def reread(ledger, *reports, page=PAGE):
    run = ledger.start_run(NEWER, NOW, {})
    ledger.write(dataclasses.replace(page, reports=reports), run)
    return tuple(ledger.differences(1, run.run))


def test_a_report_of_the_same_words_has_changed(ledger):
    now = dataclasses.replace(REPORT, report_id="r-new", type=EventType.ACCUSE, factuality=Factuality.PLANNED)
    (found,) = reread(ledger, now)
    assert (found.kind, found.before, found.after) == ("changed", REPORT.report_id, "r-new")
    told = {c.field: (c.before, c.after) for c in found.changes}
    assert told == {"type": ("CONSULT", "ACCUSE"), "factuality": ("actual", "planned")}


def test_other_reasons_and_confidence_are_no_change(ledger):
    assert reread(ledger, dataclasses.replace(REPORT, confidence=0.1, coder=NEWER)) == ()


def test_reports_go_and_come(ledger):
    (gone,) = reread(ledger)
    assert (gone.kind, gone.before, gone.after) == ("gone", REPORT.report_id, None)
    other = dataclasses.replace(NEWER, version="3")
    ledger.write(PAGE, ledger.start_run(other, NOW, {}))
    assert [d.kind for d in ledger.differences(2, 3)] == ["new"]
    assert list(ledger.differences(1, 3)) == list(ledger.differences(3, 1)) == []


def test_pages_that_the_first_run_had_not_read_are_left_out(ledger):
    new = coded("Kim met Shoigu.", "other.txt")
    assert reread(ledger, *new.reports, page=new) == ()


def test_a_run_that_is_not_there(ledger):
    with pytest.raises(QueryError, match="no run"):
        list(ledger.differences(1, 7))
