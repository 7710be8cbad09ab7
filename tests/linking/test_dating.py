"""Dates for pages that have none."""

from datetime import date

from making.telling import UNDATED, page, telling, undated_page
from newsledger.linking import cluster, linked_dates
from newsledger.records import DateBasis

DATED = page("Shoigu met Kim in Pyongyang.")


def date_of(text):
    held = undated_page(text)
    reports = (telling(DATED, "met"), telling(held, "met", when=UNDATED))
    return linked_dates(cluster(reports, (DATED, held)), (DATED, held), reports).get(held.document_id)


def test_an_undated_page_lies_after_the_event_that_it_shares():
    found = date_of("Shoigu met Kim lately.")
    assert found is not None and (found.start, found.end) == (date(2023, 7, 26), None)
    assert found.basis is DateBasis.LINKED and "2023-07-26" in found.reason


def test_a_coming_day_of_next_week_bounds_the_page():
    found = date_of("Shoigu met Kim. The forum opens next week, October 3 through 6.")
    assert found is not None and (found.start, found.end) == (date(2023, 9, 26), date(2023, 10, 2))


def test_a_day_with_a_year_or_without_a_cue_bounds_nothing():
    found = date_of("Shoigu met Kim. The forum opened next week, October 3, 1999, and on May 2.")
    assert found is not None and found.end is None


def test_pages_that_share_nothing_stay_undated():
    assert date_of("Nobody met Kim.") is not None
    held = undated_page("A quiet day.")
    assert linked_dates(cluster([telling(DATED, "met")], (DATED, held)), (DATED, held), [telling(DATED, "met")]) == {}
