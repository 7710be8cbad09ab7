"""Files, folders, archives, feeds and standard input; and what is refused, with its reason."""

import csv
import gzip
import io
import json
import os
import random

import pytest
import zstandard
from fastwarc.warc import WarcRecord, WarcRecordType

from newsledger.reading import Rejected, read
from newsledger.records import Document

SENTENCE = "The envoy left for the border on Sunday."
ROW = json.dumps({"id": "a", "text": SENTENCE})
PAGE = f"<html><head><title>Envoy leaves</title></head><body><article><p>{SENTENCE}</p></article></body></html>"


def write(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def only(results):
    found = list(results)
    assert len(found) == 1, found
    return found[0]


def refused(results, reason):
    found = only(results)
    assert isinstance(found, Rejected), found
    assert reason in found.reason
    assert found.mend
    return found


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", SENTENCE),
        ("a.md", SENTENCE),
        ("a.html", PAGE),
        ("a.htm", PAGE),
        ("a.json", ROW),
        ("a.json", f"[{ROW}]"),
        ("a.json", f'{{"articles": [{ROW}]}}'),
        ("a.jsonl", ROW + "\n\n"),
        ("a.ndjson", ROW),
        ("a.csv", f"id,text\n1,{SENTENCE}\n"),
        ("a.tsv", f"id\ttext\n1\t{SENTENCE}\n"),
        ("a.txt.gz", gzip.compress(SENTENCE.encode(), mtime=0)),
        ("a.jsonl.gz", gzip.compress(ROW.encode(), mtime=0)),
        ("a.jsonl.zst", zstandard.compress(ROW.encode())),
        ("a.txt", b"\xef\xbb\xbf" + SENTENCE.encode()),
        ("a.txt", SENTENCE.encode("utf-16")),
        ("page", PAGE),
    ],
)
def test_kinds_of_file(tmp_path, name, data):
    found = only(read([write(tmp_path, name, data)]))
    assert isinstance(found, Document), found
    assert SENTENCE in found.text


def test_western_encodings_are_read():
    """Bytes of another encoding are text all the same."""
    raw = "The café’s owner said “no” on Sunday.".encode("cp1252")
    assert only(read(["-"], stdin=io.BytesIO(raw))).text == "The café’s owner said “no” on Sunday."


def test_folders_are_walked_in_order_of_names(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.txt", ".hidden/x.txt"):
        write(tmp_path, name, f"{SENTENCE} {name}")
    sources = [d.source for d in read([tmp_path])]
    assert sources == [str(tmp_path / name) for name in ("a/b/c.txt", "a/z.txt", "b.txt", "c.txt")]


def test_rows_are_numbered_and_bad_ones_do_not_stop_the_rest(tmp_path):
    lines = [ROW, "{not json", "[1]", '{"id": 2}', "", '{"id": "b", "text": "All was quiet."}']
    path = write(tmp_path, "rows.jsonl", "\n".join(lines))
    found = list(read([path]))
    assert [type(d) is Document for d in found] == [True, False, False, False, True]
    assert [d.source.rpartition("#")[2] for d in found] == ["1", "2", "3", "4", "6"]


def test_a_json_list_with_a_bad_row(tmp_path):
    path = write(tmp_path, "rows.json", f"[{ROW}, 5, {ROW}]")
    assert [type(d) is Document for d in read([path])] == [True, False, True]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", "", "empty"),
        ("a.txt", " \n\t", "empty"),
        ("a.jsonl", "\n", "empty"),
        ("a.txt", b"\x89PNG\r\n\x00\x00\x01" * 40, "binary"),
        ("a.html", "<html><body></body></html>", "no text"),
        ("a.csv", "id,text\n", "no rows"),
        ("a.csv", "id,name\n1,x\n", "no text"),
        ("a.xml", "<urlset><url/></urlset>", "neither a feed nor a page"),
        ("a.xml", "<rss><channel></channel></rss>", "no entries"),
        ("a.json", "{broken", "not valid JSON"),
        ("a.json", '{"a": 1}', "no text"),
        ("a.txt.gz", gzip.compress(SENTENCE.encode(), mtime=0)[:-12], "damaged"),
        ("a.txt.zst", zstandard.compress(SENTENCE.encode())[:4] + b"\xff" * 20, "damaged"),
        ("a.warc", "WARC/1.0\r\nbroken", "archive"),
    ],
)
def test_bad_files_are_refused_with_a_reason(tmp_path, name, data, reason):
    refused(read([write(tmp_path, name, data)]), reason)


def test_what_is_not_there_or_not_a_file_is_refused(tmp_path):
    refused(read([tmp_path / "nothing.txt"]), "no such file")
    os.mkfifo(tmp_path / "pipe.txt")
    refused(read([tmp_path / "pipe.txt"]), "not a regular file")
    refused(read(["-"]), "no standard input")


def test_unreadable_files_are_refused(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt", SENTENCE)

    def deny(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", deny)
    refused(read([path]), "Permission denied")


def test_links_that_loop_are_refused_once(tmp_path):
    write(tmp_path, "a.txt", SENTENCE)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = list(read([tmp_path]))
    assert sum(isinstance(d, Document) for d in found) == 1
    assert len(found) == 3


def test_other_kinds_of_file_in_a_folder_are_refused(tmp_path):
    write(tmp_path, "style.css", "body { color: red }")
    refused(read([tmp_path]), "holds no pages")


def test_a_line_past_the_limit_is_refused_and_the_next_one_read(limit):
    limit(line_bytes=2_000)
    data = f'{ROW}\n{{"text": "{"x" * 200_000}"}}\n{ROW}\n'.encode()
    found = list(read(["-"], stdin=io.BytesIO(data)))
    assert [type(d) is Document for d in found] == [True, False, True]
    assert "longer than" in found[1].reason


def test_a_page_past_the_limit_is_refused(limit):
    limit(page_bytes=1_000)
    refused(read(["-"], stdin=io.BytesIO(b"word " * 1_000)), "larger than")


def test_a_bomb_is_stopped_by_its_ratio(tmp_path, limit):
    limit(unpacked_free_bytes=1 << 18)
    bomb = write(tmp_path, "a.jsonl.gz", gzip.compress(b" " * (1 << 24), mtime=0))
    refused(read([bomb]), "without end")


def test_standard_input_is_rows_or_text():
    assert only(read(["-"], stdin=io.BytesIO(f"\n  {ROW}".encode()))).input_id == "a"
    assert only(read(["-"], stdin=io.BytesIO(SENTENCE.encode()))).text == SENTENCE
    assert only(read(["-"], stdin=io.BytesIO(gzip.compress(ROW.encode(), mtime=0)))).input_id == "a"


def test_long_csv_fields_are_read(tmp_path):
    out = io.StringIO()
    csv.writer(out).writerows([["id", "text", "date"], ["1", SENTENCE * 5_000, "2020-02-03"], ["2", "Two\nlines.", ""]])
    one, two = read([write(tmp_path, "a.csv", out.getvalue())])
    assert len(one.text) == 5_000 * len(SENTENCE)
    assert two.text == "Two\nlines."


def warc(url, body, kind=b"text/html"):
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = url
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n" + body)
    out = io.BytesIO()
    record.is_http = True
    record.write(out)
    return out.getvalue()


def test_rows_before_a_damaged_place_are_read(tmp_path):
    rows = "".join(
        json.dumps({"id": n, "text": f"{SENTENCE} {random.Random(n).random()}"}) + "\n" for n in range(5_000)
    )
    *found, last = read([write(tmp_path, "a.jsonl.gz", gzip.compress(rows.encode(), mtime=0)[:-5_000])])
    assert len(found) > 2_000 and all(isinstance(d, Document) for d in found)
    assert isinstance(last, Rejected) and "damaged" in last.reason


def test_a_cut_off_archive_gives_what_it_held(tmp_path):
    data = gzip.compress(warc("https://lantern.example/1", PAGE.encode()))
    damaged = gzip.compress(warc("https://lantern.example/2", random.Random(3).randbytes(200_000)))[:-100_000]
    page, *rest = read([write(tmp_path, "a.warc.gz", data + damaged)])
    assert page.url == "https://lantern.example/1"
    assert len(rest) == 1 and isinstance(rest[0], Rejected)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_archives_give_their_pages(tmp_path, pack):
    data = b"".join(
        pack(part)
        for part in (
            warc("https://lantern.example/2020/02/03/envoy", PAGE.encode()),
            warc("https://lantern.example/a.png", b"\x89PNG", b"image/png"),
            warc("https://lantern.example/empty", b"<html></html>"),
        )
    )
    page, empty = read([write(tmp_path, "a.warc.gz" if pack is gzip.compress else "a.warc", data)])
    assert page.url == "https://lantern.example/2020/02/03/envoy"
    assert page.source.startswith(str(tmp_path)) and "#urn:uuid:" in page.source
    assert page.published.start.isoformat() == "2020-02-03"
    assert isinstance(empty, Rejected)


def test_feeds_give_their_entries(tmp_path):
    feed = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Lantern Post</title>
    <item><title>Envoy leaves</title>
    <link>https://lantern.example/1</link><pubDate>Mon, 03 Feb 2020 23:00:00 GMT</pubDate>
    <description>&lt;p&gt;{SENTENCE}&lt;/p&gt;</description></item><item><title>Nothing</title></item></channel></rss>"""
    entry, empty = read([write(tmp_path, "feed.xml", feed)])
    assert (entry.text, entry.title, entry.url) == (SENTENCE, "Envoy leaves", "https://lantern.example/1")
    assert entry.outlet.name == "Lantern Post"
    assert entry.published.start.isoformat() == "2020-02-03"
    assert isinstance(empty, Rejected)


def test_reading_twice_gives_the_same(tmp_path):
    write(tmp_path, "a.txt", SENTENCE)
    write(tmp_path, "b.html", PAGE)
    assert list(read([tmp_path])) == list(read([tmp_path]))
