from __future__ import annotations

from datetime import date

import pytest

from newsledger.actors import Term
from newsledger.actors.entities import first_day, last_day
from newsledger.errors import DataError


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2016-02-05", date(2016, 2, 5), date(2016, 2, 5)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        (2016, date(2016, 1, 1), date(2016, 12, 31)),
        (None, None, None),
    ],
)
def test_coarse_dates_cover_all_they_may_mean(written, first, last):
    assert (first_day(written), last_day(written)) == (first, last)


def test_what_is_no_date_is_named_with_a_remedy():
    with pytest.raises(DataError, match="YYYY-MM-DD") as caught:
        first_day("last spring")
    assert caught.value.where == "last spring"


def term(start: date | None, end: date | None) -> Term:
    return Term("President", "head of state", (), ("GOV",), "RUR", start, end)


def test_a_term_counts_both_its_ends():
    held = term(date(2000, 1, 1), date(2004, 1, 1))
    assert held.holds(date(2000, 1, 1)) and held.holds(date(2004, 1, 1))
    assert not held.holds(date(1999, 12, 31)) and not held.holds(date(2004, 1, 2))


def test_an_open_term_goes_on():
    assert term(date(2000, 1, 1), None).holds(date(2030, 1, 1))
    assert term(None, None).holds(date(1900, 1, 1))


@pytest.mark.parametrize(
    ("on", "days"),
    [(date(1999, 12, 30), 2), (date(2000, 1, 1), 0), (date(2002, 6, 1), 0), (date(2004, 1, 31), 30)],
)
def test_days_from_a_term(on, days):
    assert term(date(2000, 1, 1), date(2004, 1, 1)).distance(on) == days
