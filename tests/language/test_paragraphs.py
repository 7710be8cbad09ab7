from __future__ import annotations

import textwrap
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.language.paragraphs import paragraphs, smooth
from newsledger.records import Span

LONG = (
    "The two ministers met on the bridge for an hour and then parted without a word to the "
    "reporters who had waited in the rain since dawn and who wrote that nothing was agreed"
)
pages = st.text(alphabet=st.sampled_from('ab. \n\t\u00a0"”’'), max_size=80)


def cut(text: str) -> list[str]:
    return [p.of(text) for p in paragraphs(text, Span(0, len(text)))]


def test_blank_lines_part_paragraphs():
    assert cut("Kim met Lee.\n\nThey parted.\n \n  Rain fell.") == ["Kim met Lee.", "They parted.", "Rain fell."]


def test_so_do_line_ends_where_lines_are_sentences():
    assert cut("Talks open\nKim met Lee.") == ["Talks open", "Kim met Lee."]


def test_hard_wrapped_lines_belong_together():
    wrapped = "\n".join(textwrap.wrap(LONG, 72))
    assert "\n" in wrapped
    assert cut(f"{wrapped}\n\nRain fell.") == [wrapped, "Rain fell."]


def test_only_the_zone_is_cut():
    text = "HEAD\nKim met Lee.\nFOOT"
    assert [p.of(text) for p in paragraphs(text, Span(5, 17))] == ["Kim met Lee."]


def test_nothing_comes_of_nothing():
    assert cut("") == cut(" \n\t\n ") == []


@given(pages)
def test_paragraphs_hold_every_word_once_and_in_order(text):
    found = paragraphs(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(p.of(text).split()) for p in found) == "".join(text.split())


@given(pages)
def test_paragraphs_have_no_blank_ends(text):
    for paragraph in cut(text):
        assert paragraph and paragraph == paragraph.strip()


@given(pages, pages, pages)
def test_a_zone_is_cut_alike_wherever_it_stands(before, zone, after):
    alone = paragraphs(zone, Span(0, len(zone)))
    start = len(before)
    moved = paragraphs(before + zone + after, Span(start, start + len(zone)))
    assert [Span(p.start - start, p.end - start) for p in moved] == alone


def test_typographic_marks_become_plain():
    assert smooth("“Kim’s\u00a0talks”\n‘now’") == "\"Kim's talks\" 'now'"


@given(st.text())
def test_smoothing_keeps_every_offset(text):
    assert len(smooth(text)) == len(text)


@given(st.text())
def test_smoothing_twice_changes_nothing_more(text):
    assert smooth(smooth(text)) == smooth(text)


BOXED = (
    "Leaders told Governor Ann Ferris Ann Marie FerrisOvernight Roads: tolls rise again Bridges named in poll MORE "
    "that the strike would go on."
)


def test_a_box_of_links_run_into_a_sentence_is_blanked():
    found = smooth(BOXED)
    assert len(found) == len(BOXED)
    assert " ".join(found.split()) == "Leaders told Governor Ann Ferris that the strike would go on."


@pytest.mark.parametrize(
    "text",
    [
        "He wants MORE from WikiLeaks than the McConnellOffice gave.",
        "Ferris said that FerrisWheel stock rose. Nobody got any MORE.\nThe end.",
        "Ann Ferris asked for MORE money.",
    ],
)
def test_the_same_words_elsewhere_stay(text):
    assert smooth(text).split() == text.split()


@pytest.mark.parametrize("run", ["A" * 60_000, "A'" * 30_000, "Ab " * 20_000, "Aab(" * 15_000])
def test_looking_for_boxes_is_quick_in_any_text(run):
    text = f"{run} MORE"
    start = time.process_time()
    assert smooth(text) == text
    assert time.process_time() - start < 5


def test_the_label_before_a_caption_is_no_part_of_it():
    assert cut("FILE PHOTO: Kim met Lee.\n\nNEW: They parted.") == ["Kim met Lee.", "They parted."]
    assert cut("NEW rules came.\n\nFile this.") == ["NEW rules came.", "File this."]
