"""Events as pairs of one who acts and one who is acted upon, which is all that some data sets hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from newsledger.records import Event, Party

# Every number of 53 bits has a place of its own in a double, which is how spreadsheets and R hold whole numbers.
_BITS = 53


@dataclass(frozen=True, slots=True)
class Dyad:
    """One pair of an event; a side is None where the event has nobody on it."""

    number: int
    actor: Party | None
    recipient: Party | None


def dyads(event: Event) -> Iterator[Dyad]:
    """Every pair of the event, by actor, then by recipient; one without parties has one empty pair."""
    sides = (event.actor or (None,), event.recipient or (None,))
    for place, (actor, recipient) in enumerate(product(*sides)):
        yield Dyad(number_of(event.event_id, place), actor, recipient)


def number_of(event_id: str, place: int = 0) -> int:
    """A whole number for a pair: the same on every machine as long as the event keeps its id."""
    digest = hashlib.sha256(f"{event_id}|{place}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - _BITS)
