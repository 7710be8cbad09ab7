"""Files of other data sets as ledgers of their own."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.errors import LedgerError, QueryError, ReadingError
from newsledger.exporting import gdelt, polecat
from newsledger.exporting.source import Source
from newsledger.importing import gdelt as gdelt_rows
from newsledger.importing import import_file
from newsledger.importing import polecat as polecat_rows
from newsledger.importing.skipping import Broken, Skipped
from newsledger.ledger import Ledger, Query
from newsledger.records import CoderVersion, PlacePrecision

MOMENT = datetime(2024, 1, 1, tzinfo=UTC)
VISIT = {
    "GLOBALEVENTID": "1101234567",
    "SQLDATE": "20230726",
    "Actor1Code": "RUSGOVMIL",
    "Actor1Name": "SERGEI SHOIGU",
    "Actor1CountryCode": "RUS",
    "Actor1Type1Code": "GOV",
    "Actor1Type2Code": "MIL",
    "Actor2Code": "PRK",
    "Actor2Name": "NORTH KOREA",
    "Actor2CountryCode": "PRK",
    "EventCode": "042",
    "GoldsteinScale": "1.9",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Pyongyang, P'yongyang-si, North Korea",
    "ActionGeo_CountryCode": "KN",
    "ActionGeo_Lat": "39.0194",
    "ActionGeo_Long": "125.755",
    "ActionGeo_FeatureID": "-214543",
    "DATEADDED": "20230727001500",
    "SOURCEURL": "https://herald.example/a",
}
ACCUSAL = {
    "Event ID": "P-1",
    "Event Date": "2023-07-26",
    "Event Type": "ACCUSE",
    "Event Mode": "allege; poem",
    "Event Intensity": "-3.5",
    "Contexts": "legal; military",
    "Actor Name": "Volodymyr Zelensky; Ukraine",
    "Actor Country": "UKR; UKR",
    "Primary Actor Sector": "GOV; GOV",
    "Actor Title": "President; None",
    "Recipient Name": "Russia",
    "Recipient Country": "RUS",
    "Placename": "Odesa",
    "City": "Odesa",
    "Province": "Odesa Oblast",
    "Country": "UKR",
    "Latitude": "46.48",
    "Longitude": "30.73",
    "GeoNames ID": "698740",
    "Source": "Sample Wire",
    "Publication Date": "2023-07-27",
}


def gdelt_line(row=VISIT, columns=gdelt.COLUMNS) -> str:
    return "\t".join(row.get(name, "") for name in columns)


def polecat_file(*rows, columns=polecat.COLUMNS) -> str:
    return (
        "\n".join(["\t".join(columns), *("\t".join(row.get(name, "None") for name in columns) for row in rows)]) + "\n"
    )


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "other.db") as opened:
        yield opened


@pytest.fixture
def load(ledger, tmp_path):
    def call(form: str, data: str | bytes, name: str = "rows.tsv", **more):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return import_file(path, form, ledger, now=lambda: MOMENT, **more)

    return call


def test_a_gdelt_row_is_a_report_by_its_coder(load, ledger):
    assert load("gdelt", gdelt_line()).events == 1
    (told,) = ledger.told()
    report, page = told.reports[0], told.pages[0]
    assert report.coder == CoderVersion("gdelt", "gdelt", "CAMEO")
    assert (report.type.value, report.modes, report.cameo, report.intensity) == ("CONSULT", ("visit",), "042", 1.9)
    shoigu, korea = report.actor[0], report.recipient[0]
    assert (shoigu.name, shoigu.country, shoigu.sectors) == ("Sergei Shoigu", "RUS", ("GOV", "MIL"))
    assert (korea.id, korea.kind.value) == ("PRK", "state")
    assert (report.when.start, page.published_start) == (date(2023, 7, 26), date(2023, 7, 27))
    assert (report.where.name, report.where.country, report.where.precision) == (
        *("Pyongyang", "PRK"),
        PlacePrecision.CITY,
    )
    assert report.where.geonameid is None
    assert (page.url, page.input_id) == ("https://herald.example/a#1101234567", "1101234567")


def test_the_row_in_words_is_the_evidence(load, ledger):
    load("gdelt", gdelt_line())
    (told,) = ledger.told()
    text, fields = told.reports[0].evidence.sentence, told.reports[0].evidence.fields
    assert text.startswith("Sergei Shoigu: Make a visit (042), North Korea, 2023-07-26, Pyongyang")
    shown = [span.of(text) for span in (*fields.actor, *fields.predicate, *fields.recipient, *fields.when)]
    assert shown == ["Sergei Shoigu", "Make a visit (042)", "North Korea", "2023-07-26"]
    assert fields.where[0].of(text) == "Pyongyang, P'yongyang-si, North Korea"


def test_two_rows_of_one_page_are_two_events(load, ledger):
    second = {**VISIT, "GLOBALEVENTID": "1101234568", "EventCode": "030"}
    assert load("gdelt", f"{gdelt_line()}\n{gdelt_line(second)}\n").events == 2
    assert len(list(ledger.events())) == 2


def test_a_second_import_adds_what_is_new(load):
    load("gdelt", gdelt_line())
    again = load("gdelt", f"{gdelt_line()}\n{gdelt_line({**VISIT, 'GLOBALEVENTID': '9'})}", "more.tsv")
    assert (again.written, again.known, again.events) == (1, 1, 2)


def test_statements_are_left_out_and_broken_rows_kept_with_their_reason(load, ledger):
    statement = {**VISIT, "GLOBALEVENTID": "2", "EventCode": "010"}
    summary = load(
        "gdelt", f"{gdelt_line(statement)}\n{gdelt_line()}\nnot\ta row\n\n{gdelt_line({'EventCode': '999'})}"
    )
    assert (summary.written, summary.broken) == (1, 2)
    assert summary.left_out == {"CAMEO 01 has no PLOVER type": 1}
    assert [case.reason[:18] for case in ledger.quarantine()] == ["The row has 2 colu", "There is no such c"]


def test_gdelt_1_files_have_58_columns(load):
    first = [name for name in gdelt.COLUMNS if not name.endswith("ADM2Code")]
    assert load("gdelt", gdelt_line({**VISIT, "DATEADDED": "20230727"}, first)).written == 1


def test_a_polecat_row_keeps_its_parties_apart(load, ledger):
    load("polecat", polecat_file(ACCUSAL))
    (told,) = ledger.told()
    report = told.reports[0]
    assert (report.type.value, report.modes, report.intensity) == ("ACCUSE", ("allege",), -3.5)
    assert [(p.name, p.country, p.office) for p in report.actor] == [
        ("Volodymyr Zelensky", "UKR", "President"),
        ("Ukraine", "UKR", None),
    ]
    assert report.actor[1].id == "UKR"
    assert (report.where.admin1, report.where.geonameid, report.where.precision.value) == (
        "Odesa Oblast",
        698740,
        "city",
    )
    assert told.event.outlets == ("Sample Wire",)


@pytest.mark.parametrize("change", [("Event Intensity", "Intensity"), ("Version", "Version\tHeadline")])
def test_polecat_headers_differ_by_release(load, change):
    columns = [name for each in polecat.COLUMNS for name in each.replace(*change).split("\t")]
    row = {name.replace(*change): value for name, value in ACCUSAL.items()}
    assert load("polecat", polecat_file(row, columns=columns)).written == 1


def test_files_that_are_not_utf8_are_western(load, ledger):
    row = {**ACCUSAL, "Actor Name": "José Peña"}
    load("polecat", polecat_file(row).encode("iso-8859-1"))
    (event,) = ledger.events()
    assert event.actor[0].name == "José Peña"


def test_a_stray_tab_costs_one_row(load):
    text = polecat_file(ACCUSAL, {**ACCUSAL, "Event ID": "P-2"}).replace("P-2", "P-2\tstray")
    assert (summary := load("polecat", text)).written == 1
    assert summary.broken == 1


def test_polecat_without_a_header_is_refused(load):
    with pytest.raises(ReadingError, match="header lacks Event ID"):
        load("polecat", gdelt_line())


@pytest.mark.parametrize("suffix", [".gz", ".zip"])
def test_packed_files_are_read(load, suffix):
    packed = io.BytesIO()
    if suffix == ".zip":
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("../../20230726.export.CSV", gdelt_line())
    else:
        packed.write(gzip.compress(gdelt_line().encode()))
    assert load("gdelt", packed.getvalue(), f"rows{suffix}").written == 1


def test_an_archive_that_unpacks_without_end_is_refused(load):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"\t" * (70 * 2**20))
    with pytest.raises(ReadingError, match="without end"):
        load("gdelt", packed.getvalue(), "bomb.zip")


@pytest.mark.parametrize("data", [b"PK nothing", b""])
def test_a_broken_archive_is_one_message(load, data):
    with pytest.raises(ReadingError, match="Fetch the file again"):
        load("gdelt", data, "rows.zip")


def test_a_ledger_holds_one_coder(load):
    load("gdelt", gdelt_line())
    with pytest.raises(LedgerError, match="holds what gdelt coded"):
        load("polecat", polecat_file(ACCUSAL))
    assert load("gdelt", gdelt_line(), coder="gdelt").known == 1


def test_there_are_two_forms(load):
    with pytest.raises(QueryError, match="Choose from gdelt, polecat"):
        load("icews", "")


def test_what_was_exported_comes_back_the_same(load, ledger, tmp_path):
    load("gdelt", f"{gdelt_line()}\n{gdelt_line({**VISIT, 'GLOBALEVENTID': '2', 'EventCode': '190'})}")
    out = io.BytesIO()
    gdelt.write(Source(ledger), out)
    with Ledger.open(tmp_path / "again.db") as again:
        (tmp_path / "again.tsv").write_bytes(out.getvalue())
        import_file(tmp_path / "again.tsv", "gdelt", again, now=lambda: MOMENT)
        before, after = (list(each.events(Query())) for each in (ledger, again))
    seen = [
        [(e.type, e.modes, e.when.start, e.actor[0].country, e.where.name) for e in some] for some in (before, after)
    ]
    assert sorted(map(str, seen[0])) == sorted(map(str, seen[1]))


CELLS = st.lists(st.text(max_size=12), min_size=1, max_size=70)


@given(CELLS)
def test_any_row_is_read_or_refused(cells):
    assert isinstance(gdelt_rows.read(cells), Broken | Skipped)
    assert isinstance(polecat_rows.read(list(polecat.COLUMNS), cells), Broken)


@given(st.dictionaries(st.sampled_from(gdelt.COLUMNS), st.text(max_size=30)))
def test_a_row_with_odd_cells_is_read_or_refused(odd):
    row = {**VISIT, **odd}
    assert gdelt_rows.read([row.get(name, "") for name in gdelt.COLUMNS]) is not None
