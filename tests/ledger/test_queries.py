"""Questions to the ledger."""

from datetime import UTC, date, datetime

import pytest

from making import coded, document, event, party, report
from making.records import VERSION, claim
from making.stores import STORES, fresh
from newsledger.errors import QueryError
from newsledger.ledger import Ledger, Query
from newsledger.records import Coded, EventType, Factuality, Outlet, Precision, When

VISIT = "Shoigu visited Pyongyang."
THREAT = "Élise Dupont-Martin threatened Ruritania."
UNDATED = "Someone met someone."


@pytest.fixture(scope="module", params=STORES)
def ledger(request, tmp_path_factory):
    with Ledger.open(fresh(request, request.param, tmp_path_factory.mktemp("ledger"))) as opened:
        run = opened.start_run(VERSION, datetime(2023, 8, 1, tzinfo=UTC), {})
        pages = list(_pages())
        opened.write_many(pages, [], run)
        opened.replace_events(event(f"e-{number}", *page.reports) for number, page in enumerate(pages))
        yield opened


def _pages():
    yield coded(VISIT, "visit.txt")
    page = document(THREAT, "threat.txt", day=date(2022, 1, 3), outlet=Outlet("Le Soir d'Été", "le-soir", "BEL"))
    yield Coded(page, (_threat(page),), (claim(page, 0, 5, party("Élise Dupont-Martin", "FRA")),), (), ())
    page = document(UNDATED, "undated.txt", day=date(2021, 1, 1))
    yield Coded(page, (report(page, 0, 5, when=When(), where=None, actor=(), recipient=()),), (), (), ())


def _threat(page):
    return report(
        page,
        0,
        len(THREAT),
        type=EventType.THREATEN,
        modes=("restrict",),
        actor=(party("Élise Dupont-Martin", "FRA"),),
        recipient=(party("Ruritania", "RUR"),),
        when=When(date(2022, 1, 1), date(2022, 1, 31), Precision.MONTH),
        where=None,
        factuality=Factuality.PLANNED,
        confidence=0.4,
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), [1, 0, 2]),
        (Query(actor="kim jong-un"), [0]),
        (Query(actor="Un Kim"), [0]),
        (Query(actor="Kim Il Sung"), []),
        (Query(actor="Kim Jong Un", partner="RUS"), [0]),
        (Query(actor="RUS", partner="RUS"), []),
        (Query(actor="Elise Dupont Martin"), [1]),
        (Query(actor_country="FRA"), [1]),
        (Query(recipient_country="fra"), []),
        (Query(type="threaten"), [1]),
        (Query(mode="visit"), [0, 2]),
        (Query(start="2023-07", end="2023-09"), [0]),
        (Query(start="2022-01-15", end="2022-01-16"), [1]),
        (Query(end="2022"), [1]),
        (Query(place="Pyongyang"), [0]),
        (Query(place="PRK"), [0]),
        (Query(factuality="planned"), [1]),
        (Query(min_confidence=0.5), [0, 2]),
        (Query(text="visits"), [0]),
        (Query(text='"visited Pyongyang" AND ('), []),
        (Query(text='"visited Pyongyang"'), [0]),
        (Query(outlet="soir ete"), [1]),
        (Query(outlet="GBR"), [0, 2]),
        (Query(corroboration="contested"), []),
    ],
    ids=str,
)
def test_events(ledger, query, found):
    assert [each.event_id for each in ledger.events(query)] == [f"e-{number}" for number in found]
    if not query.corroboration:
        assert [each.event_id for each in ledger.reports(query)] == [f"e-{number}" for number in found]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        (Query(), 2),
        (Query(speaker="KCNA"), 1),
        (Query(speaker="FRA"), 1),
        (Query(cue="SAID"), 2),
        (Query(stance="neutral"), 2),
        (Query(stance="warns"), 0),
        (Query(addressee="FRA"), 0),
        (Query(via="TASS"), 0),
        (Query(text="Pyongyang"), 1),
        (Query(start="2023"), 1),
        (Query(outlet="post"), 1),
    ],
    ids=str,
)
def test_claims(ledger, query, number):
    assert len(list(ledger.claims(query))) == number


def test_documents_by_day_outlet_and_words(ledger):
    assert [page.source for page in ledger.documents(Query(start="2022", end="2022"))] == ["threat.txt"]
    assert [page.source for page in ledger.entries(Query(text="threatening")).records] == ["threat.txt"]


def test_pages_follow_one_another_to_the_end(ledger):
    whole, found, cursor = list(ledger.events()), [], None
    while True:
        page = ledger.page_of_events(Query(limit=1, cursor=cursor))
        found += page.records
        cursor = page.cursor
        if cursor is None:
            break
    assert found == whole


@pytest.mark.parametrize(
    "make",
    [
        lambda: Query(type="FOO"),
        lambda: Query(factuality="perhaps"),
        lambda: Query(start="2023", end="2021"),
        lambda: Query(limit=0),
        lambda: Query(min_confidence=2),
        lambda: Query(start="soon"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(make):
    with pytest.raises(QueryError):
        make().must_suit("events")


@pytest.mark.parametrize("query", [Query(speaker="KCNA"), Query(actor="..."), Query(text="!?")])
def test_a_question_that_events_cannot_answer_is_refused(ledger, query):
    with pytest.raises(QueryError):
        list(ledger.events(query))
