"""POLECAT, ICEWS and ACLED, read back by pandas with the documented columns."""

import io

import pandas as pd
import pytest

from newsledger.exporting import acled, icews, polecat
from newsledger.exporting.dyads import number_of


def read(data: bytes, index: str, sep: str = "\t", **kinds):
    types = {"CAMEO Code": "string", **kinds}
    return pd.read_csv(io.BytesIO(data), sep=sep, dtype=types).set_index(index)


@pytest.fixture
def events(written):
    result = written("polecat")
    table = read(result.data, "Event ID", **{"Actor COW": "string", "GeoNames ID": "Int64"})
    assert len(table) == result.number == 4
    return table


def test_polecat_has_its_40_columns(written):
    assert written("polecat").text.splitlines()[0].split("\t") == list(polecat.COLUMNS)
    assert len(polecat.COLUMNS) == 40
    assert (polecat.COLUMNS[4], polecat.COLUMNS[15], polecat.COLUMNS[39]) == (
        "Event Intensity",
        "Recipient Name",
        "Version",
    )


def test_polecat_says_what_and_when(events):
    strike = events.loc["e2"]
    names = ["Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts"]
    assert strike[names].tolist() == ["2023-07-01", "ASSAULT", "aerial", -9.5, "MATERIAL CONFLICT", "military"]
    assert strike[["Source", "Publication Date", "Language"]].tolist() == ["Example Tribune", "2023-07-27", "en"]
    assert strike["Version"] == "counting 1"


def test_polecat_keeps_several_parties_in_one_cell_in_order(events):
    visit = events.loc["e1"]
    assert visit["Actor Name"] == "Sergei Shoigu; '=cmd|'/C calc'!A0 envoy".replace("'=", "=")
    assert visit[["Actor Country", "Actor COW", "Primary Actor Sector"]].tolist() == [
        "RUS; RUS",
        "365; 365",
        "GOV; GOV",
    ]
    assert visit["Actor Sectors"] == "GOV; MIL"
    assert visit[["Recipient Title", "Recipient Name Raw", "Recipient COW"]].tolist() == ["Supreme Leader", "Kim", 731]
    assert visit["Story People"] == "Sergei Shoigu; =cmd|'/C calc'!A0 envoy; Kim Jong Un"


def test_polecat_writes_none_for_what_is_missing(written, events):
    march = next(line for line in written("polecat").text.splitlines() if line.startswith("e3"))
    assert march.split("\t")[15] == "None"
    assert pd.isna(events.loc["e3"]["Recipient Name"])
    assert all(line.count("\t") == 39 for line in written("polecat").text.splitlines())


def test_polecat_says_where(events):
    names = ["Placename", "City", "Province", "Country", "Latitude", "GeoNames ID", "Feature Type"]
    assert events.loc["e3"][names].tolist() == [
        *("Lyon", "Lyon", "Auvergne-Rhône-Alpes", "FRA", 45.74846, 2996944, "PPL")
    ]
    assert events.loc["e4"][["City", "Province", "Feature Type"]].fillna("-").tolist() == ["-", "Texas", "ADM1"]


def test_icews_rows_are_pairs_with_cameo_and_its_words(written):
    result = written("icews")
    table = read(result.data, "Event ID")
    assert result.text.splitlines()[0].split("\t") == list(icews.COLUMNS)
    assert len(icews.COLUMNS) == 20
    assert len(table) == result.number == 5
    visit, nato = table.loc[number_of("e1")], table.loc[number_of("e4")]
    assert visit[["Source Name", "Source Country", "Source Sectors"]].tolist() == [
        *("Sergei Shoigu", "Russian Federation", "Government,Military")
    ]
    assert visit[["Event Text", "CAMEO Code", "Intensity"]].tolist() == ["Make a visit", "042", 1.9]
    assert visit[["Target Country", "City", "Publisher", "Sentence Number"]].tolist() == [
        *("North Korea", "Pyongyang", "Example Tribune", 2)
    ]
    assert nato["Target Sectors"] == "International Government Organization,Military"
    assert pd.isna(nato["Target Country"])


@pytest.fixture
def incidents(written):
    result = written("acled")
    table = read(result.data, "event_date", sep=",", fatalities="Int64", iso="Int64", timestamp="Int64")
    assert len(table) == result.number == 2
    return table


def test_acled_has_its_31_columns_and_only_its_own_events(written, incidents):
    assert len(acled.COLUMNS) == 31
    assert written("acled").text.splitlines()[0].split(",") == list(acled.COLUMNS)
    assert written("acled").left_out["of a kind that ACLED does not hold"] == 2
    assert incidents["event_type"].tolist() == ["Explosions/Remote violence", "Protests"]


def test_acled_tells_violence_with_its_actors_and_dead(incidents):
    strike = incidents.loc["2023-07-01"]
    assert strike[["sub_event_type", "disorder_type"]].tolist() == ["Air/drone strike", "Political violence"]
    assert strike[["inter1", "inter2", "interaction"]].tolist() == [
        *("External/Other forces", "Civilians", "External/Other forces-Civilians")
    ]
    assert strike["civilian_targeting"] == "Civilian targeting"
    assert strike[["fatalities", "time_precision", "geo_precision", "iso", "region"]].tolist() == [
        *(12, 3, 3, 804, "Europe")
    ]
    assert strike["event_id_cnty"].startswith("UKR")
    assert strike["notes"] == "Russian aircraft bombed the market, killing at least 12 people."


def test_acled_tells_demonstrations(incidents):
    march = incidents.loc["2023-07-25"]
    assert march[["sub_event_type", "inter1", "interaction"]].tolist() == [
        *("Peaceful protest", "Protesters", "Protesters only")
    ]
    assert march[["time_precision", "geo_precision", "source_scale", "year"]].tolist() == [1, 1, "National", 2023]
    assert march["timestamp"] == 1690502400
    assert pd.isna(march["fatalities"])


def test_acled_cells_cannot_be_run(written, ledger):
    assert "\n=" not in written("acled").text
    assert ",=" not in written("acled").text
