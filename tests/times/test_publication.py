from __future__ import annotations

from datetime import date

from newsledger.records import DateBasis
from newsledger.times import infer_published, read_times


def inferred(parse, text, bounds=(None, None)):
    parsed = parse(text)
    return infer_published(parsed, read_times(parsed), bounds)


def test_a_date_line(parse):
    found = inferred(parse, "Envoy arrives\nMay 14 , 2021\nThe envoy arrived .")
    assert (found.start, found.end, found.basis) == (date(2021, 5, 14), date(2021, 5, 14), DateBasis.TEXT)


def test_an_anniversary_and_its_weekday(parse):
    found = inferred(parse, "Leaders marked the 75th anniversary of the attack on Pearl Harbor on Wednesday.")
    assert (found.start, found.end) == (date(2016, 12, 7), date(2016, 12, 13))
    assert "2016-12-07" in found.reason


def test_a_weekday_with_a_day_tells_the_year(parse):
    text = "The treaty of 2019 was signed. Rebels attacked the town on Wednesday, July 15. Nobody was hurt."
    found = inferred(parse, text)
    assert (found.start, found.end) == (date(2020, 7, 15), date(2020, 7, 21))


def test_next_week_and_its_days_tell_the_week_before_where_the_year_is_bounded(parse):
    text = "The forum is next week, September 10 through 13. The town was taken in 2022."
    found = inferred(parse, text, (None, date(2024, 5, 12)))
    assert (found.start, found.end) == (date(2023, 9, 3), date(2023, 9, 9))
    assert inferred(parse, text).start is None


def test_the_latest_day_that_the_opening_tells(parse):
    found = inferred(parse, "Rebels attacked the town on July 15, 2020. It fell in 2019 too.")
    assert (found.start, found.end) == (date(2020, 7, 15), date(2020, 7, 21))


def test_what_tells_no_year_is_left_open(parse):
    found = inferred(parse, "Rebels attacked the town on Wednesday. They left in June.")
    assert (found.start, found.end, found.basis) == (None, None, DateBasis.UNKNOWN)
    assert found.reason
