"""What a relative expression is counted from, and what an expression comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from newsledger.records import Precision
from newsledger.times.calendars import PRECISION, UNKNOWN_VALUE, bounds, value
from newsledger.times.intervals import NOWHEN, Interval, hull

TEXT, PAGE, EARLIER, NOTHING = "the text", "the publication date", "an earlier date in the text", ""
DATE_LINE = "the page's date line"


class Direction(Enum):
    """Where the verb that governs an expression puts it."""

    PAST = -1
    NEAREST = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 value with inclusive bounds; ``unit`` is the calendar unit it counts in."""

    value: str
    when: Interval = NOWHEN
    precision: Precision = Precision.UNKNOWN
    anchored_by: str = NOTHING
    unit: str = "D"

    def by(self, anchored_by: str) -> Resolved:
        return replace(self, anchored_by=anchored_by)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One publication day (or none), the last date told, and where the verb points.

    ``year_told`` is the year in which a passage about the past is set, where one was
    stated shortly before.
    """

    now: date | None
    focus: Resolved | None
    direction: Direction
    year_told: int | None = None


def whole(day: date, unit: str, anchored_by: str = TEXT) -> Resolved:
    """The calendar unit that holds the day."""
    return Resolved(value(day, unit), bounds(day, unit), PRECISION.get(unit, Precision.INTERVAL), anchored_by, unit)


def unknown(value: str, unit: str = "D", precision: Precision = Precision.UNKNOWN) -> Resolved:
    """A value without bounds."""
    return Resolved(value, NOWHEN, precision, NOTHING, unit)


def joined(found: list[Resolved]) -> Resolved:
    """One reading from those for each day on which the page may have been published."""
    first = found[0]
    if all(r == first for r in found):
        return first
    values = {r.value for r in found}
    precision = first.precision if len(values) == 1 else Precision.INTERVAL
    shared = first.value if len(values) == 1 else _blurred(sorted(values))
    return Resolved(shared, hull(r.when for r in found), precision, first.anchored_by, first.unit)


def _blurred(values: list[str]) -> str:
    """What values agree on from the left, whole parts only; the rest X."""
    parts = [v.split("-") for v in values]
    width = min(map(len, parts))
    same = next((i for i in range(width) if len({p[i] for p in parts}) > 1), width)
    return "-".join(parts[0][:same]) if same else UNKNOWN_VALUE
