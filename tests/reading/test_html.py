"""HTML pages become the text and zones that a text dump of them would have."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.errors import ReadingError
from newsledger.reading import read_html
from newsledger.reading.pieces import covers
from newsledger.records import DateBasis, ZoneKind

PAGE = """<!doctype html><html lang="en"><head><title>Ministers sign fishing treaty - The Harbour Times</title>
<meta property="og:site_name" content="The Harbour Times">
<meta property="article:published_time" content="2021-05-04T23:00:00-03:00">
<meta name="author" content="Jane Roe"><link rel="canonical" href="https://harbourtimes.example/news/treaty"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Ministers sign fishing treaty</h1>
<figure><img src="a.jpg"><figcaption>Ministers at the quay on Tuesday. (Photo: Mary Major)</figcaption></figure>
<p>The foreign ministers of the two islands signed a fishing treaty in the old customs house on Tuesday, ending a
quarrel that had lasted four years.</p>
<h2>What was agreed</h2>
<p>Boats from both islands may fish the shallow bank from June to October, the ministers told reporters at the quay.</p>
<p>The Lantern Post wrote on Monday:</p>
<blockquote><p>The treaty leaves out the deep bank, two people who have read it said.</p>
<p>Neither government would comment on that on Monday night.</p></blockquote>
<p>Both parliaments must approve the treaty before the summer,
and the opposition on the larger island is against it.</p>
<p>Read more</p>
</article>
<section id="comments"><h3>2 Comments</h3><ol>
<li class="comment" id="comment-1"><cite>Bob says:</cite><div class="comment-body"><p>About time!</p>
<p>Four years.</p></div>
<ol><li class="comment" id="comment-2"><cite>Ann says:</cite><p>I doubt it will last.</p></li></ol></li></ol></section>
<footer>© 2021 The Harbour Times</footer></body></html>"""


def zones(document):
    return [(z.kind.value, z.span.of(document.text).strip()) for z in document.zones]


@pytest.fixture(scope="module")
def page():
    return read_html(PAGE.encode(), source="treaty.html")


def test_metadata(page):
    assert page.title == "Ministers sign fishing treaty"
    assert page.authors == ("Jane Roe",)
    assert page.outlet.name == "The Harbour Times"
    assert page.url == "https://harbourtimes.example/news/treaty"
    assert page.language == "en"
    assert (page.published.start, page.published.basis) == (date(2021, 5, 4), DateBasis.METADATA)


def test_headings_captions_and_quotations_keep_their_kinds(page):
    found = zones(page)
    assert ("headline", "Ministers sign fishing treaty") in found
    assert ("headline", "What was agreed") in found
    assert ("caption", "Ministers at the quay on Tuesday. (Photo: Mary Major)") in found
    quoted = [text for kind, text in found if kind == "block quote"]
    assert len(quoted) == 1 and quoted[0].startswith("The treaty leaves out") and quoted[0].endswith("Monday night.")
    assert covers(page.text, page.zones)


def test_comments_stand_apart_one_zone_each(page):
    found = [text for kind, text in zones(page) if kind == "comment"]
    assert [text.split("\n")[0] for text in found] == ["Bob says:", "Ann says:"]
    assert "Four years." in found[0] and "doubt" not in found[0]


def test_furniture_is_not_body(page):
    body = " ".join(text for kind, text in zones(page) if kind == "body")
    assert "two islands signed" in body and "opposition on the larger island" in body
    assert "Read more" not in body and "Home" not in body and "©" not in body


def test_replies_inside_a_comment_are_comments():
    thread = (
        '<div class="comment"><b>Ulf</b><p>Sad.</p><div class="comment"><b>Bo</b><p>Very.</p></div></div>'
        '<div class="comment"><div class="comment-body"><p>War again!</p></div></div>'
    )
    document = read_html(f"<p>Guns fired on the border at dawn.</p>{thread}".encode(), source="x")
    assert [text for kind, text in zones(document) if kind == "comment"] == ["Ulf\n\nSad.", "Bo\n\nVery.", "War again!"]


def test_structured_data_names_the_publisher():
    data = '{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Lantern Post"}}'
    raw = f'<html><head><script type="application/ld+json">{data}</script></head><body><p>Guns fired.</p></body></html>'
    assert read_html(raw.encode(), source="x").outlet.name == "Lantern Post"


def test_a_truncated_page_is_still_read():
    cut = PAGE[: PAGE.index("Both parliaments")]
    document = read_html(cut.encode(), source="x")
    assert "signed a fishing treaty" in document.text


def test_a_fragment_is_read_plainly():
    document = read_html(b"<p>Rebels took the bridge.</p><p>The army <b>denied</b> it.</p>", source="x")
    assert document.text == "Rebels took the bridge.\n\nThe army denied it."
    assert {z.kind for z in document.zones} == {ZoneKind.BODY}


def test_the_declared_encoding_is_used():
    raw = '<html><head><meta charset="windows-1251"></head><body><p>Москва объявила о переговорах.</p></body></html>'
    assert "Москва" in read_html(raw.encode("cp1251"), source="x").text


@pytest.mark.parametrize(
    "raw", [b"", b"   ", b"\x00\x01\x02PNG", b"<html><body></body></html>", b"<html><script>x</script>"]
)
def test_pages_without_text_are_refused(raw):
    with pytest.raises(ReadingError):
        read_html(raw, source="x")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw):
    try:
        document = read_html(b"<html><body><p>" + raw, source="x")
    except ReadingError:
        return
    assert covers(document.text, document.zones)
