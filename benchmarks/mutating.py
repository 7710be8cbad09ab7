"""Mutates inputs: bytes, tokens, tags and fields, so that what is nearly right is tried in every way.

Everything follows from the case's own number, so that any one case can be made again alone.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Any

_MOST = 1 << 16  # bytes of a mutated input; what is larger is made by hand, in the tests
_TAG = re.compile(rb"<[^<>]{0,300}>")
_WORD = re.compile(rb"[^\s<>&\"']+")

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]

BYTES = tuple(
    [bytes([n]) for n in (0, 1, 8, 11, 12, 27, 31, 127, 128, 133, 160, 173, 192, 255)]
    + [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\r", b"\r\n"]
    + ["\u202e\u2066\u200b\u2028\u2029\u0130\u017f\ufeff\ufffe\uffff".encode(), "e\u0301\u0301\u0301".encode()]
)
NUMBERS = (b"0", b"-1", b"1e999", b"NaN", b"Infinity", b"9" * 40, b"9" * 5000, b"2147483648", b"0x1f", "٣".encode())
MARKUP = (
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml encoding='utf-7'?>", b"<!DOCTYPE a [",
    b"<!ENTITY a '&a;'>", b"&a;", b"&#0;", b"&#1;", b"&#xD800;", b"&#xFFFFFFFF;", b"&#99999999999;", b"&#x;",
    b"&amp;#0;",
    b"<script>", b"</script>", b"<style>", b"<title>", b"</title>", b"<plaintext>", b"<table>", b"<tr>", b"<td>",
    b"</table>", b"<pre>", b"</pre>", b"<blockquote>", b"<figure>", b"<figcaption>", b"</figure>",
    b"<div class=comment>",
    b"<div id=comments>", b"<li id=comment-1 class=comment>", b"<svg>", b"<math>", b"<template>", b"<br>", b"<p>",
    b"<h1>",
    b"<a href='http://['>", b"<base href='//[::'>", b"<meta charset=undefined>", b"<meta charset=utf-16>",
    b"<frameset>",
    b"<div class='pullquote'>", b"<select><option>", b"<form>", b"<body>", b"<html>", b" x=y", b"=", b"\"", b"'",
    b"<script type='application/ld+json'>{\"datePublished\":\"2023-99-99\",\"author\":[[{}]]}</script>",
    b"<meta property='article:published_time' content='0000-00-00T99:99:99+99:99'>", b"<time datetime='9999-12-31'>",
)  # fmt: skip
FEEDS = (
    b"<item>", b"</item>", b"<entry>", b"<title/>", b"<title>", b"<link>", b"<link/>", b"<author/>",
    b"<author><name/></author>",
    b"<pubDate>0001-01-01T00:00:00+23:59</pubDate>", b"<pubDate>Mon, 99 Foo 99999 99:99:99 +9999</pubDate>",
    b"<updated/>",
    b"<pubDate>9999-12-31T23:59:59-23:59</pubDate>", b"<content type='xhtml'><div>", b"<content type='html'>",
    b"<dc:date>",
    b"<content type='application/octet-stream' mode='base64'>####</content>", b"<content src='http://['/>",
    b"xml:base='//['",
    b"<georss:point>a b</georss:point>", b"<media:content url='x'/>", b"<enclosure/>",
    b"<guid isPermaLink='true'>[</guid>",
    b"<itunes:duration>x</itunes:duration>", b"<cloud/>", b"<source url=''/>", b"<category/>",
    b"<textInput><title/></textInput>",
    b"<?xml version='1.0' encoding='punycode'?>", b"<!DOCTYPE rss SYSTEM 'file:///etc/passwd'>",
    b"<psc:chapter start='x'/>",
)  # fmt: skip
DATES = (
    b"2023-02-30", b"0000-00-00", b"99999-01-01", b"31/31/2023", b"Feb 30, 2023", "\u017fep 1, 2023".encode(),
    b"1 Jan 00",
    b"By By By", b"PARIS (AP) \xe2\x80\x94", b"(Reuters) -", b"Updated: 5:00 pm", b"Published: ", b"12 13 14",
    b"2023-W99",
)  # fmt: skip
QUERIES = (
    b'"', b"'", b"*", b"^", b"(", b")", b":", b"-", b"+", b"NEAR", b"NEAR(a b, 999999999)", b" AND ", b" OR ",
    b" NOT ", b"{text}:",
    b"title:", b"rowid:1", b"%", b"_", b"\\", b";", b"--", b"/*", b"' OR 1=1 --", b"'); DROP TABLE documents; --",
    b"|", b"&", b"!",
    b"<->", b":*", b"%00", b"%ff", b"+", b"=", b"..", b"2023-02-30", b"2023..2022", b"9999-99", b"0000", b"since",
    b"until", b"from=",
    b"to=", b"&type=", b"&sort=", b"&cursor=", b"&limit=", b"&min_confidence=nan", b"&limit=1e9", b"&plain=1", b"[",
    b"]", b"RUS",
    b"Kim", b"[]", b"null", b"\x1f", "\u202e".encode(), "ß".encode(), "ﬁ".encode(), "İ".encode(), "\u0345".encode(),
    b"a" * 600, b'"a',
)  # fmt: skip
JSON = (b"{", b"}", b"[", b"]", b":", b",", b'"', b"\\", b"\\ud800", b"\\u0000", b"null", b"true", b"[" * 2000)
ARCHIVES = (b"WARC/1.0\r\n", b"\r\n\r\n", b"Content-Length: ", b"Content-Encoding: gzip\r\n", b"HTTP/1.1 ")
TOKENS = {
    "pages": BYTES + MARKUP + DATES,
    "texts": BYTES + DATES + MARKUP[:8],
    "rows": BYTES + NUMBERS + DATES + JSON,
    "tables": BYTES + DATES + (b",", b'"', b'""', b"\n", b"=1+1", b"text", b"text,text", b"\t", b";"),
    "feeds": BYTES + MARKUP + FEEDS + DATES,

    "data sets": BYTES + NUMBERS + DATES + (b"\t", b"\t\t", b"\n", b"Event ID", b"; ", b"None", b"=1+1"),
    "archives": BYTES + NUMBERS + ARCHIVES,
    "queries": BYTES + QUERIES + NUMBERS,
}  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, float("nan"), float("-inf"), 10**400, 10**19, "", " ", "x" * 3000, "\x00", "\ud800",
    "0000-00-00", "2023-02-30",
    [], {}, [[]], {"name": {}}, {"start": [1]}, [None], ["a", 1], {"start": 10**400}, "<html><body>&#1;", "20231345",
    "99999999999999", "=1+1",
)  # fmt: skip


def mutated(drawn: random.Random, kind: str, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds, changed in one to six ways."""
    data = drawn.choice(seeds)[:_MOST]
    for _ in range(drawn.choice((1, 1, 1, 2, 3, 6))):
        data = drawn.choice(_WAYS[kind])(drawn, data, TOKENS[kind])
        if drawn.random() < 0.03:
            data = _spliced(drawn, data, drawn.choice(seeds))
    return data[:_MOST]


def _place(drawn: random.Random, data: bytes) -> int:
    return drawn.randrange(len(data) + 1)


def _stretch(drawn: random.Random, data: bytes) -> tuple[int, int]:
    start = _place(drawn, data)
    return start, min(len(data), start + drawn.choice((1, 2, 8, 64, 512, 4096)))


def _flipped(drawn: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(drawn.choice((1, 4, 32)) if changed else 0):
        changed[drawn.randrange(len(changed))] ^= 1 << drawn.randrange(8)
    return bytes(changed)


def _put_in(drawn: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    at = _place(drawn, data)
    return data[:at] + drawn.choice(tokens) * drawn.choice((1, 1, 1, 2, 300)) + data[at:]


def _put_over(drawn: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    start, end = _stretch(drawn, data)
    return data[:start] + drawn.choice(tokens) + data[end:]


def _left_out(drawn: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    start, end = _stretch(drawn, data)
    return data[:start] + data[end:]


def _repeated(drawn: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    start, end = _stretch(drawn, data)
    return data[:start] + data[start:end] * drawn.choice((2, 3, 20, 200)) + data[end:]


def _cut_off(drawn: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    return data[: _place(drawn, data)]


def _moved(drawn: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    start, end = _stretch(drawn, data)
    rest = data[:start] + data[end:]
    at = _place(drawn, rest)
    return rest[:at] + data[start:end] + rest[at:]


def _encoded(drawn: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """The same words in another encoding, which nothing need say."""
    into = drawn.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "utf-7", "shift_jis", "koi8-r"))
    return data.decode("utf-8", "replace").encode(into, "replace")


def _tags(drawn: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """One tag left out, doubled, put in the place of another, or nested many times."""
    found = list(_TAG.finditer(data))
    if not found:
        return _put_in(drawn, data, tokens)
    one, two = drawn.choice(found), drawn.choice(found)
    new = drawn.choice((b"", one[0] * 2, two[0], one[0] * 60, one[0][:-1], one[0].replace(b"<", b"</", 1)))
    return data[: one.start()] + new + data[one.end() :]


def _words(drawn: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """One word in the place of another, here and everywhere."""
    found = _WORD.findall(data[:4096])
    if not found:
        return _put_in(drawn, data, tokens)
    new = drawn.choice((*found[:50], *tokens))
    return data.replace(drawn.choice(found), new, drawn.choice((1, 5)))


def _fields(drawn: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """A field of a JSON row with a value that it should not have, or under another's name."""
    lines = data.split(b"\n")
    at = drawn.randrange(len(lines))
    try:
        row = json.loads(lines[at])
    except (ValueError, RecursionError):
        return _put_in(drawn, data, tokens)
    if not isinstance(row, dict) or not row:
        return _put_in(drawn, data, tokens)
    names = [*row, "text", "html", "date", "id", "url", "title", "authors", "outlet", "actor", "recipient"]
    row[drawn.choice(names)] = drawn.choice((*VALUES, row[drawn.choice(list(row))]))
    lines[at] = json.dumps(row).encode()
    return b"\n".join(lines)


def _spliced(drawn: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: _place(drawn, data)] + other[_place(drawn, other) :]


_ANY: tuple[Mutation, ...] = (
    _flipped, _put_in, _put_in, _put_over, _left_out, _repeated, _cut_off, _moved, _words, _words
)  # fmt: skip
_WAYS: dict[str, tuple[Mutation, ...]] = {
    "pages": (*_ANY, _tags, _tags, _tags, _tags, _encoded),
    "texts": (*_ANY, _encoded),
    "rows": (*_ANY, _fields, _fields, _fields, _fields, _encoded),
    "tables": (*_ANY, _encoded),
    "feeds": (*_ANY, _tags, _tags, _tags, _encoded),
    "archives": _ANY,
    "data sets": (*_ANY, _encoded),
    "queries": _ANY,
}
