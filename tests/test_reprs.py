"""Records as notebooks show them."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from making import coded, document, event, party, report
from newsledger.records import EvidenceFields, Party, Span


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.words.append(data)


def test_a_report_shows_its_sentence_marked():
    told = report(document("Kim met Shoigu."), 0, 15)
    shown = told._repr_html_()
    assert '<mark title="predicate">Kim</mark> met Shoigu.' in shown
    assert "<caption>Report</caption>" in shown
    assert "2023-07-26 (day)" in shown
    assert "Sergei Shoigu (RUS)" in shown


def test_an_event_and_a_page_show_what_is_filled_in():
    one = coded("Kim met Shoigu.")
    assert "Pyongyang (PRK)" in event("e1", *one.reports)._repr_html_()
    assert "story id" not in event("e1", *one.reports)._repr_html_()
    assert "Daily Post (GBR)" in one.document._repr_html_()


def test_marks_that_overlap_or_lie_outside_are_left_out():
    fields = EvidenceFields(actor=(Span(0, 3),), predicate=(Span(2, 7), Span(4, 7)), where=(Span(90, 99),))
    told = report(document("Kim met Shoigu."), 0, 15)
    object.__setattr__(told.evidence, "fields", fields)
    assert '<mark title="actor">Kim</mark> <mark title="predicate">met</mark> Shoigu.' in told._repr_html_()


@given(st.text(max_size=60))
def test_no_text_becomes_markup(text):
    shown = Tags(party(text or "x", text=text)._repr_html_())
    assert set(shown.tags) <= {"table", "caption", "tr", "th", "td"}


def test_long_lists_and_texts_are_cut():
    shown = Party("x", "y" * 900, sectors=tuple("ABCDEFGH"))._repr_html_()
    assert "A, B, C, D, E and 3 more" in shown
    assert "y" * 601 not in shown
