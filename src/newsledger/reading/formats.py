"""One reader for each kind of file: a stream in, documents and rejections out."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, cast

from newsledger.errors import ReadingError
from newsledger.reading.archives import read_warc
from newsledger.reading.decoding import decode
from newsledger.reading.documents import About, document
from newsledger.reading.feeds import read_feed
from newsledger.reading.limits import limits, megabytes
from newsledger.reading.markup import read_html
from newsledger.reading.rejected import Rejected, rejected
from newsledger.reading.rows import parse_row, read_row
from newsledger.reading.streams import lines, sha_of, whole
from newsledger.records import Document

Result = Document | Rejected
Reader = Callable[[io.BufferedReader, str], Iterator[Result]]


def _too_long() -> ReadingError:
    what = f"The line is longer than {megabytes(limits().line_bytes)}"
    return ReadingError(what, mend="Write one row a line, or split the text.")


def read_text(text: str, *, source: str, sha256: str | None = None, url: str | None = None) -> Document:
    """The document of a plain text, stored as it stands. Raises ReadingError where it is blank."""
    return document(text, About(source, sha256 or sha_of(text.encode("utf-8", "replace")), url))


def _attempt(source: str, sha256: str | None, make: Callable[[], Document]) -> Result:
    try:
        return make()
    except ReadingError as error:
        return rejected(source, error, sha256)


def text_file(stream: io.BufferedReader, source: str) -> Iterator[Result]:
    raw = whole(stream, limits().page_bytes)
    sha = sha_of(raw)
    yield _attempt(source, sha, lambda: read_text(decode(raw), source=source, sha256=sha))


def html_file(stream: io.BufferedReader, source: str) -> Iterator[Result]:
    raw = whole(stream, limits().page_bytes)
    yield _attempt(source, sha_of(raw), lambda: read_html(raw, source=source))


def row_lines(stream: io.BufferedReader, source: str) -> Iterator[Result]:
    """JSON Lines: one document or one rejection a line; blank lines are passed over."""
    seen = False
    for line in lines(stream):
        where = f"{source}#{line.number}"
        if line.raw is None:
            seen = True
            yield rejected(where, _too_long())
        elif line.raw.strip():
            seen = True
            yield _row_line(line.raw, where)
    if not seen:
        yield rejected(source, ReadingError("The file is empty", mend="Nothing can be read from it; leave it out."))


def _row_line(raw: bytes, where: str) -> Result:
    return _attempt(where, sha_of(raw), lambda: read_row(parse_row(raw), source=where))


def json_file(stream: io.BufferedReader, source: str) -> Iterator[Result]:
    """A JSON object, a list of them, or an object that holds such a list; else JSON Lines."""
    raw = whole(stream, limits().json_bytes)
    try:
        value = json.loads(decode(raw))
    except (ValueError, RecursionError):
        yield from row_lines(io.BufferedReader(cast("io.RawIOBase", io.BytesIO(raw))), source)
        return
    found = _rows(value)
    if found is None:
        yield rejected(
            source, ReadingError("The file holds no rows", mend='Give objects with a "text" key.'), sha_of(raw)
        )
        return
    for number, row in enumerate(found, 1):
        where = (
            source if found is not value and isinstance(value, Mapping) and len(found) == 1 else f"{source}#{number}"
        )
        yield _row(row, where)


def _rows(value: object) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping):
        return None
    lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], Mapping)]
    single = any(isinstance(value.get(k), str) for k in ("text", "body", "content", "html"))
    return [value] if single or len(lists) != 1 else lists[0]


def _row(row: object, where: str) -> Result:
    if not isinstance(row, Mapping):
        return rejected(where, ReadingError("The row is not a JSON object", mend="Give objects with a text."))
    return _attempt(where, None, lambda: read_row(row, source=where))


def table_file(stream: io.BufferedReader, source: str, delimiter: str = ",") -> Iterator[Result]:
    """CSV or TSV with a header that names a text column."""
    csv.field_size_limit(limits().line_bytes)
    reader = csv.DictReader(_table_lines(stream), delimiter=delimiter)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            yield _row({k: v for k, v in row.items() if k}, f"{source}#{number}")
    except csv.Error as error:
        yield rejected(
            f"{source}#{number + 1}", ReadingError(f"The table is damaged: {error}", mend="Quote its fields.")
        )
    if number == 0:
        yield rejected(source, ReadingError("The table has no rows", mend="Give a header and rows."))


def _table_lines(stream: io.BufferedReader) -> Iterator[str]:
    for line in lines(stream):
        if line.raw is None:
            raise csv.Error(_too_long().what)
        yield decode(line.raw) if line.raw.strip() else line.raw.decode("ascii")


def tab_table_file(stream: io.BufferedReader, source: str) -> Iterator[Result]:
    yield from table_file(stream, source, "\t")


def warc_file(stream: io.BufferedReader, source: str) -> Iterator[Result]:
    yield from read_warc(cast("BinaryIO", stream), source)


def feed_file(stream: io.BufferedReader, source: str) -> Iterator[Result]:
    raw = whole(stream, limits().feed_bytes)
    if not re.search(r"<(?:\w+:)?(?:rss|feed|RDF)\b", decode(raw, html=True)[:4096]):
        yield from _xml_page(raw, source)
        return
    yield from read_feed(raw, source)


def _xml_page(raw: bytes, source: str) -> Iterator[Result]:
    """XHTML saved as .xml is a page; other XML is not."""
    if re.search(r"<html\b", decode(raw, html=True)[:4096], re.IGNORECASE):
        yield _attempt(source, sha_of(raw), lambda: read_html(raw, source=source))
    else:
        yield rejected(
            source, ReadingError("The XML is neither a feed nor a page", mend="Give RSS, Atom or HTML."), sha_of(raw)
        )


READERS: Mapping[str, Reader] = {
    ".txt": text_file,
    ".text": text_file,
    ".md": text_file,
    ".html": html_file,
    ".htm": html_file,
    ".xhtml": html_file,
    ".json": json_file,
    ".jsonl": row_lines,
    ".ndjson": row_lines,
    ".csv": table_file,
    ".tsv": tab_table_file,
    ".warc": warc_file,
    ".xml": feed_file,
    ".rss": feed_file,
    ".atom": feed_file,
}


def sniffed(stream: io.BufferedReader, source: str) -> Iterator[Result]:
    """Reads bytes whose kind no name tells: by how they begin."""
    start = stream.peek(512)[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    yield from _by_start(start)(stream, source)


def _by_start(start: bytes) -> Reader:
    lowered = start[:200].lower()
    if start.startswith(b"{"):
        return row_lines
    if start.startswith(b"WARC/"):
        return warc_file
    if re.match(rb"<(?:!doctype html|html|head|body)", lowered):
        return html_file
    if re.match(rb"<(?:\?xml|rss|feed)", lowered):
        return feed_file
    return text_file
