"""Answers as records, as data frames and in notebooks."""

import sys
from datetime import date, datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from making import coded, event, party, report
from making.records import VERSION, document
from newsledger.errors import NewsledgerError, QueryError
from newsledger.ledger import Ledger, Query
from newsledger.records import Coded, EventType, When

RUSSIA, FRANCE, KIM = party("Russia", "RUS", "RUS"), party("France", "FRA"), party("<b>Kim</b>", "PRK")


@pytest.fixture
def ledger(tmp_path):
    page = document("A met B. C aided D.", url="https://x.example/?a=1&b=2")
    met = report(page, 0, 8, actor=(RUSSIA, FRANCE), recipient=(KIM,))
    aided = report(page, 9, 19, type=EventType.AID, recipient=(), when=When(), where=None)
    with Ledger.open(tmp_path / "news.db") as opened:
        run = opened.start_run(VERSION, datetime(2024, 1, 1), {})
        opened.write(Coded(page, (met, aided), coded("A met B. C aided D.").claims, (), ()), run)
        opened.replace_events([event("e1", met), event("e2", aided)])
        yield opened


def test_answers_can_be_walked_again_and_asked_by_name(ledger):
    found = ledger.events(actor="RUS", type="CONSULT")
    assert [each.event_id for each in found] == [each.event_id for each in found] == ["e1"]
    assert found.count() == 1
    assert found.first().event_id == "e1"
    assert ledger.events(Query(actor="FRA"), start="2030").first() is None
    assert [each.event_id for each in ledger.events(limit=1)] == ["e1"]
    assert ledger.events(limit=1).count() == 1
    with pytest.raises(TypeError):
        ledger.events(colour="red")
    with pytest.raises(QueryError):
        list(ledger.documents(actor="RUS"))


def test_arrow_has_dates_numbers_and_lists(ledger):
    table = ledger.events().to_arrow()
    assert table.schema.field("when_start").type == pa.date32()
    assert table.schema.field("actor").type == pa.list_(pa.string())
    assert table.schema.field("confidence").type == pa.float64()
    first, second = table.to_pylist()
    assert first["actor"] == ["Russia", "France"]
    assert first["when_start"] == date(2023, 7, 26)
    assert (second["when_start"], second["recipient"]) == (None, [])


def test_pandas_has_its_own_dates_and_nullable_numbers(ledger):
    frame = ledger.events().to_pandas()
    assert str(frame["when_start"].dtype).startswith("datetime64")
    assert str(frame["geonameid"].dtype) == "Int64"
    assert frame.loc[0, "geonameid"] == 1871859
    assert frame["when_start"].isna().tolist() == [False, True]
    assert frame.groupby(frame["when_start"].dt.year).size().to_dict() == {2023: 1}


def test_pairs_are_a_row_each(ledger):
    frame = ledger.events().to_pandas(pairs=True)
    assert frame[["event_id", "actor", "actor_country", "recipient"]].fillna("-").values.tolist() == [
        ["e1", "Russia", "RUS", "<b>Kim</b>"],
        ["e1", "France", "FRA", "<b>Kim</b>"],
        ["e2", "Sergei Shoigu", "RUS", "-"],
    ]
    assert frame["modes"].map(list).tolist() == [["visit"]] * 3
    with pytest.raises(NewsledgerError, match="no pairs"):
        ledger.claims().to_pandas(pairs=True)


def test_polars_reads_the_same(ledger):
    frame = ledger.reports().to_polars()
    assert frame.schema["when_start"] == pl.Date
    assert frame.filter(pl.col("type") == "AID").height == 1
    assert frame["sentence"].to_list() == ["A met B.", "C aided D."]


@pytest.mark.parametrize("kind", ["documents", "reports", "claims", "events"])
def test_every_kind_has_the_same_rows_in_each_frame(ledger, kind):
    answer = getattr(ledger, kind)()
    assert answer.count() == answer.to_arrow().num_rows == len(answer.to_pandas()) == answer.to_polars().height > 0
    assert getattr(ledger, kind)(start="2035").to_pandas().empty
    assert list(pd.DataFrame(answer.to_pandas()).columns) == answer.to_polars().columns


def test_stories_have_no_frame(ledger):
    with pytest.raises(QueryError):
        ledger.stories().to_arrow()
    assert "stories" in ledger.stories()._repr_html_()


def test_without_the_library_the_message_says_what_to_install(ledger, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(NewsledgerError, match=r"newsledger\[frames\]"):
        ledger.events().to_polars()


def test_notebooks_show_escaped_tables(ledger):
    shown = ledger.events(type="CONSULT")._repr_html_()
    assert "&lt;b&gt;Kim&lt;/b&gt;" in shown
    assert "<b>" not in shown
    assert "1 of 1 events" in shown
    assert (
        repr(ledger.events(type="CONSULT", min_confidence=0.5)) == "Answer(events, type='CONSULT', min_confidence=0.5)"
    )
