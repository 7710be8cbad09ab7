"""The learned head: pieces and their characters, and one reading a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.conftest import page

from newsledger import Coder
from newsledger.coding.head import Encoding, Head, candidate_words, encode
from newsledger.language import pipeline
from newsledger.records import Span

TEXT = "Kenya's envoy re-opened talks with Uganda."


def test_pieces_lead_back_to_characters():
    encoding = encode(TEXT)
    at = TEXT.index("envoy")
    piece = encoding.piece_at(at)
    assert piece is not None and encoding.spans[piece].of(TEXT).startswith("env")
    assert encoding.piece_at(TEXT.index(" envoy")) is None, "a blank is no piece"
    assert encoding.piece_at(len(TEXT) + 4) is None
    inside = encoding.within(Span(at, at + len("envoy re-opened")))
    assert "".join(encoding.spans[i].of(TEXT) for i in inside) == "envoyre-opened"


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), max_size=8), st.integers(0, 30), st.integers(0, 30))
def test_pieces_within_a_span_are_those_that_it_contains(gaps, one, other):
    spans, at = [Span(0, 0)], 0
    for gap, length in gaps:
        spans.append(Span(at + gap, at + gap + length))
        at += gap + length
    encoding = Encoding(tuple(range(len(spans) + 1)), (*spans, Span(0, 0)))
    span = Span(min(one, other), max(one, other))
    assert encoding.within(span) == [i for i, s in enumerate(encoding.spans) if s.start < s.end and span.contains(s)]
    covering = [i for i, s in enumerate(encoding.spans) if s.start <= one < s.end]
    assert encoding.piece_at(one) == (covering[0] if covering else None)


def test_shares_sum_to_one_and_a_trigger_past_the_end_is_not_judged():
    head = Head.default()
    encoding, states = head.states(TEXT)
    heard, (judged, none) = head.hear(encoding, states, [TEXT.index("opened"), len(TEXT) + 9])
    assert all(0 <= share <= 1 for share in heard.told.values())
    assert none is None and judged is not None
    assert abs(sum(judged.types.values()) + judged.none - 1) < 1e-5
    assert abs(sum(judged.modes.values()) - 1) < 1e-5
    assert abs(sum(judged.factualities.values()) - 1) < 1e-5
    at = TEXT.index("Kenya")
    assert 0 <= judged.part(Span(at, at + 5), recipient=False) <= 1
    assert judged.part(Span(0, 0), recipient=True) == 0
    passing = heard.between([Span(at, at + 5)], [])
    assert abs(sum(passing.values()) - 1) < 1e-5


def test_a_sentence_without_triggers_is_read_too():
    head = Head.default()
    heard, judged = head.hear(*head.states(TEXT), [])
    assert judged == [] and list(heard.judgements()) == [] and heard.told


def test_a_sentence_is_read_alike_wherever_it_stands():
    told = "Kenya accused Uganda of arming rebels."
    coder = Coder()
    alone = coder.code(page(told)).reports
    beside = coder.code(page(f"{told}\n\nThe governments talked late into the night.")).reports
    assert alone
    assert [(r.type, r.confidence, r.why.type) for r in beside][: len(alone)] == [
        (r.type, r.confidence, r.why.type) for r in alone
    ]


@pytest.mark.parametrize("place", ["Lima", "the country", "the capital"])
def test_presence_in_a_place_is_a_candidate_and_other_being_is_none(place):
    (here,) = pipeline().read([f"The Togolese minister is in {place} for talks."])
    (there,) = pipeline().read(["The minister is in a bad mood and is the oldest in Lima."])
    assert "is" in [t.text for t in candidate_words(here)]
    assert "is" not in [t.text for t in candidate_words(there)]
