"""An outlet's last word takes the place of its earlier ones."""

from dataclasses import replace
from datetime import date

from making.telling import UKRAINE_SHELLED, citing, dead, page, printed, telling
from newsledger.linking import cluster

FIELDS = UKRAINE_SHELLED


def told(outlet, day, number, **fields):
    held = page(
        f"Russia shelled Kherson on Wednesday and killed {number}.", outlet, published=printed(date(2023, 7, day))
    )
    return held, telling(held, "shelled", toll=dead(number), **FIELDS, **fields)


def event_of(*given):
    pages, reports = zip(*given, strict=True)
    (event,) = cluster(reports, pages)
    return event


def test_a_later_page_of_the_outlet_replaces_its_toll_and_keeps_the_history():
    first, later = told("Post", 26, 7), told("Post", 27, 9)
    event = event_of(first, later)
    assert event.conflicts == ()
    (revision,) = event.revisions
    assert (revision.field, revision.outlet, revision.before, revision.after) == ("toll.dead", "Post", "7", "9")
    assert revision.reports == (first[1].report_id, later[1].report_id)


def test_other_outlets_still_disagree_with_the_last_word_alone():
    event = event_of(told("Post", 26, 7), told("Post", 27, 9), told("Gazette", 26, 12))
    (conflict,) = event.conflicts
    assert {v.value for v in conflict.values} == {"9", "12"}


def test_an_earlier_page_corrects_nothing_and_one_of_the_same_day_neither():
    event = event_of(told("Post", 27, 7), told("Post", 27, 9))
    assert event.revisions == () and [c.field for c in event.conflicts] == ["toll.dead"]


def test_figures_of_two_sources_in_one_outlet_are_no_correction():
    one = told("Post", 26, 7, attribution=citing("Kyiv Police"))
    two = told("Post", 27, 30, attribution=citing("Moscow Radio"))
    event = event_of(one, two)
    assert event.revisions == () and [c.field for c in event.conflicts] == ["toll.dead"]


def test_pages_without_a_date_correct_nothing():
    (held, report), later = told("Post", 26, 7), told("Post", 27, 9)
    undated = replace(held, published=replace(held.published, start=None, end=None))
    assert event_of((undated, report), later).revisions == ()
