"""What an event's reports disagree on, and what they do not."""

from dataclasses import replace
from datetime import date

import pytest

from making.telling import KIM, SHOIGU, at, on, page, telling
from newsledger.linking import cluster


def told(outlet, words, verb, day, **fields):
    held = page(words, outlet)
    return held, telling(held, verb, when=on(date(2023, 7, day)), **fields)


def fields_in_dispute(*given):
    pages, reports = zip(*given, strict=True)
    (event,) = cluster(reports, pages)
    return {c.field for c in event.conflicts}


TALKS = ("Post", "Shoigu met Kim in Pyongyang for talks on arms.", "met", 26)


@pytest.mark.parametrize(
    ("words", "verb", "day", "disputed"),
    [
        ("Shoigu met Kim in Pyongyang for talks about arms.", "met", 27, {"when"}),
        ("Shoigu arrived in Pyongyang for talks on arms with Kim.", "arrived", 25, set()),
        ("Shoigu arrived in Pyongyang for talks on arms with Kim.", "arrived", 27, {"when"}),
    ],
)
def test_one_deed_has_one_day_and_a_visit_begins_with_the_arrival(words, verb, day, disputed):
    assert fields_in_dispute(told(*TALKS), told("Sun", words, verb, day)) == disputed


def test_where_somebody_met_is_in_dispute_and_where_he_spoke_from_is_not():
    seoul, pyongyang = at("Seoul", "KOR", 37.6, 127.0), at("Pyongyang", "PRK", 39.0, 125.8)
    one = told(*TALKS, where=pyongyang)
    assert fields_in_dispute(one, told("Sun", "Shoigu met Kim for long talks on arms.", "met", 26, where=seoul)) == {
        "where"
    }
    spoke = told("Sun", "Shoigu negotiated with Kim, talks on arms.", "negotiated", 26, where=seoul)
    assert fields_in_dispute(one, spoke) == set()


def test_the_finest_date_stands_for_the_event_though_a_month_agrees_with_more():
    month = told("Sun", "Shoigu met Kim for talks on arms in July.", "met", 1)
    wide = replace(month[1], when=on(date(2023, 7, 1), date(2023, 7, 31)), actor=(SHOIGU,), recipient=(KIM,))
    pages, reports = zip(
        told(*TALKS), (month[0], wide), told("Gazette", TALKS[1] + " Then Kim ate.", "met", 26), strict=True
    )
    (event,) = cluster(reports, pages)
    assert event.when.start == event.when.end == date(2023, 7, 26)
