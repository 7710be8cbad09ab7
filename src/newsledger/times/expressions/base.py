"""What a time expression is, and those that no anchor changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from newsledger.records import Precision, TimeKind
from newsledger.times.anchors import PAGE, TEXT, Anchor, Resolved, whole
from newsledger.times.calendars import (
    DAY,
    YEAR,
    precision_of,
)
from newsledger.times.intervals import NOWHEN, Interval


class Expression(Protocol):
    """Anything that resolves to a TIMEX3 value; None where it is no valid time after all."""

    @property
    def kind(self) -> TimeKind: ...

    def resolve(self, anchor: Anchor) -> Resolved | None: ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """A calendar unit stated in full: the unit that holds the day."""

    day: date
    unit: str = DAY
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        return whole(self.day, self.unit)


@dataclass(frozen=True, slots=True)
class Valued:
    """A value that no anchor changes: sets and references."""

    value: str
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        present = self.value == "PRESENT_REF" and anchor.now
        when = Interval(anchor.now, anchor.now) if present else NOWHEN
        return Resolved(self.value, when, precision_of(when), PAGE if present else "")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bounds that are no unit of the calendar: seasons, fiscal years, halves, centuries."""

    value: str
    when: Interval
    precision: Precision = Precision.INTERVAL
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        return Resolved(self.value, self.when, self.precision, TEXT, YEAR)
