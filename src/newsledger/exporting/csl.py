"""CSL JSON, which citation managers and pandoc read: the result set, and the pages behind its events."""

from __future__ import annotations

from typing import Any, BinaryIO

import orjson

from newsledger.exporting.citing import CitedPage, ResultSet, works
from newsledger.exporting.source import Source


def write(source: Source, out: BinaryIO) -> int:
    """Writes one list of items and gives their number."""
    the_set, pages = works(source)
    items = [_of_set(the_set), *map(_of_page, pages)]
    out.write(orjson.dumps(items, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return len(items)


def _of_set(found: ResultSet) -> dict[str, Any]:
    return {
        "id": found.key,
        "type": "dataset",
        "title": found.title,
        "publisher": "newsledger",
        "version": found.version,
        "note": found.note,
    }


def _of_page(page: CitedPage) -> dict[str, Any]:
    day = [part for part in (page.year, page.month, page.day) if part is not None]
    found = {
        "id": page.key,
        "type": "article-newspaper" if page.outlet else "webpage",
        "title": page.title,
        "author": [{"literal": author} for author in page.authors],
        "container-title": page.outlet,
        "issued": {"date-parts": [day]} if day else None,
        "URL": page.url,
        "language": page.language,
        "note": None if page.url else page.source,
    }
    return {name: value for name, value in found.items() if value}
