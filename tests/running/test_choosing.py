"""Which documents an ingest takes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import document
from newsledger.errors import QueryError
from newsledger.records import Published
from newsledger.running import Choice

PAGES = [document(f"Kim met Shoigu {n} times.", f"{n}.txt", day=date(2023, 1, 1 + n % 28)) for n in range(200)]
UNDATED = document("Kim met somebody.", published=Published())


class Bad:
    source = "bad.txt"


def taken(items=PAGES, **conditions):
    return list(Choice(**conditions).of(items))


def test_everything_is_taken_unless_told():
    assert taken() == PAGES


def test_what_is_older_is_left_out_and_what_has_no_date_is_kept():
    found = taken([*PAGES, UNDATED], since=date(2023, 1, 27))
    assert {page.published.start.day for page in found[:-1]} == {27, 28}
    assert found[-1] == UNDATED


def test_a_limit_counts_documents_and_reads_no_further():
    def given():
        yield from [Bad, PAGES[0], Bad, PAGES[1]]
        raise AssertionError("read on")

    assert taken(given(), limit=2) == [Bad, PAGES[0], Bad, PAGES[1]]


@given(st.permutations(PAGES), st.integers(0, 9))
def test_a_sample_is_the_same_whatever_the_order(pages, seed):
    assert set(taken(pages, sample=0.3, seed=seed)) == set(taken(sample=0.3, seed=seed))


def test_a_sample_has_about_its_size_and_another_seed_draws_another():
    one, two = (set(taken(sample=0.3, seed=seed)) for seed in (1, 2))
    assert 40 < len(one) < 80 and 40 < len(two) < 80
    assert one != two


def test_a_larger_sample_holds_the_smaller():
    assert set(taken(sample=0.1)) < set(taken(sample=0.4))


@pytest.mark.parametrize("conditions", [{"sample": 0}, {"sample": 1.1}, {"limit": 0}])
def test_what_makes_no_sense_is_refused(conditions):
    with pytest.raises(QueryError):
        Choice(**conditions)
