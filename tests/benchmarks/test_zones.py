"""The set of page shapes: its form, and how letters in the right zone are counted."""

from collections import Counter

import pytest
from benchmarks.zones import FORMS, Page, Part, laid_out, measured, pages, placed

from newsledger.reading import read_text
from newsledger.records import ZoneKind

STORY = "The council of the lake province voted on Tuesday to close the old bridge to lorries for the winter."
KINDS = Counter(part.kind for page in pages() for part in page.parts.values())


def test_there_are_twenty_shapes_with_every_kind_of_zone():
    assert len(pages()) >= 20
    assert set(KINDS) == set(ZoneKind)


@pytest.mark.parametrize("page", pages(), ids=lambda p: p.name)
def test_every_part_stands_in_both_forms_or_is_said_not_to(page):
    for form in FORMS:
        text, order = laid_out(page, form)
        assert {p.name for p in order} == set(page.parts)
        assert "{{" not in text


@pytest.mark.parametrize("page", pages(), ids=lambda p: p.name)
def test_no_page_falls_far_below_what_is_pinned(page):
    found = measured(page)
    for form in FORMS:
        right, of = found[form]
        assert right >= 0.9 * of


def test_letters_count_where_they_are_and_strays_are_told():
    document = read_text(f"{STORY}\n\nRead more\n\n{STORY.replace('Tuesday', 'Friday')}", source="x")
    parts = [Part("a", ZoneKind.BODY, STORY), Part("b", ZoneKind.BOILERPLATE, "Read more")]
    (story, more), strays = placed(parts, document)
    assert story.right == len(story.zones) > 0
    assert more.right == 0 and more.main == "promotion"
    assert strays == sum(c.isalnum() for c in STORY.replace("Tuesday", "Friday"))


def test_what_html_leaves_out_is_right_for_furniture_and_wrong_for_the_story():
    page = Page(
        "p", None, 0, False, {"a": Part("a", ZoneKind.BODY, STORY), "b": Part("b", ZoneKind.PROMOTION, "Buy now")},
        "<html><body><p>{{a}}</p><!-- {{b}} --></body></html>", "{{a}}",
    )  # fmt: skip
    right, of = measured(page)["html"]
    assert right == of
    lost, _ = placed([Part("c", ZoneKind.BODY, "Nobody said this.")], read_text(STORY, source="x"))
    assert lost[0].right == 0
