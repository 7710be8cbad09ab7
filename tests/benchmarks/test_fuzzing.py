"""The fuzzer: some thousand cases find nothing, and what is there to be found is found."""

import random

import pytest
from benchmarks.mutating import TOKENS, mutated

from benchmarks import fuzzing
from newsledger.errors import ReadingError
from newsledger.reading.formats import READERS


def faults(cases, seed=fuzzing.SEED):
    return fuzzing.fuzz(cases, lambda kind, number, given: None, seed)


def test_some_thousand_cases_break_nothing():
    told = faults(fuzzing.order(2_500))
    assert told["faults"] == []
    assert told["cases"] == 2_500
    assert set(told["kinds"]) == set(fuzzing.SHARES)
    for kind, each in told["kinds"].items():  # or nothing but the first gate was tried
        good = sum(each.get(name, 0) for name in ("read", "in part", "answered", "answered: nothing"))
        assert good > each["cases"] / 20, kind


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_many_cases_break_nothing(seed):
    assert faults(fuzzing.order(15_000), seed)["faults"] == []


@pytest.mark.parametrize("kind", sorted(TOKENS))
def test_a_case_follows_from_its_number(kind):
    seeds = [b"<p>Kim met him.</p>", b'{"text": "Kim met him."}']
    once, again = ([mutated(random.Random(f"{n}"), kind, seeds) for n in range(60)] for _ in range(2))
    assert once == again
    assert len(set(once)) > 30


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(ValueError("boom"), "fault"), (RecursionError(), "fault"), (ReadingError("No"), "ReadingError told")],
    ids=["an error of a library", "an endless nest", "a reason"],
)
def test_what_goes_wrong_is_counted_and_handed_over(monkeypatch, error, outcome):
    def broken(stream, source):
        raise error

    monkeypatch.setitem(READERS, ".html", broken)
    kept = []
    told = fuzzing.fuzz(iter([("pages", 3)]), lambda *given: kept.append(given))
    assert told["kinds"]["pages"][outcome] == 1
    assert len(kept) == len(told["faults"]) == (outcome == "fault")


def test_a_case_that_takes_too_long_is_a_fault(monkeypatch):
    monkeypatch.setattr(fuzzing, "MOST_SECONDS", 0.0)
    (fault,) = faults(iter([("pages", 3)]))["faults"]
    assert fault["what"].endswith(" s")


def test_a_case_without_an_end_is_stopped(monkeypatch):
    def endless(stream, source):
        while True:
            pass

    monkeypatch.setattr(fuzzing, "_STUCK", 1)
    monkeypatch.setitem(READERS, ".html", endless)
    (fault,) = faults(iter([("pages", 3)]))["faults"]
    assert "no end" in fault["what"]


def test_the_table_has_a_line_for_each_kind():
    told = faults(fuzzing.order(100))
    assert len(fuzzing.table(told).splitlines()) == 2 + len(told["kinds"])
