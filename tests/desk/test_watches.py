"""Watches and their feeds."""

import feedparser
import pytest
from starlette.testclient import TestClient

from making import coded, event
from newsledger.desk.app import create_app
from newsledger.ledger import Ledger, tokens
from newsledger.records import Conflict, ConflictValue, Corroboration, Origin

from .conftest import HERE, MADE, fill


@pytest.fixture
def desk(ledger):
    with ledger.writing() as connection:
        secret = tokens.create(connection, "ana", "reviewer", MADE)
    with TestClient(create_app(ledger), base_url=HERE, headers={"accept": "text/html"}) as client:
        client.cookies.set("newsledger", secret)
        yield client


def add(desk, name="Visits", search="/events?type=CONSULT&sort=date"):
    answer = desk.post("/watches/add", data={"name": name, "search": search}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_search_is_kept_and_shows_what_is_new(desk):
    path = add(desk)
    page = desk.get(path).text
    assert page.count(">New</span>") == 2
    assert 'href="/events?type=CONSULT&amp;sort=date"' in page
    assert "Visits" in desk.get("/watches").text


def test_both_feeds_hold_the_same(desk):
    path = add(desk)
    atom = feedparser.parse(desk.get(f"{path}/feed.atom").content)
    assert not atom.bozo
    assert atom.feed.title == "Visits"
    feed = desk.get(f"{path}/feed.json").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [e.id for e in atom.entries] == [item["id"] for item in feed["items"]]
    assert {item["url"] for item in feed["items"]} == {f"{HERE}/events/e-visit", f"{HERE}/events/e-met"}


def test_a_feed_is_the_same_until_something_changes(desk):
    path = add(desk)
    assert desk.get(f"{path}/feed.atom").content == desk.get(f"{path}/feed.atom").content


def test_a_second_origin_and_a_disagreement_are_news(tmp_path):
    one, two = coded("Shoigu visited Pyongyang.", "a.txt"), coded("Shoigu visited Kim there.", "b.txt")
    first, second = one.reports[0], two.reports[0]
    with Ledger.open(tmp_path / "a.db") as ledger:
        fill(ledger, [one], [event("e1", first)])
        both = event(
            "e1", first, second, corroboration=Corroboration.CONTESTED,
            origins=(Origin("A", "outlet", (first.report_id,)), Origin("B", "outlet", (second.report_id,))),
            conflicts=(
                Conflict("when", (ConflictValue("1", (first.report_id,)), ConflictValue("2", (second.report_id,)))),
            ),
        )  # fmt: skip
        fill(ledger, [two], [both])
        with ledger.writing() as connection:
            secret = tokens.create(connection, "ana", "reviewer", MADE)
        client = TestClient(create_app(ledger), base_url=HERE, cookies={"newsledger": secret})
        path = client.post("/watches/add", data={"name": "All", "search": ""}, follow_redirects=False).headers[
            "location"
        ]
        rows = client.get(f"{path}.json").json()["entries"]
        assert [row["kind"] for row in rows] == ["contested", "corroborated", "new"]


def test_hostile_words_stay_words_in_feeds(tmp_path):
    from making import party

    page = coded("Kim met him.")
    evil = party('</title><script>x</script>\u202e\x00&<!--"')
    with Ledger.open(tmp_path / "a.db") as ledger:
        fill(ledger, [page], [event("e1", page.reports[0], actor=(evil,))])
        with ledger.writing() as connection:
            secret = tokens.create(connection, "ana", "reviewer", MADE)
        client = TestClient(create_app(ledger), base_url=HERE, cookies={"newsledger": secret})
        form = {"name": "<b>]]>&", "search": "/events"}
        path = client.post("/watches/add", data=form, follow_redirects=False).headers["location"]
        feed = client.get(f"{path}/feed.atom")
        assert feed.headers["content-type"].startswith("application/atom+xml")
        assert "<script" not in feed.text
        assert "\u202e" not in feed.text
        parsed = feedparser.parse(feed.content)
        assert not parsed.bozo
        assert len(parsed.entries) == 1


def test_watching_needs_a_role_and_a_name(desk, browser):
    assert browser.post("/watches/add", data={"name": "x", "search": ""}).status_code == 401
    assert desk.post("/watches/add", data={"name": " ", "search": ""}).status_code == 422
    assert desk.post("/watches/add", data={"name": "x", "search": "/events?type=PARTY"}).status_code == 422


def test_a_watch_ends(desk):
    path = add(desk)
    desk.post("/watches/end", data={"watch": path.rpartition("/")[2]})
    assert desk.get(path).status_code == 404
    assert desk.get(f"{path}/feed.atom").status_code == 404
    assert desk.post("/watches/end", data={"watch": "x"}).status_code == 404
