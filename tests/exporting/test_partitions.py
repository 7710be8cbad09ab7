"""Parquet by month, as others read it."""

from datetime import UTC, date, datetime

import pandas as pd
import polars as pl
import pytest

from making import coded, document, report
from making.records import VERSION
from newsledger.errors import LedgerError, QueryError
from newsledger.exporting import flat, outgoing
from newsledger.exporting.partitions import write_months
from newsledger.ledger import Ledger
from newsledger.records import Coded, Precision, When

DAYS = [date(2023, 5, 1), date(2023, 5, 31), date(2023, 7, 2), None]


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "a.db") as opened:
        pages = []
        for number, day in enumerate(DAYS):
            page = document(f"Kim met Shoigu {number} times.", f"{number}.txt", input_id=f"row {number}")
            when = When(day, day, Precision.DAY) if day else When()
            pages.append(Coded(page, (report(page, 0, 14, when=when),), (), (), ()))
        opened.write_many(pages, [], opened.start_run(VERSION, datetime(2023, 8, 1, tzinfo=UTC), {}))
        yield opened


@pytest.fixture
def folder(ledger, tmp_path):
    folder = tmp_path / "by-month"
    assert write_months(map(outgoing, ledger.reports()), folder, "reports") == 4
    return folder


def test_each_month_is_a_folder(folder):
    assert sorted(path.name for path in folder.iterdir()) == ["month=2023-05", "month=2023-07", "month=unknown"]


def test_pandas_reads_all_months_as_one_table(folder, ledger):
    table = pd.read_parquet(folder)
    assert list(table["report_id"]) == [report.report_id for report in ledger.reports()]
    assert table.groupby("month", observed=True).size().to_dict() == {"2023-05": 2, "2023-07": 1, "unknown": 1}
    one = pd.read_parquet(folder, filters=[("month", "==", "2023-07")])
    assert list(one["when_start"]) == ["2023-07-02"]


def test_polars_reads_all_months_as_one_table(folder, ledger):
    table = pl.scan_parquet(folder / "**" / "*.parquet", hive_partitioning=True)
    assert table.select(pl.len()).collect().item() == 4
    july = table.filter(pl.col("month") == "2023-07").collect()
    (row,) = july.drop("month").to_dicts()
    held = next(each for each in ledger.reports() if each.when.start == date(2023, 7, 2))
    assert row == flat("reports", held.to_dict())


def test_a_month_that_comes_again_loses_nothing(tmp_path):
    made = [outgoing(coded(f"Kim met {n}.", day=day).document) for n, day in enumerate([*DAYS[:3], DAYS[0]])]
    assert write_months(made, tmp_path / "out", "documents") == 4
    assert len(pd.read_parquet(tmp_path / "out")) == 4


def test_a_folder_that_holds_something_is_left_alone(folder, ledger):
    with pytest.raises(LedgerError, match="not empty"):
        write_months(map(outgoing, ledger.reports()), folder, "reports")


@pytest.mark.parametrize(("kind", "words"), [("claims", "no day"), ("poems", "no export")])
def test_kinds_without_days_are_refused(tmp_path, kind, words):
    with pytest.raises(QueryError, match=words):
        write_months([], tmp_path / "out", kind)
