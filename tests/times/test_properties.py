"""Whatever the words and the page's date: values are valid, bounds in order, nothing depends on the clock."""

from __future__ import annotations

import itertools
import os
import re
import time
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.times.anchors import Anchor, Direction, whole
from newsledger.times.calendars import bounds, easter, hijri_days, moved, orthodox_easter, value, value_of
from newsledger.times.grammar import grammar
from newsledger.times.holidays import holiday_dates
from newsledger.times.intervals import Interval, contains, hull, intersect, overlaps_days, widen
from newsledger.times.knowledge import holidays, lunar_new_years, national_days
from newsledger.times.lexing import lexemes, may_tell
from newsledger.times.ranges import RANGES
from newsledger.times.readings import READINGS

VALUE = re.compile(
    r"(?:(?:\d{4}|XXXX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?|-W(?:\d\d|XX)(?:-(?:WE|[1-7]))?|-(?:SP|SU|FA|WI)|-Q[1-4X]|-H[12])?"
    r"|\d{1,3}|(?:FY|SY)(?:\d{4}|XXXX))(?:T(?:MO|MI|AF|EV|NI|\d\d:\d\d(?:Z|[+-]\d\d:?\d\d)?))?"
    r"|PT?(?:\d+(?:\.\d+)?|X)(?:WE|[SMHDWY])|(?:PAST|PRESENT|FUTURE)_REF"
)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
months = st.sampled_from(
    ["January", "Feb.", "March", "April", "May", "June", "July", "Aug.", "September", "Oct.", "November", "Dec."]
)
weekdays = st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
units = st.sampled_from(["day", "week", "month", "year", "decade", "century", "quarter", "hour", "minute"])
amounts = st.sampled_from(
    ["two", "three", "a few", "several", "half a", "a", "20", "1,500", "twenty-five", "9999999", "2000"]
)
steps = st.sampled_from(["last", "this", "next", "past", "previous", "following", "coming", "same"])
parts = st.sampled_from(["early", "mid-", "late", "the end of", "the beginning of", ""])
numbers = st.integers(0, 2100)


@st.composite
def expressions(draw: st.DrawFn) -> str:
    month, weekday, unit, step, n, m = (draw(s) for s in (months, weekdays, units, steps, numbers, numbers))
    amount, part = draw(amounts), draw(parts)
    forms = [
        f"{month} {n % 40}, {m}",
        f"{weekday}, {n % 33} {month}",
        f"{part} {month} {m}",
        f"{part} {month}",
        f"{step} {weekday}",
        f"{step} {unit}",
        f"{part} {step} {unit}",
        f"the {step} {amount} {unit}s",
        f"{amount} {unit}s ago",
        f"{amount} {unit}s later",
        f"{n:04d}-{m % 14:02d}-{n % 33:02d}",
        f"{n % 40}/{m % 14}/{m}",
        f"from {n} to {m}",
        f"between {month} {n % 33} and {m % 33}",
        f"{n % 32} {month} to {m % 32} March",
        f"{month} {n % 33} through {m % 33}, {n}",
        f"at {n % 30}:{m % 70:02d} p.m. {weekday}",
        f"{n % 30} a.m. on {month} {m % 33}",
        f"{weekday} night",
        f"the {n % 34}th century",
        f"the {n // 10 * 10}s",
        f"{part} {step} summer",
        f"winter {m}",
        f"the second quarter of {m}",
        f"the first half of {step} year",
        f"fiscal {m}",
        f"{weekday} to {draw(weekdays)}",
        f"the {step} weekend",
        f"Christmas {m}",
        f"{step} Ramadan",
        "Eid al-Fitr",
        "Lunar New Year",
        f"every {unit}",
        f"{amount} {unit}s",
        f"the {n % 120}th anniversary of NATO",
        "Russia's Victory Day",
        f"3 JAN {n % 100}",
    ]
    return draw(st.sampled_from(forms))


def readings(text: str) -> list:
    found = []
    for match in grammar().matches(text):
        if match.rule.read in RANGES:
            found += [f.expression for f in RANGES[match.rule.read](match)]
        else:
            expression = READINGS[match.rule.read](match, text)
            found += [expression] if expression is not None else []
    return found


@settings(max_examples=500, deadline=None)
@given(
    expressions(), st.none() | days, st.none() | days, st.sampled_from(Direction), st.none() | st.integers(1000, 2100)
)
def test_values_are_valid_and_bounds_in_order(text, now, told, direction, year):
    focus = whole(told, "D") if told else None
    for expression in readings(text):
        found = expression.resolve(Anchor(now, focus, direction, year))
        if found is None:
            continue
        assert VALUE.fullmatch(found.value), (text, found)
        start, end = found.when
        assert (start is None) == (end is None), (text, found)
        assert start is None or start <= end, (text, found)


@settings(max_examples=100, deadline=None)
@given(expressions(), days, st.sampled_from(["UTC", "Asia/Tokyo", "America/Los_Angeles"]))
def test_the_time_zone_of_the_machine_changes_nothing(text, now, zone):
    anchor = Anchor(now, None, Direction.PAST)
    before = [e.resolve(anchor) for e in readings(text)]
    kept = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        assert [e.resolve(anchor) for e in readings(text)] == before
    finally:
        os.environ.pop("TZ")
        if kept is not None:
            os.environ["TZ"] = kept
        time.tzset()


@given(days, days, st.sampled_from(["D", "W", "M", "Q", "Y", "DE"]))
def test_relative_times_move_with_the_page(first, second, unit):
    texts = {
        "W": "last week",
        "M": "last month",
        "Y": "last year",
        "D": "yesterday",
        "Q": "last quarter",
        "DE": "last decade",
    }
    for now in (first, second):
        (expression,) = readings(texts[unit])
        found = expression.resolve(Anchor(now, None, Direction.PAST))
        assert found.when.end is not None and found.when.end < now
        if unit == "W" and now.isoweekday() == 7:  # to many a week begins with it
            assert found.when == Interval(moved(now, "D", -7), moved(now, "D", -1))
        else:
            assert found.when == bounds(moved(now, unit, -1), unit)


@given(days, st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE"]))
def test_a_unit_holds_its_day(day, unit):
    held = bounds(day, unit)
    assert contains(held, Interval(day, day))
    assert value(held.start, unit) == value(held.end, unit) == value(day, unit)


@given(st.tuples(days, days), st.tuples(days, days), st.integers(0, 400))
def test_intervals(first, second, more):
    one, two = Interval(min(first), max(first)), Interval(min(second), max(second))
    shared = intersect(one, two)
    assert overlaps_days(one, two) == (shared.days if shared else 0)
    assert shared is None or (contains(one, shared) and contains(two, shared))
    assert contains(hull([one, two]), one) and contains(widen(one, more), one)
    assert VALUE.fullmatch(value_of(one))


@given(st.integers(1900, 2099))
def test_feasts_fall_where_they_can(year):
    assert easter(year).isoweekday() == orthodox_easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
    assert all(day.year == year for day in hijri_days(year, 9, 1))
    assert all(i.start <= i.end for holiday in holidays() for i in holiday_dates(holiday, year))


def test_lunar_new_years_are_twelve_or_thirteen_moons_apart():
    found = [day for _, day in sorted(lunar_new_years().items())]
    gaps = {(b - a).days for a, b in itertools.pairwise(found)}
    assert gaps <= {353, 354, 355, 383, 384, 385}


def test_every_country_word_has_a_day():
    assert all(national_days().values())


_SPOKEN = st.sampled_from(
    [
        "Monday",
        "the",
        "9 p.m.",
        "noon",
        "Easter",
        "a. m.",
        "Sept.",
        "talks",
        "2019",
        "Q3",
        "'90s",
        "today's",
        "may",
        "U.N.",
    ]
)


@given(st.lists(_SPOKEN, max_size=6).map(" ".join))
def test_what_is_passed_by_unread_tells_no_time(text):
    rules = grammar()
    if any(lexeme.category in rules.telling for lexeme in lexemes(text)):
        assert may_tell(text, rules.words)
