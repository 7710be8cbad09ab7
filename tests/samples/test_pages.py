"""The sample pages are read whole, and are what their README says."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from newsledger.reading import Rejected, read
from newsledger.records import DateBasis, Document, ZoneKind

SAMPLES = Path(__file__).parents[2] / "samples"
README = (SAMPLES / "README.md").read_text(encoding="utf-8")
PAGES = tuple(read([SAMPLES / "pages"]))


def page(name: str) -> Document:
    return next(p for p in PAGES if p.source.endswith(name))


def kinds(document: Document) -> Counter[ZoneKind]:
    return Counter(zone.kind for zone in document.zones)


@pytest.mark.parametrize("found", PAGES, ids=lambda p: Path(p.source).name)
def test_every_page_is_read_and_covered_by_its_zones(found):
    assert isinstance(found, Document), found
    bounds = [(zone.start, zone.end) for zone in found.zones]
    assert bounds[0][0] == 0 and bounds[-1][1] == len(found.text)
    assert all(one[1] == two[0] for one, two in pairwise(bounds))
    assert any(zone.kind is ZoneKind.BODY for zone in found.zones)


@pytest.mark.parametrize("found", PAGES, ids=lambda p: Path(p.source).name)
def test_no_page_puts_words_into_anybodys_mouth(found):
    told = " ".join(zone.span.of(found.text) for zone in found.zones if zone.kind is not ZoneKind.COMMENT)
    assert not re.search(r"[“”\"«»]", told)


def test_the_readme_counts_right():
    files = sum(path.is_file() for path in (SAMPLES / "pages").rglob("*"))
    english = sum(p.language == "en" for p in PAGES)
    assert f"{files} files that hold {len(PAGES)} pages, {english} of them in English" in README


def test_the_readme_names_files_that_are_there():
    named = re.findall(r"`([\w-]+/[\w.-]*)`", README.split("## pages")[1].split("## broken")[0])
    assert named
    assert all((SAMPLES / "pages" / name).exists() for name in named)


def test_every_outlet_is_one_that_the_readme_marks_as_invented():
    hosts = {p.url.split("/")[2] for p in PAGES if p.url}
    assert all(host.endswith(".example") for host in hosts)
    names = {p.outlet.name for p in PAGES if p.outlet}
    marked = ("Sample", "Specimen", "Example", "Exemple", "Ejemplar", "Demo", ".example")
    assert all(any(word in name for word in marked) for name in names), names


def test_every_kind_of_file_has_its_page():
    endings = {"".join(path.suffixes) for path in (SAMPLES / "pages").rglob("*") if path.is_file()}
    assert endings >= {".html", ".txt", ".md", ".json", ".jsonl", ".jsonl.gz", ".csv", ".rss", ".atom", ".warc"}


@pytest.mark.parametrize(
    ("name", "basis"),
    [
        ("courier-summit.html", DateBasis.METADATA),
        ("pretoria.html", DateBasis.URL),
        ("morning-specimen-dump.txt", DateBasis.TEXT),
        ("letters-row.json", DateBasis.GIVEN),
        ("nairobi-undated.txt", DateBasis.UNKNOWN),
    ],
)
def test_dates_rest_on_what_the_page_offers(name, basis):
    assert page(name).published.basis is basis


def test_comments_and_captions_are_kept_apart():
    found = kinds(page("courier-summit.html"))
    assert found[ZoneKind.COMMENT] and found[ZoneKind.CAPTION]


def test_the_quoted_outlet_is_known():
    quoted = [z for z in page("corner-blog.md").zones if z.kind is ZoneKind.BLOCK_QUOTE]
    assert quoted and quoted[0].outlet is not None and quoted[0].outlet.name == "Example Tribune"


def test_other_encodings_keep_their_letters():
    assert "Rodrigo Londoño" in page("cartagena-latin1.txt").text
    assert "BOGOTÁ" in page("bogota-meta.html").text


def test_the_french_page_is_known_as_such():
    assert page("exemple-francais.html").language == "fr"


def test_broken_inputs_are_turned_away_each_with_its_reason():
    found = tuple(read([SAMPLES / "broken"]))
    turned = {Path(r.source).name: r for r in found if isinstance(r, Rejected)}
    assert set(turned) == {
        "empty-feed.xml",
        "empty.txt",
        "no-text-column.csv#1",
        "not-text.txt",
        "rows.jsonl#2",
        "rows.jsonl#3",
        "truncated.html",
        "truncated.jsonl.gz",
    }
    assert all(r.reason and r.mend for r in turned.values())


def test_the_good_row_among_the_broken_is_read():
    assert [d.input_id for d in read([SAMPLES / "broken"]) if isinstance(d, Document)] == ["good"]
