"""Pages, rows, feeds and archives made to break a reader: each is read, or refused with its reason."""

import gzip
import io
import json
import random
import time
from pathlib import Path

import pytest
import zstandard
from fastwarc.warc import WarcRecord, WarcRecordType

from newsledger.errors import ReadingError
from newsledger.reading import Rejected, read, read_html
from newsledger.reading.formats import READERS
from newsledger.reading.pieces import covers
from newsledger.records import Document

SENTENCE = "The envoy left for the border on Sunday, officials said, and the two sides met there for talks on trade."
STORY = f"<p>{SENTENCE}</p>" * 3
KEPT = Path(__file__).parent / "hostile"


def page(body="", head="", title="Envoy leaves"):
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def item(**parts):
    told = {"title": "Envoy leaves", "link": "https://a.example/1", "description": f"&lt;p&gt;{SENTENCE}&lt;/p&gt;"}
    return "<item>" + "".join(f"<{k}>{v}</{k}>" for k, v in (told | parts).items() if v is not None) + "</item>"


def feed(*items, before='<?xml version="1.0"?>', title="<title>The Lantern</title>"):
    return f'{before}<rss version="2.0"><channel>{title}{"".join(items)}</channel></rss>'.encode()


def found(ending, raw):
    """What a file of these bytes gives; every document is whole."""
    results = list(READERS[ending](io.BufferedReader(io.BytesIO(raw)), f"a{ending}"))
    for each in results:
        assert isinstance(each, Document | Rejected)
        assert each.mend if isinstance(each, Rejected) else covers(each.text, each.zones)
    return results


def read_whole(ending, raw):
    (only,) = found(ending, raw)
    assert isinstance(only, Document), only
    assert SENTENCE in only.text
    return only


def refused(ending, raw, reason):
    (only,) = found(ending, raw)
    assert isinstance(only, Rejected), only.text[:200]
    assert reason in only.reason
    return only


READ = {
    "a script in the title": (".html", page(STORY, title="<script>steal()</script>Envoy")),
    "an override of direction": (".html", page(f"<h1>Envoy \u202egnp.exe</h1>{STORY}")),
    "control characters": (".html", page(f"<p>Bell \x07 and \x01</p>{STORY}")),
    "control characters by number": (".html", page(f"<pre>a &#1; b &#x1f;\x0c</pre>{STORY}")),
    "control characters in a caption": (".html", page(f"<figure><figcaption>\x0c&#2; x</figcaption></figure>{STORY}")),
    "control characters in a pull quote": (".html", page(f'<div class="pullquote">x &#1; y</div>{STORY}')),
    "characters there are not": (".html", page(f"<pre>&#xFFFFFFFF; &#xD800; &#0; &#99999999999;</pre>{STORY}")),
    "half a character": (".html", page(STORY).replace(b"Envoy", b"\xed\xa0\x80Envoy \xff\xfe")),
    "null bytes after the start": (".html", page(STORY + "word " * 2_000).replace(b"word </body>", b"w\0rd\0</body>")),
    "no head and no body": (".html", STORY.encode()),
    "an encoding that cannot be": (".html", page(STORY, '<meta charset="undefined">').replace(b"left", b"l\xe9ft", 1)),
    "an encoding of addresses": (".html", page(STORY, '<meta charset="punycode">').replace(b"left", b"l\xe9ft", 1)),
    "two byte orders in one page": (".txt", b"\xff\xfe" + SENTENCE.encode("utf-16-le") + b"\x00"),
    "a month with a long s": (".txt", f"Published: \u017fep 1, 2023\n\n{SENTENCE}".encode()),
    "not a number": (".jsonl", f'{{"text": "{SENTENCE}", "date": NaN, "id": Infinity}}'.encode()),
    "a date of 400 digits": (".jsonl", f'{{"text": "{SENTENCE}", "date": {"9" * 400}}}'.encode()),
    "one key twice": (".jsonl", f'{{"text": "other", "text": "{SENTENCE}"}}'.encode()),
    "fields of other kinds": (".jsonl", json.dumps({"text": SENTENCE, "id": [1], "url": {}, "author": [[1]]}).encode()),
    "an operator in a row": (".jsonl", json.dumps({"text": SENTENCE, "title": "'; DROP TABLE documents; --"}).encode()),
    "half a surrogate in a row": (".jsonl", f'{{"text": "{SENTENCE}", "title": "\\ud800"}}'.encode()),
    "a formula in a table": (".csv", f'text,title\n"{SENTENCE}",=HYPERLINK(1)\n'.encode()),
    "a feed without a title": (".xml", feed(item(title=None), title="")),
    "a feed of an encoding that cannot be": (".xml", feed(item(), before='<?xml version="1.0" encoding="undefined"?>')),
    "a feed of domain names": (".xml", feed(item(), before='<?xml version="1.0" encoding="punycode"?>')),
    "a feed that says it is UTF-16": (".xml", feed(item(), before='<?xml version="1.0" encoding="utf-16"?>')),
    "a feed in UTF-16": (".xml", b"\xff\xfe" + feed(item()).decode().encode("utf-16-le")),
    "a feed of characters there are not": (".xml", feed(item(title="&#xFFFFFFFF; &amp;#xFFFFFFFF; &#0;"))),
    "a feed before the calendar": (".xml", feed(item(pubDate="0001-01-01T00:00:00+23:59"))),
    "a feed after the calendar": (".xml", feed(item(pubDate="9999-12-31T23:59:59-23:59"))),
    "a feed of the year nought": (".xml", feed(item(pubDate="0000-00-00"))),
    "a feed with an address in pieces": (".xml", feed(item(link="http://["))),
}


@pytest.mark.parametrize("name", READ)
def test_it_is_read_all_the_same(name):
    read_whole(*READ[name])


REFUSED = {
    "tables 10,000 deep": (".html", page("<table><tr><td>" * 10_000 + STORY), "within one another"),
    "bold 10,000 deep": (".html", page("<b>" * 10_000 + STORY), "within one another"),
    "200,000 attributes in one tag": (
        ".html", page("<p " + " ".join(f"a{n}" for n in range(200_000)) + f">{STORY}"), "attributes in one tag",
    ),
    "a million tags": (".html", page("<i></i>" * 1_000_000 + STORY), "20,000 tags"),
    "a title of 10 MB": (".html", page(STORY, title="kill the king " * 750_000), "goes on for more than"),
    "a title of 5 MB": (".html", page(STORY, title="kill the king " * 380_000), "characters of text"),
    "a hundred thousand lines": (".txt", b"a line\n" * 100_000, "30,000 paragraphs"),
    "lists 100,000 deep": (".jsonl", b'{"text": "a b", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "not valid"),
    "lists 900 deep": (".jsonl", b'{"text": "a b", "x": ' + b"[" * 900 + b"]" * 900 + b"}", "within one another"),
    "lists 900 deep in a file": (".json", b'{"text": "a b", "x": ' + b"[" * 900 + b"]" * 900 + b"}", "within one"),
    "a number of 5,000 digits": (".jsonl", b'{"text": "a b", "id": ' + b"9" * 5_000 + b"}", "not valid"),
    "an id of a megabyte": (".jsonl", json.dumps({"text": "a b", "id": "x" * 2**20}).encode(), "characters"),
    "an address of a megabyte": (".jsonl", json.dumps({"text": "a b", "url": "x" * 2**20}).encode(), "characters"),
    "a billion laughs": (
        ".xml",
        feed(item(title="&l9;"), before='<!DOCTYPE rss [<!ENTITY l0 "lol">' + "".join(
            f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>"),
        "declares entities",
    ),
    "one long laugh": (
        ".xml", feed(item(title="&a;" * 1_000), before=f'<!DOCTYPE rss [<!ENTITY a "{"lol" * 900}">]>'), "entities",
    ),
    "a file by its name": (
        ".xml", feed(item(title="&x;"), before='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "entities",
    ),
    "a feed 3,000 deep": (".xml", feed(item(description="<div>" * 3_000)), "within one another"),
    "a feed's tag of 20,000 attributes": (
        ".xml", feed("<item " + " ".join(f'a{n}="1"' for n in range(20_000)) + ">" + item()[6:]), "attributes in one",
    ),
    "a picture that is called a page": (".html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 900, "binary"),
    "a field without an end": (".csv", b'text\n"' + b"x\n" * 90_000, "30,000 paragraphs"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_reason(name):
    ending, raw, reason = REFUSED[name]
    started = time.process_time()
    try:
        refused(ending, raw, reason)
    except ReadingError as error:  # told by whoever opens the file
        assert reason in error.what
    assert time.process_time() - started < 10


# As much of one thing as a page may have, or nearly.
FULL = {
    "paragraphs": page("<p>The king met him in Paris.</p>" * 19_900),
    "breaks": page("a<br>" * 19_900 + STORY),
    "cells in one row": page("<table><tr>" + "<td>a" * 19_900 + "</table>" + STORY),
    "items": page("<ul>" + "<li>a b" * 19_900 + "</ul>" + STORY),
    "preformatted lines": page("<pre>a b\nc</pre>" * 9_900 + STORY),
    "quotations": page("<blockquote>He said it.</blockquote>" * 19_900 + STORY),
    "headings": page("<h1>a b c</h1>" * 19_900 + STORY),
    "tables within tables": page(("<table><tr><td>" * 45 + "a b" + "</table>" * 45) * 140 + STORY),
    "attributes": page(("<b " + " ".join(f"a{n}" for n in range(990)) + "></b>") * 200 + STORY),
    "text": page(f"<p>{'The king met him. ' * 220_000}</p>"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FULL)
def test_a_page_at_its_limits_is_read_within_ten_seconds(name):
    started = time.process_time()
    assert found(".html", FULL[name])
    assert time.process_time() - started < 10


def test_a_title_is_cut_where_no_title_goes_on():
    told = read_html(page(STORY, title="kill the king " * 1_000), source="a")
    assert len(told.title) <= 1_000
    assert told.title.endswith("…")
    assert SENTENCE in told.text


def test_names_and_addresses_beyond_measure_are_cut_or_left_out():
    names = "; ".join(f"Jane Roe{n}" for n in range(500))
    head = f'<meta name="author" content="{names}"><link rel="canonical" href="https://a.example/{"x" * 9_000}">'
    told = read_html(page(STORY, head), source="a")
    assert len(told.authors) <= 100
    assert told.url is None


def test_of_a_feed_without_end_the_first_entries_are_read_and_the_rest_is_told_of(limit):
    limit(feed_entries=3)
    results = found(".xml", feed(*(item(link=f"https://a.example/{n}") for n in range(9))))
    assert [type(each) for each in results] == [Document, Document, Document, Rejected]
    assert "more than 3 entries" in results[3].reason


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstandard"])
def test_a_bomb_is_stopped_before_it_fills_the_memory(tmp_path, limit, pack):
    limit(unpacked_free_bytes=2**20, line_bytes=2**30)
    (tmp_path / "a.jsonl.gz").write_bytes(pack(b"0" * 2**26))
    (only,) = read([tmp_path / "a.jsonl.gz"])
    assert "unpacks without end" in only.reason


def test_a_bomb_within_a_bomb_is_unpacked_once(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(gzip.compress(b"0" * 2**20)))
    (only,) = read([tmp_path / "a.txt.gz"])
    assert isinstance(only, Rejected)


def test_an_archive_that_climbs_out_of_its_folder_is_no_page(tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("../../climbed.html", page(STORY))
    (only,) = read([tmp_path])
    assert "holds no pages" in only.reason
    assert not (tmp_path.parent.parent / "climbed.html").exists()


def warc(body, headers):
    out = io.BytesIO()
    record = WarcRecord()
    record.init_headers(content_length=len(body), record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"] = "https://a.example/" + "x" * 9_000
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n" + body)
    record.is_http = True
    record.write(out)
    return out.getvalue()


def test_a_record_that_unpacks_to_more_than_a_page_is_refused(limit):
    limit(page_bytes=2**20)
    bomb = warc(gzip.compress(b"0" * 2**24), b"Content-Type: text/html\r\nContent-Encoding: gzip\r\n")
    refused(".warc", bomb, "larger than")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "nothing"])
def test_a_record_that_is_not_packed_as_it_says_stops_nobody(coding):
    good = warc(page(STORY), b"Content-Type: text/html\r\n")
    bad = warc(b"\x1f\x8bnot packed", f"Content-Type: text/html\r\nContent-Encoding: {coding}\r\n".encode())
    results = found(".warc", good + bad)
    assert isinstance(results[0], Document)


def test_a_records_address_beyond_measure_is_left_out():
    assert read_whole(".warc", warc(page(STORY), b"Content-Type: text/html\r\n")).url is None


def test_damaged_archives_give_what_they_hold_or_a_reason():
    whole = gzip.compress(warc(page(STORY), b"Content-Type: text/html\r\n"))
    drawn = random.Random(1)
    for _ in range(60):
        broken = bytearray(whole)
        broken[drawn.randrange(20, len(broken))] ^= 1 << drawn.randrange(8)
        results = list(read(["-"], stdin=io.BytesIO(bytes(broken))))
        assert results


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.*")), ids=lambda p: p.name)
def test_what_once_broke_the_reader_does_so_no_more(path):
    """Inputs that the mutation of pages found (``python -m benchmarks.fuzzing``), as they were."""
    assert list(read([path]))
