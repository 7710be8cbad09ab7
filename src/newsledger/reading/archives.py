"""WARC files: the HTML pages among their response records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecordType

from newsledger.errors import ReadingError
from newsledger.reading.limits import limits
from newsledger.reading.markup import read_html
from newsledger.reading.rejected import Rejected, rejected
from newsledger.records import Document

_HTML = ("text/html", "application/xhtml")


class _Told:
    """What the archive reader needs of a stream: bytes, and how many it has had."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._given = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._given += len(data)
        return data

    def tell(self) -> int:
        return self._given


def read_warc(stream: BinaryIO, source: str) -> Iterator[Document | Rejected]:
    """A document or a rejection for each HTML response; other records are passed over."""
    count = 0
    try:
        for record in ArchiveIterator(
            cast("BinaryIO", _Told(stream)), record_types=WarcRecordType.response, auto_decode="all"
        ):
            if _is_page(record):
                count += 1
                yield _page(record, source)
    except (OSError, ValueError, RuntimeError) as error:
        yield rejected(source, ReadingError(f"The archive is damaged: {error}", mend="Fetch it again."))
        return
    if not count:
        yield rejected(source, ReadingError("The archive holds no HTML page", mend="Give one with response records."))


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if headers is None:
        return False
    kind = (record.http_content_type or "").lower()
    return kind.startswith(_HTML) and str(headers.status_code or 200).startswith("2")


def _page(record: Any, source: str) -> Document | Rejected:
    where = f"{source}#{str(record.record_id).strip('<>')}"
    raw = record.reader.read(limits().page_bytes + 1)
    try:
        return read_html(raw, source=where, url=record.headers.get("WARC-Target-URI"))
    except ReadingError as error:
        return rejected(where, error, hashlib.sha256(raw).hexdigest())
