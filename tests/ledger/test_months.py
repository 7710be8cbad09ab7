"""Events counted by month, and names listed once; on each store."""

import dataclasses
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from making import coded, event, party
from making.records import VERSION
from newsledger.errors import QueryError
from newsledger.ledger import Query
from newsledger.ledger.schema import names
from newsledger.records import EventType, Precision, When

NOW = datetime(2023, 8, 1, tzinfo=UTC)
FRANCE, SPAIN, CHAD = party("France", "FRA"), party("Spain", "ESP"), party("Chad", "TCD")


def on(year, month):
    day = date(year, month, 7)
    return When(day, day, Precision.DAY)


@pytest.fixture
def counted(ledger):
    pages = [coded(f"France met {n}.", f"{n}.txt") for n in range(4)]
    ledger.write_many(pages, [], ledger.start_run(VERSION, NOW, {}))
    told = [page.reports for page in pages]
    ledger.replace_events(
        [
            event("e-0", *told[0], actor=(FRANCE, SPAIN), recipient=(CHAD,), when=on(2023, 5)),
            event("e-1", *told[1], actor=(FRANCE,), recipient=(SPAIN, CHAD), when=on(2023, 5)),
            event("e-2", *told[2], actor=(CHAD,), recipient=(), when=on(2023, 7), type=EventType.AID),
            event("e-3", *told[3], actor=(FRANCE,), recipient=(party("Nobody"),), when=When()),
        ]
    )
    return ledger


def months(ledger, **asked):
    return [(each.month, each.type, each.events) for each in ledger.monthly(Query(**asked))]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [(None, "CONSULT", 1), ("2023-05", "CONSULT", 2), ("2023-07", "AID", 1)]),
        ({"actor_country": "FRA"}, [(None, "CONSULT", 1), ("2023-05", "CONSULT", 2)]),
        ({"actor_country": "ESP"}, [("2023-05", "CONSULT", 1)]),
        ({"recipient_country": "tcd"}, [("2023-05", "CONSULT", 2)]),
        ({"actor_country": "FRA", "recipient_country": "ESP"}, [("2023-05", "CONSULT", 1)]),
        ({"type": "aid"}, [("2023-07", "AID", 1)]),
        ({"start": "2023-06"}, [("2023-07", "AID", 1)]),
        ({"end": "2023-06"}, [("2023-05", "CONSULT", 2)]),
        ({"actor_country": "DEU"}, []),
    ],
    ids=str,
)
def test_events_by_month_type_and_pair(counted, asked, found):
    assert months(counted, **asked) == found


def test_counts_are_those_of_the_events_that_there_are(counted):
    held = list(counted.events())
    counted.replace_events(dataclasses.replace(each, when=on(2024, 1)) for each in held[:2])
    assert sum(number for _, _, number in months(counted)) == 2
    assert {month for month, _, _ in months(counted)} == {"2024-01"}


def test_what_months_do_not_tell_is_refused(counted):
    with pytest.raises(QueryError, match="cannot be asked for actor"):
        counted.monthly(Query(actor="France"))


def test_every_name_is_listed_once(counted):
    counted.write_many([coded("France met again.", "again.txt")], [], counted.start_run(VERSION, NOW, {}))
    with counted.reading() as connection:
        held = list(connection.execute(select(names.c.folded)).scalars())
    assert len(held) == len(set(held))
    assert {" france france ", " kcna kcna kcna ", " daily post daily post "} <= set(held)
