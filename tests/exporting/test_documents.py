"""The formats that are documents: each read back by a program made for it."""

import io
import json

import bibtexparser
import icalendar
import jsonschema
import networkx as nx
import pytest
import shapely.geometry
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from newsledger.errors import NewsledgerError

STYLE = CitationStylesStyle("harvard-cite-them-right", validate=False)
DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
ENTITY = {
    "type": "object",
    "additionalProperties": False,
    "required": ["entity_text", "entity_name"],
    "properties": {
        name: {"type": "string"}
        for name in ("code", "sector", "entity_text", "entity_name", "identifier_text", "office", "country_name")
    }
    | {"other_sector_codes": {"type": "array", "items": {"type": "string"}}},
}
WORDS = {"type": "array", "items": {"type": "string"}}
# The manual's field table: what is required, and the form of each field.
PLOVER = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "has_event": {"type": "boolean"},
        "date": DATE,
        "enddate": DATE,
        "actor": {"type": "array", "minItems": 1, "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY},
        "event": {"type": "array", "items": {"enum": ["CONSULT", "ASSAULT", "PROTEST", "AGREE", "SUPPORT"]}},
        "event_loc": {"type": "object", "properties": {"resolution": {"enum": [1, 2, 3, 4, 5]}}},
        "event_text": WORDS,
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "mode": WORDS,
        "context": WORDS,
        "link": {"type": "string"},
        "text": {"type": "string"},
        "text_info": {"type": "object", "required": ["start", "end"]},
        "dead": {"type": "integer"},
        "injured": {"type": "integer"},
        "arrested": {"type": "integer"},
        "cite_info": {"type": "object", "properties": {"url": {"type": "string", "format": "uri"}}},
        "coder": {"type": "string"},
    },
}
SLIDE_DATE = {"type": "object", "required": ["year"], "additionalProperties": {"type": "integer"}}
# What TimelineJS documents of its JSON.
TIMELINE = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date", "text", "unique_id"],
                "properties": {
                    "start_date": SLIDE_DATE,
                    "end_date": SLIDE_DATE,
                    "text": {"type": "object", "required": ["headline", "text"]},
                },
            },
        }
    },
}


def test_plover_lines_are_valid_and_whole(written):
    result = written("plover")
    events = {row["id"]: row for row in map(json.loads, result.text.splitlines())}
    for each in events.values():
        jsonschema.validate(each, PLOVER)
    assert len(events) == result.number == 6
    assert result.left_out == {"without a date": 1}
    visit, denied = events["e1"], events["e5"]
    assert visit["actor"][0]["code"] == "RUS"
    assert visit["recipient"][0]["office"] == "Supreme Leader"
    assert visit["event_loc"]["resolution"] == 4
    assert visit["cite_info"]["publication"] == "Example Tribune"
    assert denied["mode"] == ["visit", "negation"]
    assert events["e2"]["dead"] == 12
    assert (events["e2"]["date"], events["e2"]["enddate"]) == ("2023-07-01", "2023-07-31")


def test_geojson_features_have_shapes(written):
    result = written("geojson")
    features = {each["id"]: each for each in json.loads(result.text)["features"]}
    shapes = {key: shapely.geometry.shape(each["geometry"]) for key, each in features.items() if each["geometry"]}
    assert len(features) == result.number == 7
    assert (shapes["e3"].x, shapes["e3"].y) == (4.84671, 45.74846)
    assert features["e2"]["geometry"] is None
    assert features["e4"]["properties"]["factuality"] == "planned"


def test_geojson_of_nothing_is_a_collection_still(written):
    assert json.loads(written("geojson", start="2030").text) == {"type": "FeatureCollection", "features": []}


def test_graphml_is_a_graph_of_parties(written):
    result = written("graphml")
    graph = nx.read_graphml(io.BytesIO(result.data), force_multigraph=True)
    assert graph.number_of_edges() == result.number == 6
    assert graph.nodes["person/kim-jong-un"]["office"] == "Supreme Leader"
    ((_key, edge),) = graph["FIN"]["org/nato"].items()
    assert (edge["type"], edge["start"], edge["confidence"]) == ("AGREE", "2023-08-01", 0.7)
    assert "'=cmd|'/C calc'!A0 envoy" not in graph  # a node's name is no cell of a table
    assert "pensioners (FRA)" in graph


def test_timelinejs_is_valid_and_escaped(written):
    result = written("timelinejs")
    timeline = json.loads(result.text)
    jsonschema.validate(timeline, TIMELINE)
    slides = {each["unique_id"]: each for each in timeline["events"]}
    assert len(slides) == result.number == 6
    assert slides["e2"]["start_date"] == {"year": 2023, "month": 7}
    assert slides["e7"]["start_date"] == {"year": 1999}
    assert "=cmd|&quot;/C calc&quot;!A0" in slides["e1"]["text"]["headline"]
    assert "<p>Thousands marched in Lyon.</p>" in slides["e3"]["text"]["text"]


def test_icalendar_holds_what_is_planned(written):
    result = written("icalendar")
    (entry,) = icalendar.Calendar.from_ical(result.data).walk("VEVENT")
    assert result.number == 1
    assert entry["uid"] == "e4@newsledger"
    assert (str(entry.decoded("dtstart")), str(entry.decoded("dtend"))) == ("2023-08-01", "2023-08-02")
    assert (entry["status"], entry["location"]) == ("TENTATIVE", "Texas")
    assert entry["description"] == "Finland will join NATO on Tuesday."
    assert result.left_out == {"that nobody announced": 6}


def test_bibtex_cites_pages_and_the_set(written):
    result = written("bibtex", actor="FRA")
    library = bibtexparser.parse_string(result.text)
    assert not library.failed_blocks
    the_set, page = library.entries
    assert result.number == 2
    assert "asked for: actor FRA" in the_set["note"]
    assert page.entry_type == "article"
    assert (page["journal"], page["year"], page["month"], page["day"]) == ("Le Modèle", "2023", "7", "28")
    assert page["title"] == r"March \& more: 100\% of us"
    assert page["author"] == "{Ann Sample}"


def test_csl_renders_in_a_citation_style(written):
    result = written("csl")
    items = json.loads(result.text)
    assert len(items) == result.number == 3
    source = CiteProcJSON([each for each in items if each["type"] != "dataset"])
    bibliography = CitationStylesBibliography(STYLE, source, formatter.plain)
    for key in source:
        bibliography.register(Citation([CitationItem(key)]))
    shown = [str(entry) for entry in bibliography.bibliography()]
    assert any("Le Modèle" in line and "2023" in line for line in shown)
    assert items[0]["type"] == "dataset"
    assert items[1]["issued"] == {"date-parts": [[2023, 7, 27]]}


def test_followthemoney_entities_are_of_its_model(written):
    ftm = pytest.importorskip("followthemoney", reason="FollowTheMoney, which needs the ICU library, is not installed")
    result = written("followthemoney")
    entities = [ftm.model.get_proxy(json.loads(line)) for line in result.text.splitlines()]
    events = {each.id: each for each in entities if each.schema.name == "Event"}
    assert len(entities) == result.number == len({each.id for each in entities})
    assert len(events) == 7
    visit = events["newsledger-e1"]
    assert visit.get("startDate") == ["2023-07-26"]
    assert visit.get("country") == ["kp"]
    parties = {each.id: each for each in entities}
    assert {parties[key].caption for key in visit.get("involved")} == {"Kim Jong Un"}
    assert {parties[key].schema.name for key in visit.get("proof")} == {"Article"}


def test_without_followthemoney_the_message_says_what_to_install(written, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "followthemoney", None)
    with pytest.raises(NewsledgerError, match=r"newsledger\[followthemoney\]"):
        written("followthemoney")
