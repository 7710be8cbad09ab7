"""The guard before every page."""

import re

import pytest
from starlette.testclient import TestClient

from newsledger.desk.app import create_app
from newsledger.desk.serving.guard import POLICY
from newsledger.desk.serving.templates import STATIC


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed():
    assert "unsafe" not in POLICY
    assert set(re.findall(r"https?:|\*", POLICY)) == set()
    assert "default-src 'none'" in POLICY


@pytest.mark.parametrize("path", ["/", "/events.json", "/events.csv", "/nothing", "/static/desk.css", "/events/e-none"])
def test_every_answer_bears_the_policy(browser, path):
    headers = browser.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_name_that_is_not_the_desks_is_refused(still):
    with TestClient(create_app(still), base_url="http://evil.example") as client:
        assert client.get("/").status_code == 421
        assert client.get("/", headers={"host": "127.0.0.1:1"}).status_code == 200
        assert client.get("/", headers={"host": "[::1]:8420"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
     {"sec-fetch-site": "same-site"}],
)  # fmt: skip
def test_a_write_from_another_site_is_refused(browser, headers):
    assert browser.post("/events", headers=headers).status_code == 403


def test_a_write_from_its_own_page_gets_past_the_guard(browser):
    own = {"origin": "http://127.0.0.1:8420", "sec-fetch-site": "same-origin"}
    assert browser.post("/events", headers=own).status_code == 405


def test_a_page_names_no_address_elsewhere(browser):
    for path in ("/", "/events/e-visit"):
        page = browser.get(path).text
        assert not re.findall(r'(?:src|href|action)="(?!/|#)[^"]*"', page)


def test_no_style_or_script_of_ours_loads_from_elsewhere():
    for name in ("desk.css", "desk.js"):
        assert not re.search(
            r"url\(\s*[\"']?(?:https?:|//)|@import|https?://(?!www\.w3\.org/2000/svg)", (STATIC / name).read_text()
        )


def test_each_vendored_file_is_named_with_version_and_licence():
    told = (STATIC / "vendor" / "README.md").read_text()
    for path in (STATIC / "vendor").iterdir():
        assert f"`{path.name}`" in told or path.name == "README.md"


def test_the_first_load_is_small(browser):
    import gzip

    page = browser.get("/")
    names = set(re.findall(r'(?:src|href)="/static/([^"?]+)', page.text)) | {
        f"vendor/{name}" for name in re.findall(r'url\("vendor/([^"]+)', (STATIC / "desk.css").read_text())
    }
    assert {"desk.css", "desk.js", "vendor/htmx.min.js"} <= names
    whole = len(gzip.compress(page.content)) + sum(len(gzip.compress((STATIC / n).read_bytes())) for n in names)
    assert whole < 350_000
