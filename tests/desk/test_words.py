"""Records in few words, and text made safe."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from newsledger.desk.serving import words


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        (date(2023, 7, 26), date(2023, 7, 26), "day", "26 Jul 2023"),
        (date(2023, 7, 26), date(2023, 7, 27), "day", "26–27 Jul 2023"),
        (date(2023, 7, 30), date(2023, 8, 2), "week", "30 Jul – 2 Aug 2023"),
        (date(2022, 12, 30), date(2023, 1, 2), "week", "30 Dec 2022 – 2 Jan 2023"),
        (date(2023, 7, 1), date(2023, 7, 31), "month", "Jul 2023"),
        (date(2023, 1, 1), date(2023, 12, 31), "year", "2023"),
        (date(2023, 7, 26), None, "day", "26 Jul 2023"),
        (None, date(2023, 7, 26), "day", "until 26 Jul 2023"),
        (None, None, "unknown", "no date"),
    ],
)
def test_days_are_said_as_finely_as_they_are_known(start, end, precision, said):
    assert words.span_of_days(start, end, precision) == said


@given(st.text())
def test_plain_text_has_as_many_characters_and_none_that_steers(text):
    made = words.plain(text)
    assert len(made) == len(text)
    assert not set(made) & {"\u202e", "\u2066", "\u200f", "\x00", "\x1b", "\x85"}


def test_markup_of_ours_is_let_through_and_nothing_else():
    assert words.shown(Markup("<b>\u202e</b>")) == Markup("<b>\u202e</b>")
    assert words.shown("a\u202eb") == "a\N{REPLACEMENT CHARACTER}b"
    assert words.shown(None) == ""
    assert words.shown(3) == 3


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example", "http://", "",
     "http://[", None, "https://a.example/\u202egpj", "file:///etc/passwd", "java\nscript:alert(1)"],
)  # fmt: skip
def test_only_addresses_of_the_web_become_links(url):
    assert words.web_link(url) is None


def test_an_address_of_the_web_stays():
    assert words.web_link("https://a.example/b?c=1") == "https://a.example/b?c=1"


@given(st.text(max_size=2000), st.integers(10, 50))
def test_short_text_is_short(text, most):
    assert len(words.short(text, most)) <= most + 2


def test_a_huge_title_is_cut_without_being_walked():
    assert words.short("<b>" * 4_000_000, 50) == "<b>" * 16 + "<b …"
