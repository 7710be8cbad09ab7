"""Words for times on pages that linking dates."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from making.records import VERSION
from making.telling import UNDATED, page, telling, undated_page
from newsledger.ledger import Ledger
from newsledger.linking import link
from newsledger.linking.settling import settled_dates
from newsledger.records import Coded, DateBasis, Factuality, Precision, Published, Span, When, WhenBasis

LATE = undated_page(
    "Shoigu met Kim. The envoys quarrelled on Wednesday. The forum opens next week, October 3 through 6."
)
OPEN = When(text="Wednesday", span=Span(41, 50), reason="no time is stated")
QUARREL = telling(LATE, "quarrelled", when=OPEN, actor=(), recipient=())


def within(start: date, end: date | None) -> dict[str, Published]:
    return {LATE.document_id: Published(start, end, Precision.INTERVAL, DateBasis.LINKED)}


def test_a_weekday_is_settled_where_every_day_of_the_page_gives_the_same():
    when = settled_dates([QUARREL], within(date(2023, 9, 28), date(2023, 10, 2)))[QUARREL.report_id]
    assert (when.start, when.end, when.precision) == (date(2023, 9, 27), date(2023, 9, 27), Precision.DAY)
    assert (when.text, when.span, when.basis) == (OPEN.text, OPEN.span, WhenBasis.LINKED)
    assert "2023-09-28" in when.reason


def test_what_is_planned_lies_after_the_page():
    planned = replace(QUARREL, factuality=Factuality.PLANNED)
    when = settled_dates([planned], within(date(2023, 9, 28), date(2023, 10, 2)))[QUARREL.report_id]
    assert when.start == date(2023, 10, 4)


@pytest.mark.parametrize("end", [date(2023, 10, 6), None], ids=["two weeks", "open"])
def test_a_weekday_that_could_be_two_days_stays_open(end):
    assert settled_dates([QUARREL], within(date(2023, 9, 28), end)) == {}


def test_a_date_of_its_own_or_no_words_are_left_alone():
    dates = within(date(2023, 9, 28), date(2023, 10, 2))
    own = replace(QUARREL, when=When(date(2023, 1, 4), date(2023, 1, 4), Precision.DAY, "Wednesday", OPEN.span))
    assert settled_dates([own, replace(QUARREL, when=UNDATED)], dates) == {}
    assert settled_dates([QUARREL], {}) == {}


def test_the_ledger_settles_them_once_another_page_dates_the_page(tmp_path):
    dated = page("Shoigu met Kim in Pyongyang on Saturday.")
    told = [
        (
            dated,
            telling(
                dated, "met", when=When(date(2023, 9, 30), date(2023, 9, 30), Precision.DAY, None, None, WhenBasis.TEXT)
            ),
        )
    ]
    told += [(LATE, telling(LATE, "met", when=UNDATED))]
    with Ledger.open(tmp_path / "a.db") as ledger:
        run = ledger.start_run(VERSION, datetime(2023, 10, 9, tzinfo=UTC), {})
        ledger.write_many([Coded(told[0][0], (told[0][1],), (), (), ())], (), run)
        ledger.write_many([Coded(LATE, (told[1][1], QUARREL), (), (), ())], (), run)
        link(ledger)
        assert ledger.report(QUARREL.report_id).when.start == date(2023, 9, 27)
        link(ledger)
        assert ledger.report(QUARREL.report_id).when.start == date(2023, 9, 27)
