"""Outlets by name, domain and credit."""

import pytest

from newsledger.errors import DataError
from newsledger.reading import outlets, read_row, read_text
from newsledger.records import OutletKind

ENTRIES = [
    {
        "name": "Lantern Wire",
        "id": "lantern-wire",
        "names": ["LW"],
        "kind": "agency",
        "country": "FIN",
        "credits": ["(LW)"],
    },
    {"name": "The Harbour Times", "id": "harbour-times", "kind": "newspaper", "domains": ["harbourtimes.example"]},
]
STORY = "The governor said on Monday that the road to the coast was open again after the storm of last week."


@pytest.fixture
def registry(monkeypatch):
    book = outlets.build(ENTRIES)
    for module in ("outlets", "documents", "datelines", "quoting"):
        monkeypatch.setattr(f"newsledger.reading.{module}.book", lambda: book)
    return book


def test_names_are_found_article_and_case_aside(registry):
    assert registry.named("harbour times").id == "harbour-times"
    assert registry.named("harbour-times").kind is OutletKind.NEWSPAPER
    assert registry.named("Harbour") is None


def test_domains_are_found_below_them(registry):
    assert registry.at("https://news.harbourtimes.example/a").id == "harbour-times"
    assert registry.at("https://notharbourtimes.example/a") is None
    assert registry.at("http://[broken") is None


def test_a_row_names_its_outlet_by_name_or_domain(registry):
    assert read_row({"text": STORY, "domain": "harbourtimes.example"}).outlet.id == "harbour-times"
    assert read_row({"text": STORY, "url": "http://www.harbourtimes.example/x"}).outlet.id == "harbour-times"


@pytest.mark.parametrize(
    "text",
    [
        f"KABUL (LW) — {STORY}",
        f"Road open\n\nBy Jane Roe, Lantern Wire\n\n{STORY}",
        f"{STORY}\n\n— Lantern Wire",
        f"{STORY}\n\n(LW)",
        f"{STORY}\n\nLantern Wire contributed to this report.",
        f"{STORY}\n\nWith additional reporting from Jane Roe and Lantern Wire.",
    ],
)
def test_agency_copy_is_recognised(registry, text):
    assert read_text(text, source="x").wire == "LW"


def test_an_agencys_own_page_is_its_copy(registry):
    assert read_row({"text": STORY, "outlet": "Lantern Wire"}).wire == "LW"


def test_other_pages_have_no_wire(registry):
    assert read_text(f"KABUL (XYZ) — {STORY} It was told to LW.", source="x").wire is None


def test_an_unknown_kind_is_refused():
    with pytest.raises(DataError):
        outlets.build([{"name": "A", "kind": "podcast"}])
