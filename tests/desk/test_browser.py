"""Every screen and every review action in Debian's Chromium, with scripts and without."""

import re
import shutil
import time
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from making import CountingCoder
from newsledger.desk.app import create_app
from newsledger.ledger import Ledger, tokens, watching
from newsledger.ledger.schema import jobs
from newsledger.linking import link

from .browsing import CHROMIUM, NONE, chromium, serving
from .conftest import MADE
from .test_screens import SCREENS

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason=NONE)]

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = "axe.run(document, {resultTypes: ['violations']})"


def barriers(page):
    """What axe finds that is serious or critical."""
    found = page.evaluate(f"async () => {{ {AXE}; return (await {RULES}).violations }}")
    return [(v["id"], v["nodes"][0]["html"][:160]) for v in found if v["impact"] in {"serious", "critical"}]


@pytest.fixture(scope="module")
def browser_app():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def place(still):
    """A desk that is only read."""
    with serving(create_app(still)) as address:
        yield address


@pytest.fixture
def opened(browser_app):
    """Opens pages, and tells what went wrong in them: errors, refused content, requests elsewhere."""
    contexts = []

    def open_page(address, *, scripts=True, scheme="light", width=1280, secret=None):
        context = browser_app.new_context(
            java_script_enabled=scripts, color_scheme=scheme, viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        base = re.match(r"http://[^/]+", address)[0]
        if secret:
            context.add_cookies([{"name": "newsledger", "value": secret, "url": base}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.wrongs = []
        page.on("console", lambda m: page.wrongs.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: page.wrongs.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith((base, "data:")) else page.wrongs.append(r.url))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_works_with_scripts_and_is_open_to_everybody(opened, place, path):
    for scheme in ("light", "dark"):
        page = opened(place + path, scheme=scheme)
        assert page.locator("h1").count() == 1
        assert barriers(page) == [], scheme
        assert page.wrongs == []


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_works_without_scripts_and_fits_a_phone(opened, place, path):
    page = opened(place + path, scripts=False, width=390)
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    assert page.wrongs == []
    narrow = opened(place + path, width=390)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 390
    assert barriers(narrow) == []


def test_a_search_without_scripts(opened, place):
    page = opened(place, scripts=False)
    page.get_by_role("searchbox").fill("Kim Jong Un")
    page.get_by_role("button", name="Search").click()
    assert "q=Kim+Jong+Un" in page.url
    assert page.locator("tbody tr").count() == 2


def test_a_search_with_scripts_keeps_its_state_in_the_address(opened, place):
    page = opened(place)
    page.get_by_role("searchbox").fill("Macron")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**q=Macron**")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(3)
    assert page.wrongs == []


def test_a_facet_narrows(opened, place):
    page = opened(place, scripts=False)
    page.locator(".facets a", has_text="THREATEN").click()
    assert page.locator("tbody tr").count() == 1


def test_a_field_leads_to_its_words_and_back(opened, place):
    from .conftest import VISIT

    for scripts in (True, False):
        page = opened(f"{place}/documents/{VISIT.document_id}", scripts=scripts)
        page.locator(".found .report").first.locator("a[href^='#at']").first.click()
        target = page.url.partition("#")[2]
        assert page.locator(f"#{target}").is_visible()
        page.locator(f"#{target}").click()
        assert "#r-" in page.url


def test_dragging_across_a_timeline_chooses_its_days(opened, place):
    page = opened(f"{place}/timeline")
    box = page.locator("svg[data-brush]").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 3, box["y"] + 10, steps=5)
    page.mouse.up()
    page.wait_for_url("**from=**")
    assert "from=2023-07-26" in page.url
    assert "1 event" in page.locator(".tally").inner_text()


def test_the_dark_and_the_light_side_are_turned_and_kept(opened, place):
    page = opened(place)
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != dark


def test_the_slash_leads_to_the_box(opened, place):
    page = opened(place)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


# Review, on a ledger of its own


@pytest.fixture
def reviewed(made, tmp_path):
    """A desk to write to: its address, its ledger, and a reviewer's token."""
    shutil.copy(made, tmp_path / "news.db")
    with Ledger.open(tmp_path / "news.db") as ledger:
        with ledger.writing() as connection:
            secret = tokens.create(connection, "ana", "reviewer", MADE)
        with serving(create_app(ledger, coder=CountingCoder, link=link)) as address:
            yield address, ledger, secret


def finish(ledger):
    unfinished = select(jobs.c.job).where(jobs.c.state.in_(("waiting", "running")))
    for _ in range(1_000):
        with ledger.reading() as connection:
            if connection.execute(unfinished).first() is None:
                return
        time.sleep(0.02)


def verdicts(ledger):
    return [str(each.verdict) for each in ledger.judgements()]


def test_signing_in_by_hand(opened, reviewed):
    address, _, secret = reviewed
    page = opened(f"{address}/review", scripts=False)
    page.get_by_role("link", name="Sign in", exact=True).first.click()
    page.get_by_label("Token").fill(secret)
    page.get_by_role("button", name="Sign in").click()
    assert page.url == f"{address}/review"
    assert page.get_by_role("button", name="Accept").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_verdicts_by_hand(opened, reviewed, scripts):
    address, ledger, secret = reviewed
    page = opened(f"{address}/review", scripts=scripts, secret=secret)
    page.get_by_role("button", name="Accept").click()
    assert "Written down: accept" in page.locator(".told").inner_text()
    page.locator(".told").get_by_role("button", name="Undo").click()
    page.get_by_text("Written down: unsure").wait_for()
    page.get_by_role("button", name="Reject").click()
    page.get_by_text("Written down: reject").wait_for()
    page.locator("[data-key=s]").click()
    page.wait_for_url("**at=1**")
    page.locator("#field").select_option("factuality")
    page.locator("#value").fill("planned")
    page.locator("#note").fill("it says so")
    page.get_by_role("button", name="Correct").click()
    page.get_by_text("Written down: correct").wait_for()
    assert verdicts(ledger) == ["accept", "unsure", "reject", "correct"]
    page.get_by_role("link", name="History").click()
    assert "it says so" in page.locator("table").inner_text()


def test_verdicts_by_keyboard(opened, reviewed):
    address, ledger, secret = reviewed
    page = opened(f"{address}/review", secret=secret)
    for key, said in (("a", "accept"), ("u", "unsure"), ("r", "reject")):
        page.keyboard.press(key)
        page.get_by_text(f"Written down: {said}").wait_for()
        page.wait_for_load_state()  # a page hears keys once its script has run, which is after it is seen
    page.keyboard.press("s")
    page.wait_for_url("**at=1**")
    page.keyboard.press("b")
    page.wait_for_url("**at=0**")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.id") == "field"
    assert verdicts(ledger) == ["accept", "unsure", "reject"]
    assert page.wrongs == []


@pytest.mark.parametrize("scripts", [True, False])
def test_splitting_and_merging_by_hand(opened, reviewed, scripts):
    address, ledger, secret = reviewed
    page = opened(f"{address}/events/e-visit", scripts=scripts, secret=secret)
    page.get_by_role("button", name="This is another event").first.click()
    page.get_by_text("Written down").wait_for()
    finish(ledger)
    one = next(e for e in ledger.events() if e.type.value == "CONSULT" and len(e.reports) == 1)
    page.goto(f"{address}/events/{one.event_id}")
    page.get_by_role("button", name="The same event").first.click()
    page.get_by_text("Written down").wait_for()
    assert verdicts(ledger) == ["different", "same"]


@pytest.mark.parametrize("scripts", [True, False])
def test_watching_a_search(opened, reviewed, scripts):
    address, _, secret = reviewed
    page = opened(f"{address}/events?type=CONSULT", scripts=scripts, secret=secret)
    page.get_by_role("link", name="Watch this search").click()
    page.get_by_label("Name").fill("Visits")
    page.get_by_role("button", name="Watch", exact=True).click()
    assert page.locator("h1").inner_text() == "Visits"
    page.get_by_role("button", name="Stop watching").click()
    assert page.url == f"{address}/watches"


REVIEWERS = ["/review", "/events/{event}", "/watches", "/watches/1", "/review/history", "/sign-in",
             "/sign-in?back=/review", "/review/cases", "/review/agreement"]  # fmt: skip


@pytest.mark.parametrize("path", REVIEWERS)
def test_a_reviewers_screens_are_open_to_everybody(opened, reviewed, path):
    address, ledger, secret = reviewed
    with ledger.writing() as connection:
        watching.add(connection, "Visits", "type=CONSULT", "ana", MADE)
    page = opened(f"{address}/review", secret=secret)
    page.get_by_role("button", name="Accept").click()
    finish(ledger)
    address += path.format(event=next(iter(ledger.events())).event_id)
    for scheme, width in product(("light", "dark"), (1280, 390)):
        page = opened(address, secret=secret, scheme=scheme, width=width)
        assert barriers(page) == [], (scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.wrongs == []


def test_signing_in_is_open_to_everybody(opened, place):
    for scheme, width in product(("light", "dark"), (1280, 390)):
        page = opened(f"{place}/sign-in?back=/review", scheme=scheme, width=width)
        assert barriers(page) == [], (scheme, width)
        page.get_by_label("Token").fill("nl_guess")
        page.get_by_role("button", name="Sign in").click()
        page.get_by_text("not known").wait_for()
        assert barriers(page) == [], (scheme, width)
