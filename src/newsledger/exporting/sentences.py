"""Events and dates in a few plain words, for what people look at."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.exporting import codes
from newsledger.records import Event, Party


def headline(event: Event) -> str:
    """An event in one line: "Sergei Shoigu: consult (visit), Kim Jong Un"."""
    modes = f" ({', '.join(event.modes)})" if event.modes else ""
    deed = f"{event.type.value.lower()}{modes}"
    actor, recipient = names(event.actor), names(event.recipient)
    return f"{actor}: {deed}" + (f", {recipient}" if recipient else "") if actor else f"{deed}: {recipient}"


def names(parties: Sequence[Party], most: int = 4) -> str:
    """Names with commas between, the first few."""
    found = codes.names_of(parties)
    rest = f" and {len(found) - most} others" if len(found) > most else ""
    return ", ".join(found[:most]) + rest
