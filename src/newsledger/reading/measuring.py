"""Measures markup before anything is made of it: a tree of a hostile page can cost minutes.

The parser that builds the tree also does the counting here, so that nothing is counted otherwise than it
will be built; it hands over one tag after another and is stopped at the first that is too many.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree, html

from newsledger.errors import ReadingError
from newsledger.reading.limits import limits, must_hold
from newsledger.settings import Limits

# Text that nobody reads on the page.
_UNREAD = frozenset({"script", "style"})


class _Gauge:
    """Counts the tags as the parser meets them. Raises ReadingError at the first that is too many."""

    def __init__(self, what: str, bounds: Limits, most_tags: int, most_characters: int) -> None:
        self._what, self._bounds, self._most_tags, self._most_characters = what, bounds, most_tags, most_characters
        self._tags = self._attributes = self._depth = self._characters = 0
        self._unread = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        bounds = self._bounds
        self._tags += 1
        self._depth += 1
        self._attributes += len(attributes)
        self._unread = tag in _UNREAD
        must_hold(self._what, self._tags, self._most_tags, "tags")
        must_hold(self._what, self._depth, bounds.html_depth, "tags within one another")
        must_hold(self._what, len(attributes), bounds.tag_attributes, "attributes in one tag")
        must_hold(self._what, self._attributes, bounds.page_attributes, "attributes")

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._unread = False

    def data(self, text: str) -> None:
        if not self._unread:
            self._characters += len(text)
            must_hold(self._what, self._characters, self._most_characters, "characters of text")

    def close(self) -> None:
        return None


def measure_page(raw: bytes) -> None:
    """Raises ReadingError where a page of UTF-8 has more, or more deeply nested, tags than one may."""
    gauge = _Gauge("The page", limits(), limits().html_tags, limits().text_characters)
    _feed(raw, html.HTMLParser(target=gauge, encoding="utf-8"))


def measure_feed(raw: bytes) -> None:
    """The same of a feed of UTF-8, broken or whole; markup that its entries hold as text is not looked at here."""
    gauge = _Gauge("The feed", limits(), limits().feed_tags, limits().feed_bytes)
    bound = {"recover": True, "resolve_entities": False, "no_network": True, "huge_tree": True}
    _feed(raw, etree.XMLParser(target=gauge, encoding="utf-8", **bound))


def _feed(raw: bytes, parser: Any) -> None:
    try:
        etree.fromstring(raw, parser)
    except (etree.LxmlError, AssertionError):
        return  # markup that gives no tree at all; whoever builds it says so
    # Above its own bounds the parser drops what it has, without a word to who builds the tree.
    if any(each.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for each in parser.error_log.filter_from_fatals()):
        raise ReadingError("One tag or text of the page goes on for more than 10 MB", mend="Leave it out.")
