"""Events of the same parties without a long pause are a story."""

from datetime import date

from making.telling import on, page, telling
from newsledger.linking import cluster, stories
from newsledger.records import EventType


def events(*days):
    pages = [page(f"Shoigu accused Kim of thing {n}.", f"Outlet {n}") for n in range(len(days))]
    told = [telling(p, "accused", type=EventType.ACCUSE, when=on(d)) for p, d in zip(pages, days, strict=True)]
    return cluster(told, pages)


def test_a_story_has_its_parties_period_and_events():
    found = events(date(2023, 7, 1), date(2023, 7, 20))
    (story,) = stories(found)
    assert story.events == tuple(e.event_id for e in found)
    assert (story.start, story.end) == (date(2023, 7, 1), date(2023, 7, 20))
    assert "Kim Jong Un" in story.title and "accuse" in story.title
    assert {e.story_id for e in found} == {story.story_id}


def test_a_long_pause_ends_a_story():
    found = events(date(2023, 1, 1), date(2023, 1, 10), date(2023, 6, 1), date(2023, 6, 12))
    assert len(stories(found)) == 2


def test_one_event_is_no_story():
    assert stories(events(date(2023, 1, 1))) == ()
