"""How long a server asks to be left alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# However long a server asks for, it is asked again after a day.
LONGEST = timedelta(days=1)
_ASKED = frozenset({429, 503})


def retry_after(status: int, headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """What Retry-After asks for, in seconds or as a moment; None where nothing, or nothing readable, is asked."""
    told = headers.get("retry-after", "").strip()
    if status not in _ASKED or not told:
        return None
    if told.isdecimal() and told.isascii():
        return min(timedelta(seconds=int(told[:9])), LONGEST)
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta()), LONGEST)


def backed_off(first: timedelta, failures: int) -> timedelta:
    """The wait after so many failures in a row: twice as long each time, a day at most."""
    return min(first * 2 ** min(failures - 1, 10), LONGEST) if failures else first
