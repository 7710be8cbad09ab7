"""Bytes to text, or the reason why they are none."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from newsledger.errors import ReadingError
from newsledger.reading.limits import MAX_CONTROL_SHARE, SAMPLE

_LOG = logging.getLogger(__name__)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{3,30})""", re.IGNORECASE
)
# Python's own transformations go by names of encodings, and no page is in them.
_NO_ENCODING = frozenset({"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf-7"})
# What no tree of XML can hold, and numbers by which markup refers to characters.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]*)|0*([0-9]*))")
_MOST_DIGITS = 7  # the highest character is 1114111, or 10ffff

# UTF-8 with fewer broken characters than this is damaged UTF-8, not another encoding.
_DAMAGED_SHARE = 0.002
# Western text has few letters beyond ASCII; other alphabets need a detector.
_WESTERN_SHARE = 0.1
_DETECTED = 65_536


def decode(raw: bytes, *, html: bool = False) -> str:
    """The text of a page. Raises ReadingError for empty or binary input and unknown encodings.

    Text that is not UTF-8 is read in the encoding it declares or seems to have, with a note
    to the log: better a stray wrong letter than a lost page.
    """
    if not raw.strip():
        raise ReadingError("The page is empty", mend="Nothing can be read from it; leave it out.")
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    _refuse_binary(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return next(_guesses(raw, html))


def _refuse_binary(raw: bytes) -> None:
    sample = raw[: 4 * SAMPLE]
    if b"\x00" in sample or len(_CONTROL.findall(sample)) > MAX_CONTROL_SHARE * len(sample):
        raise ReadingError("The page is binary data, not text", mend="Give the page as text or HTML.")


def _guesses(raw: bytes, html: bool) -> Iterator[str]:
    """Readings of bytes that are not clean UTF-8, likeliest first."""
    declared = _DECLARED.search(raw[:4096]) if html else None
    if declared and (text := _try(raw, declared.group(1).decode("ascii"))):
        yield text
    mended = raw.decode("utf-8", errors="replace")
    high = len(_HIGH.findall(raw))
    broken = mended.count("\ufffd")
    if broken <= 1 or (broken <= _DAMAGED_SHARE * len(raw) and high > 6 * broken):
        _LOG.info("damaged UTF-8: %d characters replaced", broken)
        yield mended
    if high <= _WESTERN_SHARE * len(raw) and (text := _try(raw, "cp1252")):
        yield text
    yield _detected(raw)


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        if codecs.lookup(encoding).name in _NO_ENCODING:
            return None
        text = raw.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    _LOG.info("read as %s", encoding)
    return text


def _detected(raw: bytes) -> str:
    best = from_bytes(raw[:_DETECTED]).best()
    if best is None:
        raise ReadingError("The encoding cannot be told", mend="Save the page as UTF-8.")
    _LOG.info("read as %s", best.encoding)
    return raw.decode(best.encoding, errors="replace")


def scrub(text: str) -> str:
    """The same number of characters with lone surrogates, which no file can hold, replaced."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


def printable(markup: str) -> str:
    """Markup in which a space stands for every character that no tree can hold, written or referred to."""
    return _NO_CHARACTER.sub(" ", _REFERENCE.sub(_referred, markup))


def _referred(found: re.Match[str]) -> str:
    digits, base = (found[1], 16) if found[2] is None else (found[2], 10)
    if not digits and not found[0].endswith("0"):
        return found[0]  # no number: plain words
    number = int(digits or "0", base) if len(digits) <= _MOST_DIGITS else -1
    good = 0 < number < 0x110000 and not _NO_CHARACTER.match(chr(number))
    return found[0] if good else " &#32"
