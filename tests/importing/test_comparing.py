"""Two coders on the same days."""

from datetime import UTC, date, datetime

import pytest

from making import document, event, party, report
from making.records import VERSION
from newsledger.errors import QueryError
from newsledger.importing import compare
from newsledger.ledger import Ledger, Query
from newsledger.records import Coded, EventType, When


def ledger_of(path, *events):
    opened = Ledger.open(path)
    run = opened.start_run(VERSION, datetime(2024, 1, 1, tzinfo=UTC), {})
    held = []
    for number, fields in enumerate(events):
        page = document(f"Sentence {number}.", f"{number}.txt")
        told = report(page, 0, 10, **fields)
        opened.write(Coded(page, (told,), (), (), ()), run)
        held.append(event(f"e{number}", told))
    opened.replace_events(held)
    return opened


@pytest.fixture
def both(tmp_path):
    france, germany = party("France", "FRA"), party("Germany", "DEU")
    met = {"actor": (france, germany), "recipient": (party("Russia", "RUS"),)}
    one = ledger_of(tmp_path / "one.db", met, {"type": EventType.AID, "when": When()})
    other = ledger_of(tmp_path / "other.db", {**met, "actor": (germany,)}, {"recipient": ()})
    yield one, other
    one.close()
    other.close()


def test_events_are_counted_by_day_type_and_pair(both):
    found = compare(*both, Query())
    assert {cell.key: (cell.one, cell.other) for cell in found.cells} == {
        ("2023-07-26", "CONSULT", "DEU", "RUS"): (1, 1),
        ("2023-07-26", "CONSULT", "FRA", "RUS"): (1, 0),
        ("2023-07-26", "CONSULT", "RUS", "-"): (0, 1),
        ("undated", "AID", "RUS", "PRK"): (1, 0),
    }
    assert (found.both, found.only_one, found.only_other, found.alike) == (1, 2, 1, 0.25)


def test_by_what_and_for_which_question(both):
    assert [cell.key for cell in compare(*both, Query(), ("month", "quad")).cells] == [
        ("2023-07", "verbal cooperation"),
        ("undated", "material cooperation"),
    ]
    assert compare(*both, Query(start="2030"), ("day",)).alike == 0
    assert date(2023, 7, 26).isoformat() == compare(*both, Query(type="CONSULT"), ("day",)).cells[0].key[0]


def test_by_what_there_is_not(both):
    with pytest.raises(QueryError, match="by mood"):
        compare(*both, Query(), ("mood",))
