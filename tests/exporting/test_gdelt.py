"""GDELT's tables, read back as people read them: by pandas, with the documented columns and types."""

import io

import pandas as pd
import pytest

from newsledger.exporting import gdelt, mentions
from newsledger.exporting.dyads import number_of

# Documented as whole numbers or fractions; every other column is text.
WHOLE = {"GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "IsRootEvent", "QuadClass", "NumMentions", "NumSources"}
WHOLE |= {"NumArticles", "DATEADDED", *(f"{place}Geo_Type" for place in ("Actor1", "Actor2", "Action"))}
FRACTIONS = {"FractionDate", "GoldsteinScale", "AvgTone"}
FRACTIONS |= {f"{place}Geo_{axis}" for place in ("Actor1", "Actor2", "Action") for axis in ("Lat", "Long")}
MENTIONS = {"GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "SentenceID", "InRawText"}
MENTIONS |= {"Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "Confidence", "MentionDocLen"}


def read(data: bytes, columns, whole, fractions=()):
    kinds = {name: "Int64" if name in whole else "float64" if name in fractions else "string" for name in columns}
    table = pd.read_csv(io.BytesIO(data), sep="\t", header=None, names=list(columns), dtype=kinds, na_values=[""])
    return table.set_index("GLOBALEVENTID")


@pytest.fixture
def rows(written):
    result = written("gdelt")
    table = read(result.data, gdelt.COLUMNS, WHOLE, FRACTIONS)
    assert len(table) == result.number
    return table


def test_there_are_61_columns_and_16():
    assert len(gdelt.COLUMNS) == 61
    assert len(mentions.COLUMNS) == 16
    assert gdelt.COLUMNS[26] == "EventCode"
    assert gdelt.COLUMNS[59:] == ("DATEADDED", "SOURCEURL")


def test_each_pair_of_parties_is_a_row(rows):
    assert list(rows.index) == [number_of("e2"), number_of("e3"), number_of("e1"), number_of("e1", 1), number_of("e4")]


def test_who_is_coded_in_cameo(rows):
    visit = rows.loc[number_of("e1")]
    assert visit["Actor1Code"] == "RUSGOVMIL"
    assert visit["Actor1Name"] == "SERGEI SHOIGU"
    assert (visit["Actor1CountryCode"], visit["Actor1Type1Code"], visit["Actor1Type2Code"]) == ("RUS", "GOV", "MIL")
    assert (visit["Actor2Code"], visit["Actor2Name"]) == ("PRKGOV", "KIM JONG UN")
    nato = rows.loc[number_of("e4")]
    assert (nato["Actor2Code"], nato["Actor2KnownGroupCode"]) == ("IGONATMIL", "NAT")
    assert pd.isna(nato["Actor2CountryCode"])
    assert pd.isna(rows.loc[number_of("e3")]["Actor2Name"])


def test_what_is_coded_in_cameo_with_its_own_score_and_quad(rows):
    visit, strike = rows.loc[number_of("e1")], rows.loc[number_of("e2")]
    names = ["EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"]
    assert visit[names].tolist() == ["042", "042", "04", 1, 1.9]
    assert strike[names].tolist() == ["195", "195", "19", 4, -10.0]


def test_when_and_how_often(rows):
    visit = rows.loc[number_of("e1")]
    assert visit[["SQLDATE", "MonthYear", "Year"]].tolist() == [20230726, 202307, 2023]
    assert visit["FractionDate"] == pytest.approx(2023 + (7 * 30 + 26) / 365, abs=1e-4)
    assert visit[["NumMentions", "NumSources", "NumArticles", "IsRootEvent"]].tolist() == [1, 1, 1, 1]
    assert rows["AvgTone"].isna().all()
    assert visit["DATEADDED"] == 20230727000000
    assert visit["SOURCEURL"] == "https://www.tribune.example/news/visit"


def test_where_by_type_fips_and_number(rows):
    names = [f"ActionGeo_{name}" for name in ("Type", "FullName", "CountryCode", "ADM1Code", "FeatureID")]
    assert rows.loc[number_of("e1")][names].tolist() == [4, "Pyongyang, North Korea", "KN", "KN12", "1871859"]
    assert rows.loc[number_of("e2")][names].tolist() == [1, "Ukraine", "UP", "UP", "UP"]
    assert rows.loc[number_of("e4")][names].tolist() == [2, "Texas, United States", "US", "USTX", "USTX"]
    assert rows.loc[number_of("e1")]["ActionGeo_Lat"] == 39.03385
    assert rows.loc[number_of("e2")]["ActionGeo_Lat"] == 49.0
    assert (rows["Actor1Geo_Type"] == 0).all()


def test_what_did_not_happen_or_has_no_day_is_left_out_and_counted(written):
    assert written("gdelt").left_out == {"told as denied": 1, "without a date that is known to the month": 2}
    assert written("gdelt", factuality="denied").number == 1


def test_no_cell_breaks_the_table_or_runs_in_a_spreadsheet(rows, written):
    assert rows.loc[number_of("e1", 1)]["Actor1Name"] == "'=CMD|'/C CALC'!A0 ENVOY"
    assert all(line.count("\t") == 60 for line in written("gdelt").text.splitlines())


def test_mentions_point_into_the_page(written, ledger):
    result = written("gdelt-mentions")
    table = read(result.data, mentions.COLUMNS, MENTIONS, {"MentionDocTone"})
    assert len(table) == result.number == 5
    visit = table.loc[number_of("e1")]
    page = next(p for p in ledger.documents() if p.url)
    assert page.text[visit["ActionCharOffset"] :].startswith("Ser")
    assert visit["MentionDocLen"] == len(page.text)
    assert visit[["MentionType", "SentenceID", "Confidence", "InRawText"]].tolist() == [1, 2, 70, 1]
    assert (visit["MentionSourceName"], visit["MentionIdentifier"]) == ("tribune.example", page.url)
    march = table.loc[number_of("e3")]
    assert (march["MentionType"], march["MentionSourceName"]) == (2, "Le Modèle")
    assert march["MentionIdentifier"] == "Le Modèle, March & more: 100% {of} us"
    assert table.loc[number_of("e4")]["SentenceID"] == 2


def test_numbers_of_events_are_theirs_for_good():
    assert number_of("e1") == number_of("e1")
    assert len({number_of(f"e{n}", side) for n in range(2000) for side in range(3)}) == 6000
    assert max(number_of(str(n)) for n in range(2000)) < 2**53
