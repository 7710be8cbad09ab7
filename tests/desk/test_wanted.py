"""What an address asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.desk.asking.columns import FACTUALITY, TYPES
from newsledger.desk.asking.wanted import SORTS, Wanted
from newsledger.errors import QueryError

WORDS = st.text(min_size=1, max_size=30).map(str.strip).filter(bool)
ASKED = st.builds(
    Wanted,
    q=WORDS | st.just(""),
    actor=st.lists(WORDS, max_size=3, unique=True).map(tuple),
    type=st.lists(st.sampled_from(TYPES), max_size=3, unique=True).map(tuple),
    factuality=st.lists(st.sampled_from(FACTUALITY), max_size=2, unique=True).map(tuple),
    start=st.sampled_from(("", "2023", "2023-07")),
    end=st.sampled_from(("", "2023-08-01")),
    least=st.sampled_from((0.0, 0.25, 0.8)),
    contested=st.booleans(),
    sort=st.sampled_from(tuple(SORTS)),
    limit=st.integers(1, 500),
)


@given(ASKED)
def test_an_address_says_all_of_it(wanted):
    assert Wanted.of(wanted.pairs()) == wanted


@given(ASKED, st.sampled_from(TYPES))
def test_choosing_twice_lets_go(wanted, kind):
    once = wanted.toggled("type", kind)
    assert set(once.toggled("type", kind).type) == set(wanted.type)
    assert (kind in once.type) != (kind in wanted.type)


def test_a_change_leads_to_the_first_page():
    assert Wanted(q="aid", after="1~e").address("/events", sort="date") == "/events?q=aid&sort=date"


def test_parameters_that_are_none_of_ours_are_passed_by():
    assert Wanted.of([("utm_source", "mail"), ("q", "aid")]) == Wanted(q="aid")


@pytest.mark.parametrize(
    ("name", "value"),
    [("type", "PARTY"), ("factuality", "maybe"), ("sort", "colour"), ("from", "soon"), ("limit", "0"), ("limit", "²"),
     ("limit", "501"), ("min_confidence", "nan"), ("min_confidence", "2"), ("q", "x" * 501), ("confidence", "1")],
)  # fmt: skip
def test_what_nothing_can_have_is_refused(name, value):
    with pytest.raises(QueryError):
        Wanted.of([(name, value)])


def test_too_many_values_are_refused():
    with pytest.raises(QueryError, match="Too many"):
        Wanted.of(("actor", str(n)) for n in range(30))


def test_days_that_end_before_they_begin_are_refused():
    with pytest.raises(QueryError, match="comes after"):
        _ = Wanted(start="2024", end="2023").days
