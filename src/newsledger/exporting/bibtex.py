"""BibTeX: the result set, and the pages behind its events."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import BinaryIO

from newsledger.exporting.citing import CitedPage, ResultSet, works
from newsledger.exporting.source import Source
from newsledger.exporting.tabs import clean

_SPECIAL = {
    **{ord(sign): f"\\{sign}" for sign in "&%$#_"},
    ord("~"): "\\textasciitilde{}",
    ord("^"): "\\textasciicircum{}",
}
_UNBALANCED = re.compile(r"[{}\\]")


def write(source: Source, out: BinaryIO) -> int:
    """Writes the entries in UTF-8 and gives their number."""
    the_set, pages = works(source)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    text.write("\n".join([_of_set(the_set), *map(_of_page, pages)]))
    text.detach()
    return 1 + len(pages)


def _of_set(found: ResultSet) -> str:
    fields = {"title": found.title, "howpublished": f"newsledger {found.version}", "note": found.note}
    return _entry("misc", found.key, fields)


def _of_page(page: CitedPage) -> str:
    return _entry(
        "article" if page.outlet else "misc",
        page.key,
        {
            "title": page.title,
            "author": " and ".join(f"{{{_value(author)}}}" for author in page.authors),
            "journal" if page.outlet else "howpublished": page.outlet or page.source,
            "year": page.year,
            "month": page.month,
            "day": page.day,
            "url": page.url,
            "language": page.language,
        },
    )


def _entry(kind: str, key: str, fields: Mapping[str, object]) -> str:
    held = [f"  {name} = {{{_field(name, value)}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(held) + "\n}\n"


def _field(name: str, value: object) -> str:
    # Addresses stand as they are, and authors keep the braces that hold a name together.
    return _bare(str(value)) if name == "url" else str(value) if name == "author" else _value(str(value))


def _bare(text: str) -> str:
    """No brace may stand alone within a field, and no backslash may begin a command."""
    return _UNBALANCED.sub("", clean(text))


def _value(text: str) -> str:
    return _bare(text).translate(_SPECIAL)
