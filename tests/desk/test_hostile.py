"""Pages written to take over whoever reads them are shown as what they are: text."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import quote

import networkx as nx
import pytest
from lxml.etree import fromstring
from starlette.testclient import TestClient

from making import document, event, party, report
from making.records import claim
from newsledger.desk.app import create_app
from newsledger.desk.pages import ROUTES
from newsledger.desk.serving.guard import POLICY
from newsledger.ledger import Ledger, tokens, watching
from newsledger.linking import judge
from newsledger.records import Attribution, Coded, Outlet, PlacePrecision, SourceKind, Where

from .conftest import HERE, MADE, fill

EVIL = "\"><script>steal()</script><img src=x onerror=steal()><svg onload=steal()>'{{7*7}}</bdi></q>\u202egpj.exe\x00"
NAME = '<script>steal()</script>" onload=steal() \u202e'  # as long as names may be, of people and of watches
URL = "javascript:steal()"


@pytest.fixture
def hostile(tmp_path):
    text = f"{EVIL} met Kim. {EVIL} said so."
    page = document(
        text, f"{EVIL}.txt", title=EVIL, url=URL, authors=(EVIL,), outlet=Outlet(EVIL, EVIL, "GBR"), wire=EVIL,
        language="en",
    )  # fmt: skip
    bad = party(EVIL, "PRK", f"person/{EVIL}", EVIL)
    told = report(
        page, 0, len(text), actor=(bad,), recipient=(party(EVIL, "RUS"),), modes=(EVIL,), contexts=(EVIL,),
        where=Where(EVIL, "PRK", EVIL, 39.0, 125.7, 1, PlacePrecision.CITY, EVIL, None),
        attribution=(Attribution(EVIL, EVIL, SourceKind.AGENCY, "PRK", EVIL),),
    )  # fmt: skip
    found = event("e-evil", told, outlets=(EVIL,), story_id=EVIL, why=f"{EVIL} | {EVIL}", judged_by=EVIL)
    with Ledger.open(tmp_path / "evil.db") as ledger:
        fill(ledger, [Coded(page, (told,), (claim(page, 0, 20, bad),), (), ())], [found])
        with TestClient(create_app(ledger), base_url=HERE) as client:
            yield client, page


class Inert(HTMLParser):
    """Collects what a browser would run or follow."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts, self.handlers, self.links, self.tags = [], [], [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        given = dict(attrs)
        if tag == "script":
            self.scripts.append(given.get("src"))
        self.handlers += [name for name in given if name.startswith("on") or name == "style"]
        self.links += [given[name] for name in ("href", "src", "action") if given.get(name)]


def screens(page) -> list[str]:
    """Every screen that shows something of the page."""
    name = quote(EVIL, safe="")
    more = [f"/actors/person/{name}", f"/sources/{name}", f"/actors?q={name[:80]}", f"/network?centre=person/{name}",
            f"/events?story={name}", f"/registry?q={name[:60]}", "/dyad?one=PRK&other=RUS", "/actors/PRK", "/actors",
            "/claims",
            f"/claims/c-{page.document_id}-0", "/sources", "/stories", "/plans", "/disagreements", "/timeline",
            "/map", "/network", "/codebook/CONSULT", "/runs", "/runs/1", "/actors/PRK.html"]  # fmt: skip
    return [*more, "/", "/events/e-evil", f"/documents/{page.document_id}", "/events?q=%3Cscript%3Esteal()",
            "/events?actor=%3Cscript%3E&place=%22%3E%3Csvg%20onload=x%3E",
            "/%3Cscript%3Esteal()", "/events/%22%3E%3Cimg%20src=x%3E"]  # fmt: skip


def inert(answer, path):
    """Fails where a browser would run or follow something of the page."""
    seen = Inert()
    seen.feed(answer.text)
    assert answer.status_code in {200, 404}, path
    assert all(src and src.startswith("/static/") for src in seen.scripts), path
    assert seen.handlers == [], path
    assert all(link.startswith(("/", "#", HERE)) for link in seen.links), path
    assert not seen.tags & {"img", "iframe", "object", "embed", "base"}, path
    assert "\u202e" not in answer.text, path
    assert "49" not in re.findall(r"'(\d+)&lt;/bdi", answer.text), path


def test_nothing_of_it_runs_on_any_screen(hostile):
    client, page = hostile
    for path in screens(page):
        inert(client.get(path), path)


@pytest.fixture
def judged(hostile):
    """A reviewer with a hostile name has judged the page, corrected it with hostile words, and watches for it."""
    client, page = hostile
    ledger = client.app.state.desk.ledger
    with ledger.writing() as connection:
        secret = tokens.create(connection, NAME, "reviewer", MADE)
        watching.add(connection, NAME, f"q={quote(NAME)}&plain=1", NAME, MADE)
        watching.add(connection, NAME, "actor=PRK", NAME, MADE)
    (report_id,) = (each.report_id for each in ledger.reports())
    judge(ledger, "reject", report_id, None, who=NAME, made=MADE, note=EVIL)
    for field, value in (("actor", NAME), ("when", "2023-07-26"), ("where", "Niamey, NER")):
        judge(ledger, "correct", report_id, None, who="ben", made=MADE, field=field, value=value, note=EVIL)
    client.cookies.set("newsledger", secret)
    yield client, page, report_id


def test_nothing_of_it_runs_where_people_judge(judged):
    client, page, report_id = judged
    for path in ("/review", "/review?by=influence", "/review?done=1", "/review?done=2", "/review/history",
                 f"/review/history?of={report_id}", f"/review/history?of={quote(EVIL, safe='')[:90]}",
                 "/review/agreement", "/review/cases", "/watches", f"/watches?search=/events%3Fq={quote(NAME)}",
                 "/watches/1", "/watches/2", "/sign-in", f"/sign-in?back={quote(EVIL, safe='')[:90]}",
                 "/sign-in?back=javascript:steal()", "/events/e-evil", f"/documents/{page.document_id}"):  # fmt: skip
        answer = client.get(path)
        inert(answer, path)
        if path in {"/review", "/review/history", "/watches"}:
            assert "&lt;script&gt;steal()" in answer.text, path


DATA = {"application/json", "text/csv; charset=utf-8", "application/geo+json", "application/xml",
        "application/atom+xml", "application/x-ndjson", "application/feed+json"}  # fmt: skip
ADDRESSES = sorted({route.path for route in ROUTES if "GET" in (route.methods or ())})


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_of_the_desk_gives_an_inert_page_or_data_of_a_type_that_runs_nothing(judged, address):
    client, page, report_id = judged
    values = {
        "event_id": "e-evil", "document_id": page.document_id, "claim_id": f"c-{page.document_id}-0", "run": "1",
        "report_id": report_id, "watch": "2", "type": "CONSULT", "key": f"person/{quote(EVIL, safe='')}",
        "name": quote(EVIL, safe=""),
    }  # fmt: skip
    path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda match: values[match[1]], address)
    answer = client.get(f"{path}?one=PRK&other=RUS")
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    if answer.headers["content-type"].startswith("text/html"):
        inert(answer, path)
    else:
        assert answer.headers["content-type"] in DATA


def test_a_hostile_page_is_judged_by_forms_that_lead_back_to_the_desk_alone(judged):
    client, _, report_id = judged
    for back in (EVIL, "javascript:steal()", "//evil.example/x", "/review"):
        given = {"verdict": "accept", "left_id": report_id, "note": EVIL, "back": back}
        answer = client.post("/review/judge", data=given, follow_redirects=False)
        assert answer.headers["location"].startswith("/"), back
        assert not answer.headers["location"].startswith(("//", "/\\")), back
        inert(client.get(answer.headers["location"]), back)


def test_a_map_for_programs_holds_it_as_text(hostile):
    answer = hostile[0].get("/map.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    (feature,) = answer.json()["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [125.7, 39.0]}
    assert feature["properties"]["name"] == EVIL


def test_a_network_for_programs_is_a_graph_whose_markup_is_text(hostile):
    answer = hostile[0].get("/network.graphml")
    assert answer.headers["content-disposition"].startswith("attachment")
    tags = {element.tag.partition("}")[2] for element in fromstring(answer.content).iter()}
    assert tags <= {"graphml", "key", "graph", "node", "edge", "data"}
    names = {data["name"] for _, data in nx.parse_graphml(answer.text).nodes(data=True)}
    assert names == {EVIL.replace("\x00", "")}


def test_test_cases_hold_it_as_text_a_page_a_line(judged):
    client, page, _ = judged
    answer = client.get("/review/cases.jsonl")
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["content-disposition"].startswith("attachment")
    (case,) = (json.loads(line) for line in answer.text.splitlines())
    assert (case["text"], case["title"], case["url"]) == (page.text, EVIL, URL)
    assert {each["field"] for each in case["expect"]} == {None, "actor", "when", "where"}


def test_feeds_hold_it_as_text(judged):
    client = judged[0]
    feed = client.get("/watches/2/feed.atom")
    assert {element.tag.partition("}")[2] for element in fromstring(feed.content).iter()} <= {
        "feed", "id", "title", "updated", "author", "name", "link", "entry", "summary", "category"
    }  # fmt: skip
    assert all(link.get("href").startswith(HERE) for link in fromstring(feed.content).iter("{*}link"))
    assert "\u202e" not in feed.text
    assert client.get("/watches/2/feed.json").json()["items"]


def test_the_words_are_still_there_to_read(hostile):
    client, page = hostile
    assert "&lt;script&gt;steal()&lt;/script&gt;" in client.get(f"/documents/{page.document_id}").text


def test_forms_for_programs_are_of_their_own_type_and_run_nothing(hostile):
    client, page = hostile
    for path in ("/events", "/events/e-evil", f"/documents/{page.document_id}", "/actors/PRK", "/claims", "/network"):
        data = client.get(f"{path}.json")
        assert data.headers["content-type"] == "application/json"
        assert data.headers["x-content-type-options"] == "nosniff"
        table = client.get(f"{path}.csv")
        assert table.headers["content-type"].startswith("text/csv")
        assert table.headers["content-disposition"].startswith("attachment")


def test_a_formula_is_no_formula_in_a_table(tmp_path):
    page = document("=1+1 met Kim.", "a.txt")
    told = report(page, 0, len(page.text), actor=(party("=HYPERLINK(1)"),))
    with Ledger.open(tmp_path / "a.db") as ledger:
        fill(ledger, [Coded(page, (told,), (), (), ())], [event("e1", told)])
        rows = TestClient(create_app(ledger), base_url=HERE).get("/events.csv").text
    assert "'=HYPERLINK" in rows


def test_ten_megabytes_of_markup_in_a_title_stay_small(tmp_path):
    page = document("Kim met him.", "big.txt", title="<b onclick=steal()>" * 550_000)
    told = report(page, 0, len(page.text))
    with Ledger.open(tmp_path / "big.db") as ledger:
        fill(ledger, [Coded(page, (told,), (), (), ())], [event("e1", told)])
        client = TestClient(create_app(ledger), base_url=HERE)
        for path in ("/", "/events/e1", f"/documents/{page.document_id}"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert len(answer.content) < 60_000
