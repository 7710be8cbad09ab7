"""Polling of feeds from a server of this machine that behaves well, and then in every bad way."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime, timedelta

import pytest

from making.coder import CountingCoder, link_all
from making.server import reply, serving
from newsledger.errors import SetupError
from newsledger.fetching import FetchError
from newsledger.ledger import Ledger
from newsledger.running.watching import Round, Watcher
from newsledger.running.watching.manners import Manners
from newsledger.running.watching.waiting import LONGEST, backed_off, retry_after
from newsledger.settings import Settings

NOW = datetime(2024, 5, 12, 12, tzinfo=UTC)
SETTINGS = Settings(pace_seconds=0, fetch_seconds=2, poll_minutes=10)


def feed(*paths, day="Sun, 12 May 2024 08:00:00 GMT"):
    items = "".join(f"<item><title>{p}</title><link>{p}</link><pubDate>{day}</pubDate></item>" for p in paths)
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Herald</title>{items}</channel></rss>"


def page(words="Kim met Shoigu in Pyongyang on Friday."):
    told = f"<p>{words} It was the third such visit, and nobody said what it had been about.</p>" * 2
    return reply(f"<html><body><article><h1>A visit</h1>{told}</article></body></html>", Content_Type="text/html")


class Day:
    """A clock that tests turn."""

    def __init__(self):
        self.now, self.slept = NOW, []

    def __call__(self):
        return self.now

    def clock(self):
        return (self.now - NOW).total_seconds()

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    def on(self, **more):
        self.now += timedelta(**more)


@pytest.fixture
def day():
    return Day()


@pytest.fixture
def server():
    with serving(
        {"/feed": reply(feed("/a", "/b")), "/a": page(), "/b": page("Macron met Scholz in Paris.")}
    ) as running:
        yield running


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(str(tmp_path / "news.db")) as opened:
        yield opened


@pytest.fixture
def watcher(server, ledger, day):
    def make(*paths, settings=SETTINGS, coder=None, **more):
        feeds = [server.url(path) for path in paths or ("/feed",)]
        told = {"private": True, "link": link_all, "now": day, "clock": day.clock, "sleep": day.sleep, **more}
        return Watcher(feeds, ledger, coder or CountingCoder(), settings=settings, **told)

    return make


def reasons(ledger):
    return {case.source.rsplit("/", 1)[-1]: case.reason for case in ledger.quarantine()}


# -- what is new ----------------------------------------------------------------------------


def test_a_round_reads_the_pages_behind_a_feed(watcher, server, ledger):
    assert watcher().round() == Round(asked=1, named=2, read=2, events=1)
    assert server.asked() == ["/robots.txt", "/feed", "/a", "/b"]
    pages = {document.source: document for document in ledger.documents()}
    assert set(pages) == {server.url("/a"), server.url("/b")}
    assert pages[server.url("/a")].url == server.url("/a")
    assert str(pages[server.url("/a")].published.start) == "2024-05-12", "the feed's day, where the page has none"


def test_nothing_is_fetched_twice_also_not_after_a_restart(watcher, server, day):
    watcher().round()
    server.seen.clear()
    day.on(minutes=11)
    assert watcher().round() == Round(asked=1)
    assert server.asked() == ["/robots.txt", "/feed"]


def test_a_feed_that_is_not_due_is_left_alone(watcher, server, day):
    watcher().round()
    server.seen.clear()
    day.on(minutes=9)
    assert watcher().round() == Round()
    assert server.seen == []


def test_a_feed_is_asked_whether_it_has_changed(watcher, server, day):
    def answer(request, _connection):
        if request.headers.get("if-none-match") == '"1"':
            return reply(status="304 Not Modified")
        return reply(feed("/a"), ETag='"1"', Last_Modified="Sun, 12 May 2024 08:00:00 GMT")

    server.routes["/feed"] = answer
    watching = watcher()
    watching.round()
    day.on(minutes=11)
    assert watching.round() == Round(asked=1, unchanged=1)
    assert server.seen[-1].headers["if-modified-since"] == "Sun, 12 May 2024 08:00:00 GMT"


def test_only_new_entries_are_fetched(watcher, server, day):
    watching = watcher()
    watching.round()
    server.seen.clear()
    server.routes["/feed"], server.routes["/c"] = reply(feed("/c", "/a", "/b")), page("Putin met Xi.")
    day.on(minutes=11)
    assert watching.round() == Round(asked=1, named=1, read=1, events=1)
    assert server.asked() == ["/feed", "/c"]


def test_the_feeds_own_texts_do_where_pages_are_not_wanted(watcher, server, ledger):
    item = "<item><title>One</title><link>/a</link><description>Kim met Shoigu in Pyongyang.</description></item>"
    server.routes["/feed"] = reply(feed().replace("</channel>", f"{item}</channel>"))
    assert watcher(pages=False).round().read == 1
    assert server.asked() == ["/robots.txt", "/feed"]
    assert [document.title for document in ledger.documents()] == ["One"]


def test_a_round_that_was_stopped_fetches_no_page_again(watcher, server, day):
    """The pages of the first batch are written; then the coder has had enough."""

    class Stopping(CountingCoder):
        def code_many(self, documents):
            if self.seen:
                raise SetupError("The machine goes down")
            return map(self.code, list(documents))

    one_by_one = Settings(pace_seconds=0, poll_minutes=10, batch_documents=1)
    with pytest.raises(SetupError):
        watcher(settings=one_by_one, coder=Stopping()).round()
    server.seen.clear()
    day.on(minutes=11)
    assert watcher().round() == Round(asked=1, read=1, events=1)
    assert server.asked() == ["/robots.txt", "/feed", "/b"]


def test_rounds_go_on_when_a_feed_is_due(watcher, day):
    rounds = watcher().rounds()
    assert [next(rounds).asked for _ in range(3)] == [1, 1, 1]
    assert sum(day.slept) >= 2 * 600
    assert max(day.slept) <= 60


# -- manners --------------------------------------------------------------------------------


def test_robots_are_obeyed_for_feeds_pages_and_redirects(watcher, server, ledger):
    server.routes["/robots.txt"] = reply(
        "User-agent: newsledger\nDisallow: /b\nDisallow: /other\n\nUser-agent: *\nAllow: /"
    )
    server.routes["/a"] = reply(status="302 Found", Location="/b")
    assert watcher("/feed", "/other").round().read == 0
    assert server.asked() == ["/robots.txt", "/feed", "/a"]
    assert all("robots.txt" in reason and "forbids" in reason for reason in reasons(ledger).values())
    assert set(reasons(ledger)) == {"a", "b", "other"}


@pytest.mark.parametrize(("status", "asked"), [("404 Not Found", 4), ("403 No", 4), ("500 Down", 1), ("429 Wait", 1)])
def test_robots_that_cannot_be_read_forbid_for_now_and_those_that_are_not_there_nothing(watcher, server, status, asked):
    server.routes["/robots.txt"] = reply(status=status)
    watcher().round()
    assert len(server.seen) == asked


def test_a_host_is_not_asked_in_haste(watcher, server, day):
    server.routes["/robots.txt"] = reply("User-agent: *\nCrawl-delay: 5\n")
    watcher(settings=Settings(pace_seconds=1, poll_minutes=10)).round()
    assert day.slept == [1.0, 5.0, 5.0], "after robots.txt our own pace holds, then the server's"


def test_a_delay_without_end_is_cut(server, day):
    server.routes["/robots.txt"] = reply("User-agent: *\nCrawl-delay: 86400\n")
    manners = Manners(Watcher([server.url("/feed")], None, None, private=True)._bounds, 0.0, day.clock, day.sleep)
    manners.admit(server.url("/a"))
    manners.admit(server.url("/b"))
    assert day.slept == [60.0]


def test_a_server_that_asks_to_wait_is_left_alone_with_all_its_pages(watcher, server, day, ledger):
    server.routes["/a"] = reply(status="429 Too Many", Retry_After="1800")
    watching = watcher()
    assert watching.round() == Round(asked=1, named=2, failed=1)
    assert server.asked() == ["/robots.txt", "/feed", "/a"]
    server.routes["/a"] = page()
    day.on(minutes=11)
    assert watching.round() == Round(asked=1, failed_feeds=1), "its feed waits too"
    day.on(minutes=31)
    assert watching.round().read == 2
    assert reasons(ledger) == {}, "what was read in the end is no case any more"


def test_a_feed_that_asks_to_wait_is_asked_no_earlier(watcher, server, day):
    server.routes["/feed"] = reply(status="503 Busy", Retry_After="Sun, 12 May 2024 13:00:00 GMT")
    watching = watcher()
    watching.round()
    for minutes, asked in ((30, 0), (31, 1)):
        day.on(minutes=minutes)
        assert watching.round().asked == asked


@pytest.mark.parametrize(
    ("told", "wait"),
    [("30", 30), ("999999999999", 86400), ("Sun, 12 May 2024 12:10:00 GMT", 600), ("Sun, 12 May 2024 11:00:00 GMT", 0),
     ("soon", None), ("", None), ("-5", None), ("१२", None)],
)  # fmt: skip
def test_what_retry_after_asks_for(told, wait):
    found = retry_after(429, {"retry-after": told}, NOW)
    assert (None if found is None else found.total_seconds()) == wait
    assert retry_after(200, {"retry-after": "30"}, NOW) is None


def test_failures_make_the_waits_longer_up_to_a_day():
    waits = [backed_off(timedelta(minutes=15), n) for n in (0, 1, 2, 3, 50)]
    assert waits == [timedelta(minutes=m) for m in (15, 15, 30, 60)] + [LONGEST]


# -- bad feeds ------------------------------------------------------------------------------


def slowly(_request, connection):
    for _ in range(200):
        connection.sendall(b"H")
        time.sleep(0.05)


def endlessly(_request, connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"<item/>" * 9000)


ENTITIES = "<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>"
BOMB = f"<!DOCTYPE l [{ENTITIES}]><rss><channel>&c;</channel></rss>"
BAD = {
    "no feed": (reply("<html><body>Not found</body></html>"), "no entries"),
    "nothing": (reply(""), "empty"),
    "noise": (reply(bytes(range(256)) * 50), ""),
    "a bomb of entities": (reply(BOMB), "entities"),
    "a bomb of packing": (reply(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip"), "larger than"),
    "a slow drip": (slowly, "within 1 seconds"),
    "an endless body": (endlessly, "larger than"),
    "a wrong length": (reply(feed("/a"), Content_Length="5000"), "broke off"),
    "a loop": (reply(status="302 Found", Location="/bad"), "redirects more than 5 times"),
    "an error": (reply(status="500 Down"), "status 500"),
    "not found": (reply(status="404 Not Found"), "status 404"),
    "gone": (reply(status="410 Gone"), "gone for good"),
    "a redirect to a file": (reply(status="302 Found", Location="file:///etc/passwd"), "http or https"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_feed_is_a_case_for_the_quarantine_and_costs_the_others_nothing(watcher, server, ledger, name):
    server.routes["/bad"], told = BAD[name]
    done = watcher("/bad", "/feed", settings=Settings(pace_seconds=0, fetch_seconds=1)).round()
    assert (done.asked, done.failed_feeds, done.read) == (2, 1, 2)
    assert set(reasons(ledger)) == {"bad"}
    assert told in reasons(ledger)["bad"]


def test_a_feed_in_another_encoding_or_with_a_fault_is_read_as_far_as_it_goes(watcher, server):
    latin = feed("/a").replace("Herald", "Hérald").replace("version='1.0'?", "version='1.0' encoding='iso-8859-1'?")
    server.routes["/feed"] = reply(latin.encode("latin-1"))
    server.routes["/cut"] = reply(feed("/b", "/c")[:-90])
    assert watcher("/feed", "/cut").round().read == 2


def test_a_failing_feed_waits_longer_and_its_case_ends_when_it_answers(watcher, server, day, ledger):
    good, server.routes["/feed"] = server.routes["/feed"], reply(status="500 Down")
    watching = watcher()
    for minutes, asked in ((0, 1), (11, 1), (11, 0), (11, 1), (21, 0)):
        day.on(minutes=minutes)
        assert watching.round().asked == asked, minutes
    assert list(reasons(ledger)) == ["feed"]
    assert len(ledger.runs()) == 1, "the same words again are no news"
    server.routes["/feed"] = good
    day.on(hours=1)
    assert watching.round().read == 2
    assert reasons(ledger) == {}


@pytest.mark.parametrize("url", ["file:///etc/passwd", "news.example/rss", "http://a:b@c.example/", ""])
def test_what_is_no_address_of_a_feed_is_refused_at_once(ledger, url):
    with pytest.raises(FetchError):
        Watcher([url], ledger, CountingCoder())


# -- bad pages ------------------------------------------------------------------------------


PAGES = {
    "a picture": (reply(b"\x89PNG", Content_Type="image/png"), "'image/png' and no page"),
    "no words": (reply("<html></html>"), "no text"),
    "noise": (reply(bytes(range(256)) * 50, Content_Type="text/html"), ""),
    "not found": (reply(status="404 Not Found"), "status 404"),
    "a redirect to a private place": (reply(status="302 Found", Location="ftp://10.0.0.1/"), "http or https"),
    "a bomb": (reply(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip"), "larger than"),
    "an endless body": (endlessly, "larger than"),
    "unknown packing": (reply(b"x", Content_Encoding="br"), "'br'"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_bad_page_is_a_case_for_the_quarantine_and_is_not_fetched_again(watcher, server, ledger, day, name):
    server.routes["/a"], told = PAGES[name]
    watching = watcher()
    assert watching.round() == Round(asked=1, named=2, read=1, failed=1, events=1)
    assert told in reasons(ledger)["a"]
    day.on(days=2)
    watching.round()
    assert server.asked().count("/a") == 1


PASSING = {
    "an error": (reply(status="502 Bad Gateway"), "status 502"),
    "a slow drip": (slowly, "within 1 seconds"),
    "a wrong length": (reply("x", Content_Length="99"), "broke off"),
    "nothing": (b"", "RemoteDisconnected"),
}


@pytest.mark.parametrize("name", PASSING)
def test_a_page_that_fails_for_the_moment_is_tried_again(watcher, server, ledger, day, name):
    server.routes["/a"], told = PASSING[name]
    watching = watcher(settings=Settings(pace_seconds=0, fetch_seconds=1, poll_minutes=10))
    assert watching.round().failed == 1
    assert told in reasons(ledger)["a"]
    server.routes["/a"] = page()
    day.on(minutes=16)
    assert watching.round().read == 1
    assert reasons(ledger) == {}


def test_a_page_is_tried_five_times_and_then_no_more(watcher, server, day):
    server.routes["/a"] = reply(status="500 Down")
    watching = watcher()
    for _ in range(9):
        watching.round()
        day.on(days=1)
    assert server.asked().count("/a") == 5


def test_private_addresses_are_not_asked_unless_that_is_meant(watcher, server, ledger):
    assert watcher(private=False).round().failed_feeds == 1
    assert "private network" in reasons(ledger)["feed"]
    assert "--allow-private" in ledger.quarantine()[0].mend
    assert server.seen == []


def test_a_page_in_the_encoding_that_the_server_names(watcher, server, ledger):
    words = "Президент встретился с министром в Москве. " * 5
    raw = f"<html><body><article><p>{words}</p></article></body></html>".encode("cp1251")
    server.routes["/feed"] = reply(feed("/a"))
    server.routes["/a"] = reply(raw, Content_Type="text/html; charset=windows-1251")
    watcher().round()
    (document,) = ledger.documents()
    assert "встретился" in document.text


@pytest.mark.parametrize("charset", ["utf-7", "rot13", "no-such", "idna", '"'])
def test_an_encoding_that_is_none_is_passed_over(watcher, server, charset):
    server.routes["/feed"] = reply(feed("/a"))
    raw = b"<html><body><p>Caf\xe9: Kim met Shoigu in Pyongyang on Friday and stayed.</p></body></html>"
    server.routes["/a"] = reply(raw, Content_Type=f"text/html; charset={charset}")
    assert watcher().round().read == 1


def test_plain_text_is_a_page_too(watcher, server, ledger):
    server.routes["/feed"] = reply(feed("/a"))
    server.routes["/a"] = reply("Kim met Shoigu.", Content_Type="text/plain; charset=utf-8")
    assert watcher().round().read == 1
    assert next(iter(ledger.documents())).url == server.url("/a")


def test_what_a_feed_names_that_is_no_page_is_passed_over(watcher, server):
    server.routes["/feed"] = reply(feed("javascript:alert(1)", "mailto:a@b.example", "http://[::1", "/a#top", "/a"))
    assert watcher().round() == Round(asked=1, named=1, read=1, events=1)
