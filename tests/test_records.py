"""The records that every floor speaks."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsledger
from making import document, party, report
from newsledger import records
from newsledger.records import (
    Count,
    EventType,
    Factuality,
    Party,
    PartyKind,
    Precision,
    Span,
    Toll,
    When,
    WhenBasis,
    Zone,
    ZoneKind,
    to_dict,
)

spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: Span(min(ends), max(ends)))
filled = spans.filter(lambda s: s.start < s.end)
texts = st.text(max_size=60)


# -- spans ------------------------------------------------------------------------------


def test_a_span_quotes_its_text():
    text = "Kim met Shoigu."
    assert Span(4, 7).of(text) == "met"
    assert Span(0, 3).overlaps(Span(2, 5))
    assert not Span(0, 3).overlaps(Span(3, 5)), "ends are exclusive"
    assert Span(0, 5).contains(Span(3, 5))


@given(spans, spans)
def test_overlap_works_both_ways(a, b):
    assert a.overlaps(b) == b.overlaps(a)


@given(filled, filled)
def test_spans_overlap_where_they_share_a_character(a, b):
    assert a.overlaps(b) == bool(set(range(*a)) & set(range(*b)))


@given(filled, filled)
def test_a_span_contains_one_whose_characters_it_has(a, b):
    assert a.contains(b) == (set(range(*b)) <= set(range(*a)))


@given(spans, spans, spans)
def test_containing_is_an_order(a, b, c):
    assert a.contains(a)
    if a.contains(b) and b.contains(a):
        assert a == b
    if a.contains(b) and b.contains(c):
        assert a.contains(c)


@given(filled, filled)
def test_what_is_contained_overlaps(a, b):
    if a.contains(b):
        assert a.overlaps(b)


@given(texts, spans)
def test_offsets_count_code_points(text, span):
    assert span.of(text) == "".join(list(text)[span.start : span.end])


# -- as JSON ----------------------------------------------------------------------------


def test_records_become_plain_values():
    when = When(date(2023, 7, 25), date(2023, 7, 27), Precision.DAY, "this week", Span(3, 12), WhenBasis.TEXT)
    assert to_dict(when) == {
        "start": "2023-07-25",
        "end": "2023-07-27",
        "precision": "day",
        "text": "this week",
        "span": [3, 12],
        "basis": "text",
        "reason": "",
    }


def test_records_within_records():
    toll = Toll(dead=Count(12, None, "at least 12", Span(0, 11)))
    assert toll.to_dict() == {
        "dead": {"min": 12, "max": None, "text": "at least 12", "span": [0, 11]},
        "injured": None,
        "arrested": None,
        "displaced": None,
    }


def test_a_report_survives_json_in_the_order_of_its_fields():
    held = document("Kim met Shoigu.")
    told = report(held, 0, 15, actor=(party("Kim", "PRK"),))
    plain = json.loads(json.dumps(told.to_dict()))
    assert list(plain) == [f.name for f in dataclasses.fields(told)]
    assert plain["evidence"]["sentence"] == "Kim met Shoigu."
    assert plain["actor"][0]["country"] == "PRK"


def test_a_claim_by_nobody_named_has_a_speaker_without_words():
    claim = records.Claim("c", "d", None, "said", "says", "it rains", Span(0, 8), records.ClaimKind.INDIRECT)
    assert claim.to_dict()["speaker"]["name"] == ""
    assert dataclasses.replace(claim, speaker=Party("", "")) == claim


def test_times_of_day_keep_their_hour():
    @dataclasses.dataclass(frozen=True)
    class Stamp(records.Record):
        at: datetime

    assert Stamp(datetime(2023, 7, 25, 8, 30)).to_dict() == {"at": "2023-07-25T08:30:00"}


# -- types ------------------------------------------------------------------------------


def kinds():
    return [k for k in vars(records).values() if dataclasses.is_dataclass(k)]


@pytest.mark.parametrize("kind", kinds(), ids=lambda k: k.__name__)
def test_records_are_frozen_and_slotted(kind):
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)
    assert issubclass(kind, records.Record)


def test_a_record_never_changes():
    one = Party("Kim", "Kim")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "Lee"  # type: ignore[misc]


def test_unresolved_parties_keep_their_words():
    one = Party("the strangers", "the strangers")
    assert (one.id, one.kind, one.country, one.resolved_by) == (None, PartyKind.UNKNOWN, None, "unresolved")


@pytest.mark.parametrize("kind", ZoneKind)
def test_zones_that_are_coded(kind):
    coded = {ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.CAPTION, ZoneKind.BLOCK_QUOTE}
    zone = Zone(kind, 2, 9)
    assert zone.coded == (kind in coded)
    assert zone.span == Span(2, 9)


def test_sixteen_types_and_seven_factualities():
    assert len(EventType) == 16
    assert [f.value for f in Factuality] == [
        "actual", "ongoing", "planned", "attempted", "requested", "conditional", "denied",
    ]  # fmt: skip


# -- the package ------------------------------------------------------------------------


def test_importing_the_package_costs_nothing():
    """Neither spaCy nor anything else heavy is imported before it is asked for."""
    script = "import sys, newsledger, newsledger.records; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"spacy", "numpy", "sqlalchemy", "onnxruntime", "torch", "pyarrow"} & set(done.stdout.split())


def test_the_two_doors():
    assert "Coder" in dir(newsledger)
    assert newsledger.Ledger.__module__.startswith("newsledger.ledger")
    with pytest.raises(AttributeError, match="Nothing"):
        _ = newsledger.Nothing
