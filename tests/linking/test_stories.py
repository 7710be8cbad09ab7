"""Events of the same parties without a long pause are a story."""

from datetime import date

from making.telling import at, on, page, telling
from newsledger.linking import cluster, stories
from newsledger.records import EventType, Party, PartyKind


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


def test_a_story_tells_its_countries_and_how_many_reports_it_has():
    (story,) = stories(events(date(2023, 7, 1), date(2023, 7, 20)))
    assert story.countries == ("PRK", "RUS") and story.reports == 2


def test_events_of_one_country_in_one_place_are_a_story():
    miners = Party("miners", "Miners Union", "org/miners", PartyKind.ORGANIZATION, "FRA")
    days = {"Lyon": (1, 9), "Lille": (2,)}
    told, pages = [], []
    for town, when in days.items():
        for day in when:
            pages.append(page(f"Miners marched in {town} on {day} July.", f"Outlet {town} {day}"))
            where = at(town, "FRA", 45.0 + len(town), 4.0)
            fields = {"type": EventType.PROTEST, "actor": (miners,), "recipient": (), "where": where}
            told.append(telling(pages[-1], "marched", when=on(date(2023, 7, day)), **fields))
    (story,) = stories(cluster(told, pages))
    assert len(story.events) == 2 and (story.start, story.end) == (date(2023, 7, 1), date(2023, 7, 9))


def test_a_run_without_a_pause_is_cut_at_its_longest_pauses():
    days = [date.fromordinal(date(2023, 1, 1).toordinal() + 20 * n + (5 if n > 7 else 0)) for n in range(14)]
    found = stories(events(*days))
    assert [len(s.events) for s in found] == [8, 6]
    assert all((s.end - s.start).days <= 180 for s in found)
