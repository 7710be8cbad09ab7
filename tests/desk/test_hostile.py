"""Pages written to take over whoever reads them are shown as what they are: text."""

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from making import document, event, party, report
from making.records import claim
from newsledger.desk.app import create_app
from newsledger.ledger import Ledger
from newsledger.records import Attribution, Coded, Outlet, PlacePrecision, SourceKind, Where

from .conftest import HERE, fill

EVIL = "\"><script>steal()</script><img src=x onerror=steal()><svg onload=steal()>'{{7*7}}</bdi></q>\u202egpj.exe\x00"
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


def test_nothing_of_it_runs_on_any_screen(hostile):
    client, page = hostile
    for path in screens(page):
        answer = client.get(path)
        seen = Inert()
        seen.feed(answer.text)
        assert answer.status_code in {200, 404}, path
        assert all(src and src.startswith("/static/") for src in seen.scripts), path
        assert seen.handlers == [], path
        assert all(link.startswith(("/", "#", HERE)) for link in seen.links), path
        assert "img" not in seen.tags, path
        assert "\u202e" not in answer.text, path
        assert "49" not in re.findall(r"'(\d+)&lt;/bdi", answer.text), path


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
