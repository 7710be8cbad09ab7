"""Rows of JSON Lines, JSON and CSV to documents."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import orjson

from newsledger.errors import ReadingError
from newsledger.reading.decoding import decode, scrub
from newsledger.reading.documents import About, document
from newsledger.reading.limits import limits, must_hold
from newsledger.reading.markup import read_html
from newsledger.records import Document, KnownPair

_TEXT = ("text", "body", "content", "article", "html")
_DATE = ("date", "published", "published_at", "publication_date", "date_publish", "pubdate", "pub_date", "timestamp")
_TITLE = ("title", "headline")
_OUTLET = ("outlet", "publisher", "publication", "domain", "site_name", "sitename")
_AUTHORS = ("authors", "author", "byline")
_URL = ("url", "link")
_PAGE = re.compile(r"\s*(?:<!doctype html|<html\b|<\?xml|<body\b|<article\b)", re.IGNORECASE)


def parse_row(line: bytes) -> Mapping[str, Any]:
    """The JSON object on a line. Raises ReadingError where it is none."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        value = _lenient(line, error)
    if not isinstance(value, Mapping):
        raise ReadingError("The row is not a JSON object", mend='Write one object a line: {"id": ..., "text": ...}.')
    return value


def _lenient(line: bytes, error: orjson.JSONDecodeError) -> Any:
    """JSON in another encoding or with what strict JSON forbids: NaN, lone surrogates."""
    try:
        return json.loads(decode(line))
    except (ValueError, RecursionError) as reason:
        raise ReadingError(f"The row is not valid JSON: {error.msg}", mend="Write one JSON object a line.") from reason


def sha_of(row: Mapping[str, Any]) -> str:
    """Hash of the row's canonical JSON: keys sorted, no white space, ASCII."""
    canonical = json.dumps(row, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def read_row(row: Mapping[str, Any], *, source: str = "row") -> Document:
    """The document of one row; its ``text`` is stored as it stands, so offsets in it hold.

    ``html``, or a text that is an HTML page, is laid out as text first. Raises ReadingError
    for rows without text and for those that are too large.
    """
    if _deeper(row, limits().json_depth):
        most = limits().json_depth
        raise ReadingError(f"The row has more than {most} lists and objects within one another", mend="Flatten it.")
    key = next((k for k in _TEXT if row.get(k)), None)
    value = row.get(key) if key else None
    if not isinstance(value, str) or not value.strip():
        raise ReadingError("The row has no text", where=source, mend=f"Give it under one of: {', '.join(_TEXT)}.")
    must_hold("The row", len(value), limits().page_bytes, "characters of text")
    about = _about(row, source)
    text = scrub(value)
    if key == "html" or _PAGE.match(text):
        return read_html(text.encode("utf-8"), source=source, url=about.url, about=about)
    return replace(document(text, about), known_pair=_pair(row))


def _deeper(row: object, most: int) -> bool:
    """Whether a row's lists and objects lie deeper within one another; level by level, as it may be far deeper."""
    level: list[Any] = [row]
    for _ in range(most):
        level = [each for value in level for each in _within(value)]
        if not level:
            return False
    return any(isinstance(value, list | Mapping) for value in level)


def _within(value: object) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list) else ()


def _pair(row: Mapping[str, Any]) -> KnownPair | None:
    """The two parties that a row names, where it names both or either."""
    actor, recipient = (_words(row.get(key)) for key in ("actor", "recipient"))
    return KnownPair(actor, recipient) if actor or recipient else None


def _words(value: object) -> tuple[str, ...]:
    words = value if isinstance(value, list | tuple) else (value,)
    return tuple(scrub(w.strip()) for w in words if isinstance(w, str) and w.strip())


def _about(row: Mapping[str, Any], source: str) -> About:
    identity = None if row.get("id") is None else scrub(str(row["id"]))
    url = _string(row, _URL)
    for what, said in (("id", identity), ("address", url)):
        must_hold(f"The row's {what}", len(said or ""), limits().address_characters, "characters")
    return About(
        source=source,
        sha256=sha_of(row),
        url=url,
        outlet=_string(row, _OUTLET),
        title=_string(row, _TITLE),
        authors=_people(next((row[k] for k in _AUTHORS if row.get(k)), None)),
        given=_date(row),
        input_id=identity,
    )


def _string(row: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = row.get(key)
        value = value.get("name") if isinstance(value, Mapping) else value
        if isinstance(value, str) and value.strip():
            return scrub(value.strip())
    return None


def _date(row: Mapping[str, Any]) -> object:
    value = next((row[k] for k in _DATE if row.get(k)), None)
    return value.get("start") if isinstance(value, Mapping) else value


def _people(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        parts = re.split(r"\s*(?:;|\||,|\band\b|&)\s*", re.sub(r"^[Bb]y\s+", "", value.strip()))
        return tuple(scrub(p) for p in parts if p)
    if isinstance(value, list | tuple):
        return tuple(scrub(v.strip()) for v in value if isinstance(v, str) and v.strip())
    return ()
