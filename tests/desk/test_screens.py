"""The other screens: what each shows, and what it gives to programs."""

import csv
import re

import networkx as nx
import pytest
from lxml import html

from .conftest import VISIT

CLAIM = f"c-{VISIT.document_id}-0"
SCREENS = [
    "/", "/events", "/events/e-visit", f"/documents/{VISIT.document_id}", "/actors", "/actors/person/kim-jong-un",
    "/actors/PRK", "/dyad?one=PRK&other=RUS", "/claims", f"/claims/{CLAIM}", "/sources", "/sources/Daily%20Post",
    "/sources/KCNA", "/disagreements", "/plans", "/plans?stale=1", "/stories", "/codebook", "/codebook/CONSULT",
    "/registry", "/registry?q=macron", "/runs", "/runs/1", "/review", "/review?by=influence", "/review/history",
    "/review/agreement", "/review/cases", "/watches", "/timeline", "/map", "/network", "/network?centre=PRK",
]  # fmt: skip


def beside(path: str, form: str) -> str:
    bare, _, query = path.partition("?")
    return f"{'/events' if bare == '/' else bare}.{form}" + (f"?{query}" if query else "")


@pytest.mark.parametrize("path", SCREENS)
def test_each_screen_has_a_title_a_heading_and_its_forms(browser, path):
    page = browser.get(path)
    assert page.status_code == 200
    assert re.search(r"<title>.+</title>", page.text)
    assert len(re.findall(r"<h1\b", page.text)) == 1
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids)), {each for each in ids if ids.count(each) > 1}
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page.text)
    for form in ("json", "csv"):
        answer = browser.get(beside(path, form))
        assert answer.status_code == 200, form
    assert browser.get(beside(path, "json")).json()
    assert csv.DictReader(browser.get(beside(path, "csv")).text.splitlines()).fieldnames


@pytest.mark.parametrize("path", SCREENS)
def test_each_cell_names_its_column_where_the_heads_are_hidden_on_a_phone(browser, path):
    for table in html.fromstring(browser.get(path).content).xpath("//table[contains(@class, 'rows')]"):
        heads = [(head.xpath("string(abbr/@title)") or head.text_content()) for head in table.xpath("thead//th")]
        for row in table.xpath("tbody/tr"):
            assert [c.get("data-label", head) for c, head in zip(row, heads, strict=True)] == heads
            assert all(cell.tag == "th" or cell.get("data-label") for cell in row)


@pytest.mark.parametrize("path", SCREENS)
def test_every_link_of_a_screen_leads_somewhere(browser, path):
    page = browser.get(path).text
    for link in sorted({each.replace("&amp;", "&") for each in re.findall(r'href="(/[^"#]*)', page)})[:60]:
        assert browser.get(link).status_code == 200, link


@pytest.mark.parametrize(
    "path", ["/actors/nobody", "/claims/c-none", "/sources/nobody", "/codebook/PARTY", "/runs/99", "/runs/x", "/dyad"]
)
def test_what_is_not_there_is_told_as_such(browser, path):
    assert browser.get(path).status_code == 404


def test_a_dossier_holds_names_offices_counterparts_and_words(browser, program):
    page = browser.get("/actors/person/emmanuel-macron").text
    assert "President" in page
    assert "soldiers" in page
    data = program.get("/actors/person/kim-jong-un.json").json()
    assert (data["events"], data["reports"]) == (2, 3)
    assert data["counterparts"] == [
        {"id": "person/sergei-shoigu", "name": "Sergei Shoigu", "cooperation": 2, "conflict": 0}
    ]
    assert len(data["claims_by"]) == 1


def test_a_party_that_only_the_registry_knows_has_a_page(browser):
    assert "no event in this ledger has it" in browser.get("/actors/person/joe-biden").text


def test_a_dyad_tells_who_does_it_to_whom(program):
    data = program.get("/dyad.json?one=RUS&other=PRK").json()
    assert data["events"] == 2
    assert [d["cooperation"] for d in data["directions"]] == [1, 1]
    assert [each["of"] for each in data["words"]] == ["RUS", "PRK"]


def test_a_saved_dossier_loads_nothing_and_runs_nothing(browser):
    answer = browser.get("/actors/person/kim-jong-un.html")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "<script" not in answer.text
    assert "<link" not in answer.text
    assert "url(" not in answer.text
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', answer.text)[1]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert 'href="http://127.0.0.1:8420/events/e-visit"' in answer.text


def test_claims_are_found_by_who_and_how(program):
    for asked, number in (({}, 1), ({"speaker": "Kim"}, 1), ({"speaker": "Macron"}, 0), ({"cue": "said"}, 1),
                          ({"text": "visited"}, 1), ({"from": "2024"}, 0)):  # fmt: skip
        assert len(program.get("/claims.json", params=asked).json()["records"]) == number, asked


def test_a_source_tells_what_rests_on_it_and_what_it_alone_says(program):
    post = program.get("/sources/Daily%20Post.json").json()
    assert (post["events"], post["alone"], post["shared"], post["contested"]) == (2, 1, 1, 1)
    assert post["cites"] == [{"name": "KCNA", "kind": "agency", "events": 1}]
    assert program.get("/sources/KCNA.json").json()["resting"] == 1


def test_disagreements_give_each_value(program):
    rows = list(csv.DictReader(program.get("/disagreements.csv").text.splitlines()))
    assert [(row["event_id"], row["field"], row["value"]) for row in rows] == [
        ("e-visit", "when", "26 July"),
        ("e-visit", "when", "27 July"),
    ]


def test_the_codebook_shows_sentences_of_this_ledger(browser):
    assert "Kim met him." in re.sub(r"<[^>]+>", "", browser.get("/codebook/CONSULT").text)
    assert "No sentence here was coded so" in browser.get("/codebook/AID").text


def test_a_run_tells_its_inputs(browser):
    assert "pages" in browser.get("/runs/1").text


def test_a_timeline_draws_days_as_dots_and_months_as_bars(browser):
    page = browser.get("/timeline").text
    lanes = page[page.index('class="chart lanes"') :]
    assert len(re.findall(r"<circle", lanes)) == 1
    assert len(re.findall(r'<rect class="conflict span"', lanes)) == 1
    assert "1 event without a date is not here" in page


def test_a_map_draws_points_only_where_they_are_known(browser, program):
    assert 'aria-label="Niamey: 0 cooperation, 1 conflict"' in browser.get("/map").text
    shapes = program.get("/map.geojson").json()
    assert {f["properties"]["name"]: f["geometry"]["coordinates"] for f in shapes["features"]} == {
        "Niamey": [2.11, 13.51],
        "Pyongyang": [125.75, 39.03],
    }


def test_country_level_places_are_areas(tmp_path):
    from starlette.testclient import TestClient

    from making import coded, event
    from newsledger.desk.app import create_app
    from newsledger.ledger import Ledger
    from newsledger.records import PlacePrecision, Where

    from .conftest import HERE, fill

    niger = Where("Niger", "NER", None, 16.0, 8.0, 2440476, PlacePrecision.COUNTRY, "Niger", None)
    with Ledger.open(tmp_path / "a.db") as ledger:
        page = coded("Macron visited Niger.")
        fill(ledger, [page], [event("e1", page.reports[0], where=niger)])
        client = TestClient(create_app(ledger), base_url=HERE)
        shown = client.get("/map").text
        assert "<circle" not in shown
        assert 'aria-label="Niger: 1 known to the country or a region"' in shown
        assert client.get("/map.geojson").json()["features"][0]["geometry"] is None


def test_a_network_grows_from_its_centre(program, browser):
    data = program.get("/network.json?centre=person/emmanuel-macron").json()
    assert {node["name"] for node in data["nodes"]} == {"Emmanuel Macron", "soldiers"}
    assert data["edges"] == [{"one": "person/emmanuel-macron", "other": "~soldiers", "cooperation": 0, "conflict": 1}]
    grown = browser.get("/network?centre=person/emmanuel-macron").text
    assert "centre=person%2Femmanuel-macron&amp;centre=~soldiers" in grown


def test_the_same_network_is_drawn_the_same(browser):
    assert browser.get("/network").text == browser.get("/network").text


def test_a_network_is_graphml(browser):
    graph = nx.parse_graphml(browser.get("/network.graphml").text)
    assert graph.number_of_nodes() == 2


def test_state_lives_in_the_address(browser):
    page = browser.get("/timeline?actor=PRK&type=CONSULT").text
    for view in ("/events", "/map", "/network"):
        assert f'href="{view}?actor=PRK&amp;type=CONSULT"' in page


def test_the_font_that_is_loaded_early_is_the_one_that_the_style_sheet_names(browser):
    early = re.findall(r'<link rel="preload" href="([^"]+)" as="font"', browser.get("/events").text)
    named = {f"/static/{font}" for font in re.findall(r'url\("([^"]+)"\)', browser.get("/static/desk.css").text)}
    assert early and set(early) <= named
