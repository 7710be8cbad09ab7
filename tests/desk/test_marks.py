"""Text cut into marked pieces."""

from hypothesis import given
from hypothesis import strategies as st

from newsledger.desk.serving.marks import FIELDS, Mark, cut, marked_sentence
from newsledger.records import Evidence, EvidenceFields, Span

TEXT = "Shoigu visited Kim in Pyongyang"
SPANS = st.tuples(st.integers(-2, 35), st.integers(-2, 35)).map(lambda pair: Span(*pair))
MARKS = st.lists(st.builds(Mark, SPANS, st.sampled_from(FIELDS), st.sampled_from(("r1", "r2"))), max_size=8)


@given(MARKS)
def test_pieces_give_the_text_again_whatever_is_marked(marks):
    pieces = cut(TEXT, Span(0, len(TEXT)), marks)
    assert "".join(piece.text for piece in pieces) == TEXT


@given(MARKS, st.integers(0, 30))
def test_a_character_bears_exactly_the_marks_that_cover_it(marks, at):
    pieces = cut(TEXT, Span(0, len(TEXT)), marks)
    piece = next(p for p in pieces if p.start <= at < p.start + len(p.text))
    assert set(piece.marks) == {m for m in marks if m.span.start <= at < m.span.end}


def test_the_predicate_comes_first_where_fields_overlap():
    pieces = cut("ab", Span(0, 2), [Mark(Span(0, 2), "actor", "r1"), Mark(Span(1, 2), "predicate", "r2")])
    assert [(p.text, p.field, p.owners) for p in pieces] == [("a", "actor", ("r1",)), ("b", "predicate", ("r2", "r1"))]


def test_a_sentence_is_marked_at_its_own_offsets():
    fields = EvidenceFields(actor=(Span(100, 106),), predicate=(Span(107, 114),))
    pieces = marked_sentence(Evidence(TEXT, 100, 131, fields))
    assert [(p.text, p.field) for p in pieces[:3]] == [("Shoigu", "actor"), (" ", None), ("visited", "predicate")]
