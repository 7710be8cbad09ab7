"""What leaves the program, in each format."""

import csv
import io
import json

import pyarrow.parquet as pq
import pytest

from making import coded, event, party
from making.records import document, report
from newsledger.errors import QueryError
from newsledger.exporting import COLUMNS, FORMATS, export, flat, outgoing
from newsledger.exporting.comma import safe
from newsledger.records import Count, Span, Toll

ONE = coded("=SUM(A1) met Kim.", input_id="row-7")
RECORDS = {
    "documents": ONE.document,
    "reports": ONE.reports[0],
    "claims": ONE.claims[0],
    "events": event("e-1", *ONE.reports),
}


def written(kind, form, records=None):
    out = io.BytesIO()
    rows = [outgoing(RECORDS[kind], "row-7")] if records is None else records
    assert export(rows, kind, form, out) == len(rows)
    return out.getvalue()


@pytest.mark.parametrize("kind", COLUMNS)
def test_json_lines_hold_the_whole_record(kind):
    line = json.loads(written(kind, "jsonl"))
    assert line == {**RECORDS[kind].to_dict(), "input_id": "row-7"}


@pytest.mark.parametrize("kind", COLUMNS)
def test_csv_and_parquet_hold_the_same_cells(kind):
    (row,) = csv.DictReader(io.StringIO(written(kind, "csv").decode()))
    (cells,) = pq.read_table(io.BytesIO(written(kind, "parquet"))).to_pylist()
    assert list(row) == list(cells) == [column.name for column in COLUMNS[kind]]
    assert row == {name: "" if cell is None else str(safe(cell)) for name, cell in cells.items()}


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("form", FORMATS)
def test_no_records_give_an_empty_file_that_can_be_read(kind, form):
    empty = written(kind, form, [])
    assert form != "jsonl" or empty == b""
    assert form != "csv" or len(empty.decode().splitlines()) == 1
    assert form != "parquet" or pq.read_table(io.BytesIO(empty)).num_rows == 0


def test_parties_stand_in_one_cell_in_order_and_keep_their_places():
    page = document("A met B.")
    both = report(page, 0, 5, actor=(party("Ann", "FRA"), party("Someone"), party("Bea", "DEU")))
    row = flat("reports", both.to_dict())
    assert row["actor"] == "Ann | Someone | Bea"
    assert row["actor_country"] == "FRA |  | DEU"


def test_numbers_stay_numbers():
    page = document("A met B.")
    row = flat("reports", report(page, 0, 5, toll=Toll(dead=Count(3, None, "at least 3", Span(0, 3)))).to_dict())
    assert (row["dead_min"], row["dead_max"], row["injured_min"]) == (3, None, None)
    assert row["lat"] == 39.03
    assert flat("claims", ONE.claims[0].to_dict())["end"] == len(ONE.document.text)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_cannot_be_run_by_a_spreadsheet(start):
    page = coded(f"{start}cmd|' /C calc'!A0 met Kim.").document
    table = csv.reader(io.StringIO(written("documents", "csv", [page.to_dict()]).decode(), newline=""))
    assert not [cell for row in table for cell in row if cell.startswith(start)]


def test_negative_numbers_are_no_formulas():
    assert safe(-3.5) == -3.5


@pytest.mark.parametrize(("kind", "form"), [("stories", "csv"), ("reports", "xml")])
def test_unknown_kinds_and_formats_are_refused(kind, form):
    with pytest.raises(QueryError, match="Choose from"):
        export([], kind, form, io.BytesIO())
