"""Marks in a sentence."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsledger.cli.marking import marked, marks
from newsledger.cli.terminal import plain
from newsledger.records import Evidence, EvidenceFields, Span

SPANS = st.lists(st.builds(Span, st.integers(0, 60), st.integers(0, 60)), max_size=3).map(tuple)


@given(st.text(max_size=30), st.integers(0, 40), SPANS, SPANS, SPANS)
def test_marks_never_change_the_words_or_overlap(sentence, start, actor, predicate, when):
    fields = EvidenceFields(actor=actor, predicate=predicate, when=when)
    evidence = Evidence(sentence, start, start + len(sentence), fields)
    found = marks(evidence)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert marked(evidence, colours=True).plain == plain(sentence)


def test_without_colours_each_part_names_its_field():
    evidence = Evidence("Kim met Li.", 100, 111, EvidenceFields(actor=(Span(100, 103),), predicate=(Span(104, 107),)))
    assert marked(evidence, colours=False).plain == "[actor: Kim] [predicate: met] Li."


def test_a_page_cannot_steer_the_terminal():
    assert plain("a\x1b[31mb\u202ec\nd") == "a [31mb c d"
