"""Whole and partial dates as a query takes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.errors import QueryError
from newsledger.ledger import parse_days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-07-26", date(2023, 7, 26), date(2023, 7, 26)),
        ("2023-07-26T10:00:00Z", date(2023, 7, 26), date(2023, 7, 26)),
        ("12 December 2019", date(2019, 12, 12), date(2019, 12, 12)),
        ("December 12, 2019", date(2019, 12, 12), date(2019, 12, 12)),
        ("Sept. 2019", date(2019, 9, 1), date(2019, 9, 30)),
    ],
)
def test_reads(text, first, last):
    days = parse_days(text)
    assert (days.first, days.last) == (first, last)


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13", "2023-02-30", "30 Foo 2020", "20230726"])
def test_refuses(text):
    with pytest.raises(QueryError, match="not a date"):
        parse_days(text)


@given(st.dates())
def test_any_iso_day_is_that_day(day):
    assert parse_days(day.isoformat()).first == day
