"""What the registry knows: states, people, bodies and organizations, with dated offices."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from newsledger.errors import DataError
from newsledger.records import PartyKind

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")

# Days before an office begins in which its coming holder is already spoken of as such.
_AWAITED = 31


def first_day(value: object) -> date | None:
    """The earliest day of a full or partial date (year, year-month or day)."""
    return None if value is None else _bound(str(value), first=True)


def last_day(value: object) -> date | None:
    """The latest day of a full or partial date."""
    return None if value is None else _bound(str(value), first=False)


def _bound(value: str, *, first: bool) -> date:
    found = _PARTIAL.match(value.strip())
    if not found:
        raise DataError("Not a date", where=value, mend="Write YYYY, YYYY-MM or YYYY-MM-DD.")
    year, month, day = (int(p) if p else None for p in found.groups())
    assert year is not None
    month = month or (1 if first else 12)
    return date(year, month, day or (1 if first else calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office; ``body`` is the name of the organization that the office leads."""

    office: str
    role: str
    titles: tuple[str, ...]
    sectors: tuple[str, ...]
    country: str | None
    start: date | None
    end: date | None
    effective: bool = False
    body: str | None = None

    def holds(self, on: date) -> bool:
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def awaited(self, on: date) -> bool:
        """Elected, named or in the field, but not yet sworn in: lists and pages differ by some weeks."""
        return self.start is not None and 0 < (self.start - on).days <= _AWAITED

    def distance(self, on: date) -> int:
        """Days between a day and this term; 0 while it runs."""
        if self.start and on < self.start:
            return (self.start - on).days
        return (on - self.end).days if self.end and on > self.end else 0


@dataclass(frozen=True, slots=True)
class Entity:
    id: str
    name: str
    kind: PartyKind
    country: str | None
    sectors: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    state_controlled: bool = False
    outlet_kind: str | None = None
    until: date | None = None
    successor: str | None = None


def bounds(terms: Iterable[Term]) -> tuple[date | None, date | None]:
    """First and last day that all the terms share; (None, None) where there are none, or no such day."""
    held = list(terms)
    start = max((t.start for t in held if t.start), default=None)
    end = min((t.end for t in held if t.end), default=None)
    return (None, None) if start and end and start > end else (start, end)


def serves(entity: Entity, role: str, on: date | None) -> bool:
    """Whether the person held a state's office of this role on this day."""
    return on is not None and any(t.role == role and not t.body and t.holds(on) for t in entity.terms)


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name leads to an entity, as its name, its people, its capital or its seat."""

    entity: str
    use: str
    exact_case: bool = False
