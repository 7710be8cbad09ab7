"""Records in few words, and text of pages made safe to show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from newsledger.records import Attribution, Event, Party, Precision, Report, When, Where

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_VISIBLE = "\N{REPLACEMENT CHARACTER}"
# Characters that steer the direction of text, or nothing that can be seen: each becomes one visible mark.
_STEERING = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, 0xFEFF,
     *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], _VISIBLE
)  # fmt: skip
_LONG = 300
GLYPHS = {
    "actual": "●", "ongoing": "◐", "planned": "○", "attempted": "◔",
    "requested": "◇", "conditional": "◌", "denied": "⊘",
    "single origin": "•", "corroborated": "••", "contested": "≠",
}  # fmt: skip


def plain(text: str) -> str:
    """The text with as many characters, none of which turns its direction or hides."""
    return text if text.isprintable() else text.translate(_STEERING)  # what is printed as it stands needs no walk


def shown(value: Any) -> Any:
    """What a template prints: text of any kind made plain; markup that was made here stays."""
    if type(value) is str and value.isprintable():
        return value
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    return plain(value)


def short(text: str | None, most: int = _LONG) -> str:
    """At most so many characters, cut at a word where there is one."""
    if not text:
        return ""
    if len(text) <= most and text.isprintable() and "  " not in text and text == text.strip():
        return text
    flat = re.sub(r"\s+", " ", text[: most * 8]).strip()
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"


def web_link(url: str | None) -> str | None:
    """The address where it is one of the web, else None: other schemes can run code."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc and plain(url) == url else None


def day(value: date | str | None) -> str:
    """A day as 26 Jul 2023; a dash where there is none."""
    if value is None:
        return "–"
    one = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{one.day} {_MONTHS[one.month - 1]} {one.year}"


def span_of_days(start: date | None, end: date | None, precision: str = "day") -> str:
    """Days as finely as they are known: 26 Jul 2023, 26–27 Jul 2023, Jul 2023, 2023."""
    if start is None:
        return f"until {day(end)}" if end else "no date"
    end = end or start
    if precision == Precision.YEAR and start.year == end.year:
        return str(start.year)
    if precision == Precision.MONTH and (start.year, start.month) == (end.year, end.month):
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if (start.year, start.month, start.day) == (end.year, end.month, end.day):
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    first = f"{start.day} {_MONTHS[start.month - 1]}" if start.year == end.year else day(start)
    return f"{first} – {day(end)}"


def when(value: When) -> str:
    return span_of_days(value.start, value.end, value.precision.value)


def where(value: Where | None) -> str:
    if value is None:
        return "–"
    return f"{value.name}, {value.country}" if value.country and value.country != value.name else value.name


def party_key(party: Party) -> str:
    """What a party's page is called: its id, or its name after a tilde."""
    return party.id or f"~{party.name}"


@lru_cache(maxsize=16_384)
def party_link(key: str) -> str:
    return f"/actors/{quote(key, safe='~')}"


def event_link(event_id: str) -> str:
    return f"/events/{quote(event_id, safe='')}"


def document_link(document_id: str, fragment: str = "") -> str:
    return f"/documents/{quote(document_id, safe='')}{'#' + quote(fragment, safe='') if fragment else ''}"


def unique(parties: Sequence[Party]) -> list[Party]:
    """Each party once, in the order named."""
    return list({party_key(party): party for party in reversed(parties)}.values())[::-1]


def sentence_of(record: Event | Report) -> str:
    """Who does what to whom, in a line of plain text."""
    actors, others = (_names(side) for side in (record.actor, record.recipient))
    what = record.type.value + (f" ({', '.join(record.modes)})" if record.modes else "")
    return f"{actors} → {others}: {what}" if others else f"{actors}: {what}"


def _names(side: Sequence[Party]) -> str:
    return ", ".join(plain(party.name) for party in unique(side))


def chain(links: Iterable[Attribution]) -> str:
    return " ← ".join(link.name for link in links)


def thousands(number: int) -> str:
    """1234567 as 1,234,567."""
    return f"{number:,}"
