from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsledger.attribution.quotes import quotations


def found(text: str) -> list[str]:
    return [q.inner.of(text) for q in quotations(text)]


def test_each_kind_of_double_mark() -> None:
    assert found('He said "we go now" today.') == ["we go now"]
    assert found("He said \u201cwe go now\u201d today.") == ["we go now"]
    assert found("He said ''we go now'' today.") == ["we go now"]
    assert found("He said \u00abwe go now\u00bb today.") == ["we go now"]


def test_inner_marks_belong_to_the_outer_quotation() -> None:
    assert found("\u201cShe told me \u2018no\u2019 and left,\u201d he said.") == [
        "She told me \u2018no\u2019 and left,"
    ]


def test_single_marks_count_where_there_are_no_double_ones() -> None:
    assert found("Mayor calls plan \u2018a total failure\u2019 in speech") == ["a total failure"]
    assert found("The minister's aides don't know.") == []


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph() -> None:
    (only,) = quotations("\u201cWe will stay. We will fight.")
    assert not only.closed
    assert only.span.end == len("\u201cWe will stay. We will fight.")


def test_a_lost_closing_mark_does_not_swallow_the_next_quotation() -> None:
    assert found("\u201cWe stay,\u201d he said. \u201cWe fight.\u201d") == ["We stay,", "We fight."]


def test_spans_take_in_the_marks_and_count_from_the_base() -> None:
    (only,) = quotations('x "yes indeed" y', base=100)
    assert (only.span, only.inner) == ((102, 114), (103, 113))


@given(st.text(alphabet="ab .,\"'\u201c\u201d\u2018\u2019`", max_size=60))
def test_quotations_are_ordered_apart_and_inside_the_text(text: str) -> None:
    spans = [q.span for q in quotations(text)]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
