"""Sums over events."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import coded, event
from newsledger.desk.asking.loading import columns as load
from newsledger.desk.asking.selecting import parties_named
from newsledger.desk.asking.summing import counterparts, coverage, main_party, origins, outlets, periods, types
from newsledger.ledger import Ledger
from newsledger.records import EventType

from .conftest import fill, on


@pytest.fixture(scope="module")
def columns(still):
    return load(still)


def every(columns):
    return np.ones(len(columns), bool)


def test_periods_hold_every_dated_event(columns):
    over = periods(columns, every(columns))
    assert over.undated == 1
    assert sum(each.events for each in over.bins) == 2
    assert [(b.label, b.cooperation, b.conflict) for b in over.bins if b.events] == [
        ("2023-07-26", 1, 0),
        ("2023-08-01", 0, 1),
    ]
    assert len(over.bins) == 7


def test_no_events_have_no_periods(columns):
    over = periods(columns, ~every(columns))
    assert (over.bins, over.undated, over.most) == ((), 0, 0)


@pytest.fixture(scope="module")
def dated(tmp_path_factory):
    """Makes columns of events on given days."""

    def make(days):
        with Ledger.open(tmp_path_factory.mktemp("days") / "a.db") as ledger:
            pages = [coded(f"Shoigu visited place {n}.", f"{n}.txt") for n in range(len(days))]
            found = [event(f"e{n}", p.reports[0], when=on(d)) for n, (p, d) in enumerate(zip(pages, days, strict=True))]
            fill(ledger, pages, found)
            return load(ledger)

    return make


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=12))
def test_bins_follow_each_other_without_gaps_and_lose_nothing(dated, offsets):
    columns = dated([date(1970, 1, 1) + timedelta(days=n) for n in offsets])
    over = periods(columns, every(columns))
    assert sum(each.events for each in over.bins) + over.earlier == len(offsets)
    for one, two in pairwise(over.bins):
        assert two.start == one.end + timedelta(days=1)
    assert len(over.bins) <= 152


def test_a_lone_old_event_does_not_press_the_rest_together(dated):
    columns = dated([date(1945, 8, 6), *(date(2023, 1, 1) + timedelta(days=n * 9) for n in range(60))])
    over = periods(columns, every(columns))
    assert (over.unit, over.earlier) == ("month", 1)


def test_counterparts_leave_out_the_party_itself(columns):
    kim = parties_named(columns, "person/kim-jong-un")
    rows = counterparts(columns, columns.sides.having(kim, len(columns)), kim)
    assert [(row.key.name, row.cooperation, row.conflict) for row in rows] == [("Sergei Shoigu", 2, 0)]


def test_types_outlets_and_origins_are_counted(columns):
    assert types(columns, every(columns)) == (("CONSULT", 2), ("THREATEN", 1))
    assert dict(outlets(columns, every(columns))) == {"Daily Post": 2, "Second Herald": 1}
    assert {o.name: n for o, n in origins(columns, every(columns))} == {"KCNA": 1, "Daily Post": 1, "a page": 1}


def test_the_main_party_of_a_country_has_most_events(columns):
    assert main_party(columns, parties_named(columns, "RUS")).name == "Sergei Shoigu"
    assert main_party(columns, parties_named(columns, "nobody")) is None


def test_coverage_tells_what_an_outlet_alone_says(columns):
    rows = {row.name: row for row in coverage(columns)}
    post = rows["Daily Post"]
    assert (post.events, post.alone, post.shared, post.contested) == (2, 1, 1, 1)


def test_quads_come_from_the_ontology(columns):
    assert {columns.ids[n]: int(q) for n, q in enumerate(columns.quad)} == {"e-visit": 1, "e-met": 1, "e-threat": 3}
    assert EventType.THREATEN.value in dict(types(columns, every(columns)))
