"""Which events are found, how they are counted, and how they are paged through."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import coded, event, report
from newsledger.desk.asking.loading import columns as load
from newsledger.desk.asking.recognising import read_box
from newsledger.desk.asking.selecting import find, top_parties
from newsledger.desk.asking.wanted import SORTS, Wanted
from newsledger.errors import QueryError
from newsledger.ledger import Ledger, Query
from newsledger.records import PlacePrecision, Where

from .conftest import fill, on


@pytest.fixture(scope="module")
def columns(still):
    return load(still)


def ids(columns, rows=(), **wanted) -> set[str]:
    found = find(columns, Wanted(**wanted), lambda words: np.array(rows, np.int64))
    return {columns.ids[place] for place in found.mask.nonzero()[0]}


def test_everything_is_found_where_nothing_is_asked(columns):
    found = find(columns, Wanted(), None)
    assert (found.events, found.reports, found.documents) == (3, 4, 3)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"actor": ("person/kim-jong-un",)}, {"e-visit", "e-met"}),
        ({"actor": ("shoigu",)}, {"e-visit", "e-met"}),
        ({"actor": ("RUS", "PRK")}, {"e-visit", "e-met"}),
        ({"actor": ("RUS", "sergei shoigu")}, set()),
        ({"doer": ("PRK",)}, {"e-met"}),
        ({"target": ("PRK",)}, {"e-visit"}),
        ({"actor": ("nobody at all",)}, set()),
        ({"place": ("niamey",)}, {"e-threat"}),
        ({"place": ("PRK",)}, {"e-visit", "e-met"}),
        ({"type": ("THREATEN",)}, {"e-threat"}),
        ({"type": ("THREATEN", "CONSULT")}, {"e-visit", "e-met", "e-threat"}),
        ({"quad": ("3",)}, {"e-threat"}),
        ({"country": ("NER", "FRA")}, {"e-threat"}),
        ({"where": ("NER",)}, {"e-threat"}),
        ({"source": ("agency",)}, {"e-visit"}),
        ({"factuality": ("planned",)}, {"e-threat"}),
        ({"corroboration": ("contested",)}, {"e-visit"}),
        ({"contested": True}, {"e-visit"}),
        ({"confidence": ("low",)}, {"e-threat"}),
        ({"confidence": ("high", "low")}, {"e-visit", "e-threat"}),
        ({"least": 0.6}, {"e-visit", "e-met"}),
        ({"mode": ("visit",)}, {"e-visit"}),
        ({"outlet": ("Second Herald",)}, {"e-visit"}),
        ({"story": "s-one"}, {"e-visit", "e-met"}),
        ({"story": "s-none"}, set()),
        ({"start": "2023-08"}, {"e-threat"}),
        ({"end": "2023-07"}, {"e-visit"}),
        ({"start": "2023-08-15", "end": "2023-08-20"}, {"e-threat"}),
        ({"precision": ("month",)}, {"e-threat"}),
        ({"placed": ("city",)}, {"e-visit", "e-met", "e-threat"}),
    ],
    # A set is written in another order by each process; the two that share the tests must agree on their names.
    ids=lambda value: " ".join(sorted(value)) if isinstance(value, set) else str(value),
)
def test_what_is_wanted_is_found(columns, wanted, expected):
    assert ids(columns, **wanted) == expected


def test_words_lead_through_their_reports_to_the_event(columns):
    assert ids(columns, rows=[1, 3], text="visited") == {"e-visit"}
    assert ids(columns, rows=[999], text="visited") == set()


def test_a_facet_counts_what_choosing_it_would_give(columns):
    found = find(columns, Wanted(type=("THREATEN",)), None)
    assert [(c.value, c.events, c.chosen) for c in found.counts("type")] == [
        ("CONSULT", 2, False),
        ("THREATEN", 1, True),
    ]
    assert [(c.value, c.events) for c in found.counts("factuality")] == [("planned", 1)]
    assert {c.value: c.events for c in found.counts("country")} == {"FRA": 1, "NER": 1}


def test_parties_are_counted_once_an_event(columns):
    top = top_parties(find(columns, Wanted(), None))
    assert [(each.party.name, each.events) for each in top[:2]] == [("Sergei Shoigu", 2), ("Kim Jong Un", 2)]


def test_a_cursor_that_is_none_is_refused(columns):
    for cursor in ("~", "x", "nan~e", "1"):
        with pytest.raises(QueryError, match="cursor"):
            find(columns, Wanted(after=cursor), None).page()


def test_a_name_without_a_word_is_refused(columns):
    with pytest.raises(QueryError, match="no name"):
        ids(columns, actor=("!!",))


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Forty events, some on one day, some without one."""
    with Ledger.open(tmp_path_factory.mktemp("many") / "a.db") as ledger:
        pages = [coded(f"Shoigu visited place {n}.", f"{n}.txt") for n in range(40)]
        found = []
        for n, page in enumerate(pages):
            day = on(date(2023, 1, 1) + timedelta(days=n // 3)) if n % 5 else type(on(date(2023, 1, 1)))()
            found.append(event(f"e{n * 7 % 40:02}", page.reports[0], when=day, confidence=n % 4 / 4))
        fill(ledger, pages, found)
        yield load(ledger), ledger


@settings(max_examples=40, deadline=None)
@given(sort=st.sampled_from(tuple(SORTS)), limit=st.integers(1, 45))
def test_pages_hold_every_event_once_in_order(many, sort, limit):
    columns, _ = many
    seen, after = [], ""
    while True:
        page, cursor = find(columns, Wanted(sort=sort, limit=limit, after=after), None).page()
        seen += page
        if cursor is None:
            break
        after = cursor
    whole, _ = find(columns, Wanted(sort=sort, limit=500), None).page()
    assert seen == list(whole)
    assert sorted(seen) == sorted(columns.ids)


def test_undated_events_come_last_either_way(many):
    columns, _ = many
    for sort in ("date", "-date"):
        page, _ = find(columns, Wanted(sort=sort, limit=500), None).page()
        dated = [bool(columns.start[columns.at[each]]) for each in page]
        assert dated == sorted(dated, reverse=True)


def test_a_cursor_holds_when_its_event_is_gone(many):
    columns, _ = many
    page, cursor = find(columns, Wanted(sort="date", limit=5), None).page()
    gone = cursor.replace(page[-1], page[-1] + "0")
    after, _ = find(columns, Wanted(sort="date", limit=5, after=gone), None).page()
    assert not set(after) & set(page)


def test_the_ledger_itself_finds_the_same(still, columns):
    for wanted, query in (
        ({"actor": ("kim",)}, {"actor": "kim"}),
        ({"actor": ("RUS", "PRK")}, {"actor": "RUS", "partner": "PRK"}),
        ({"start": "2023-07-26", "end": "2023-08-02"}, {"start": "2023-07-26", "end": "2023-08-02"}),
        ({"type": ("CONSULT",)}, {"type": "CONSULT"}),
    ):
        assert ids(columns, **wanted) == {each.event_id for each in still.events(Query(**query))}


def test_a_report_without_an_event_is_no_ones(tmp_path):
    with Ledger.open(tmp_path / "a.db") as ledger:
        page = coded("Shoigu visited Pyongyang.")
        fill(ledger, [page], [])
        assert len(load(ledger)) == 0
        assert find(load(ledger), Wanted(), None).documents == 0
        fill(ledger, [], [event("e1", report(page.document, 0, len(page.document.text)))])
        assert find(load(ledger), Wanted(), None).documents == 1


def test_a_place_of_two_names_is_one_and_is_found_by_both(tmp_path):
    here = Where("Pergamon", "TUR", None, 39.12, 27.18, 315373, PlacePrecision.CITY, "Pergamon", None)
    with Ledger.open(tmp_path / "a.db") as ledger:
        page = coded("Shoigu visited Pergamon.")
        one, two = (event(f"e{n}", page.reports[0], where=replace(here, name=n)) for n in ("Pergamon", "Bergama"))
        fill(ledger, [page], [one, two])
        held = load(ledger)
    assert len(held.places) == 1
    assert ids(held, place=("Bergama",)) == ids(held, place=("Pergamon",)) == {"ePergamon", "eBergama"}
    assert read_box("Bergama", held).conditions == {"place": ["Bergama"]}
