"""When a page was published, and what that rests on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.reading import days, read_row, read_text
from newsledger.records import DateBasis, Precision

STORY = "The council voted on Tuesday to close the old bridge to lorries for the whole of the coming winter season."


@pytest.mark.parametrize(
    ("given_date", "start", "end", "precision"),
    [
        ("2020-02-03", date(2020, 2, 3), date(2020, 2, 3), Precision.DAY),
        ("19950101", date(1995, 1, 1), date(1995, 1, 1), Precision.DAY),
        (19950101, date(1995, 1, 1), date(1995, 1, 1), Precision.DAY),
        ("2020-02-03T23:30:00-05:00", date(2020, 2, 3), date(2020, 2, 3), Precision.DAY),
        ("Mon, 03 Feb 2020 10:00:00 GMT", date(2020, 2, 3), date(2020, 2, 3), Precision.DAY),
        ("February 3rd, 2020", date(2020, 2, 3), date(2020, 2, 3), Precision.DAY),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), Precision.MONTH),
        ("2020", date(2020, 1, 1), date(2020, 12, 31), Precision.YEAR),
        (1580688000, date(2020, 2, 3), date(2020, 2, 3), Precision.DAY),
        ({"start": "2020-02-03"}, date(2020, 2, 3), date(2020, 2, 3), Precision.DAY),
    ],
)
def test_a_rows_date_is_given(given_date, start, end, precision):
    found = read_row({"text": STORY, "date": given_date}).published
    assert (found.start, found.end, found.precision, found.basis) == (start, end, precision, DateBasis.GIVEN)


@pytest.mark.parametrize(
    "given_date", ["", None, "soon", "0001-01-01", "1850-03-04", "2020-13-40", "03/04/2020", [], True]
)
def test_no_date_is_better_than_a_doubtful_one(given_date):
    found = read_row({"text": STORY, "date": given_date}).published
    assert (found.start, found.basis) == (None, DateBasis.UNKNOWN)


@pytest.mark.parametrize(
    ("url", "start", "precision"),
    [
        ("https://gazette.example/2020/02/03/bridge", date(2020, 2, 3), Precision.DAY),
        ("https://gazette.example/world/2020/feb/03/bridge", date(2020, 2, 3), Precision.DAY),
        ("https://gazette.example/bridge-2020-02-03.html", date(2020, 2, 3), Precision.DAY),
        ("https://gazette.example/article/20200203/NEWS/1", date(2020, 2, 3), Precision.DAY),
        ("https://gazette.example/2020/02/bridge", date(2020, 2, 1), Precision.MONTH),
    ],
)
def test_dates_in_addresses(url, start, precision):
    found = read_row({"text": STORY, "url": url}).published
    assert (found.start, found.precision, found.basis) == (start, precision, DateBasis.URL)


@pytest.mark.parametrize(
    "text",
    [
        f" date 2020-02-03 {STORY}",
        f"Bridge closes to lorries\nFebruary 03 , 2020\n{STORY}",
        f"Bridge closes to lorries\n\nPublished: 3 February 2020\n\n{STORY}",
        f"Bridge closes to lorries\n\nUpdated 5 February 2020\n\nPublished 3 February 2020\n\n{STORY}",
        f"Bridge closes to lorries\n\nMonday, February 3, 2020 at 10:55 AM EST\n\n{STORY}",
        f"BERN, 3 FEB 20 (ATS) -- [TEXT] {STORY}",
        f"Bridge closes to lorries\n\nBy Jane Roe, February 3, 2020\n\n{STORY}",
        f"https://gazette.example/2020/02/03/bridge\n{STORY}\n{STORY} Again.",
        f"Bridge closes to lorries\n\nThe Harbour Gazette, Feb. 3, 2020\n\n{STORY}",
        f"Bridge closes to lorries\n\nReuters, Monday, February 3, 2020\n\n{STORY}",
        f"Bridge closes to lorries\n\n3 February 2020 | Daily Harbour\n\n{STORY}",
        f"Front | Region | February 3, 2020\n\nBridge closes to lorries\n\n{STORY}",
    ],
)
def test_the_pages_own_words_date_it(text):
    found = read_text(text, source="x").published
    assert (found.start, found.precision, found.basis) == (date(2020, 2, 3), Precision.DAY, DateBasis.TEXT)


def test_a_date_within_the_story_does_not_date_the_page():
    text = f"The bridge was opened on 3 February 1920 by the old mayor, who had paid for it himself.\n\n{STORY}"
    assert read_text(text, source="x").published.start is None


@pytest.mark.parametrize(
    "line", ["Jane Roe, Feb. 3, 2020", "Born in Goma, Feb. 3, 2020", "Sales | Feb. 3, 2020 | Feb. 4, 2020"]
)
def test_a_date_beside_what_is_no_outlet_does_not_date_the_page(line):
    assert read_text(f"Bridge closes to lorries\n\n{line}\n\n{STORY}", source="x").published.start is None


def test_given_beats_address_and_address_beats_words():
    row = {"text": f"date 2020-02-05 {STORY}", "url": "https://g.example/2020/02/04/x"}
    assert read_row(row).published.start == date(2020, 2, 4)
    assert read_row({**row, "date": "2020-02-03"}).published.start == date(2020, 2, 3)


def test_numeric_dates_count_where_one_reading_is_possible():
    assert days.find("25/12/2019").start == date(2019, 12, 25)
    assert days.find("12/25/2019").start == date(2019, 12, 25)
    assert days.find("11/12/2019") is None


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for_a_date(text):
    found = days.parse(text)
    assert found is None or found.start <= found.end


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_iso_and_worded_dates_come_back(day):
    assert days.parse(day.isoformat()).start == day
    assert days.parse(f"{day.day} {day:%B} {day.year}").start == day
    assert days.parse(f"{day:%B} {day.day}, {day.year}").end == day
