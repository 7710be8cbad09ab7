"""Dates as people give them to a query: whole or in part."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from newsledger.errors import QueryError

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")
_WRITTEN = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_AMERICAN = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a whole or partial date covers, both ends included."""

    first: date
    last: date


def parse_days(text: str) -> Days:
    """Reads 2023, 2023-07, 2023-07-26, 26 July 2023, July 26, 2023 and July 2023.

    Raises QueryError for anything else, and for days that no calendar has.
    """
    year, month, day = _parts(text.strip())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        raise _bad(text) from None
    if day:
        return Days(first, first)
    last_month = month or 12
    return Days(first, date(year, last_month, calendar.monthrange(year, last_month)[1]))


def _parts(text: str) -> tuple[int, int | None, int | None]:
    if iso := _ISO.fullmatch(text):
        return int(iso[1]), _number(iso[2]), _number(iso[3])
    if written := _WRITTEN.fullmatch(text):
        return int(written[3]), _month(written[2], text), _number(written[1])
    if american := _AMERICAN.fullmatch(text):
        return int(american[3]), _month(american[1], text), int(american[2])
    raise _bad(text)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month(word: str, text: str) -> int:
    short = word[:3].lower()
    if short not in _MONTHS:
        raise _bad(text)
    return _MONTHS.index(short) + 1


def _bad(text: str) -> QueryError:
    return QueryError(f"This is not a date: {text!r}", mend="Write 2023, 2023-07, 2023-07-26 or 26 July 2023.")
