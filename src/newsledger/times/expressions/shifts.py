"""So many units from now or from another time, and lengths of time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from newsledger.records import TimeKind
from newsledger.times.anchors import EARLIER, PAGE, Anchor, Direction, Resolved, unknown, whole
from newsledger.times.calendars import (
    CENTURY,
    DAY,
    DECADE,
    MONTH,
    QUARTER,
    UNKNOWN_VALUE,
    WEEK,
    WEEKEND,
    YEAR,
    moved,
    precision_of,
    value_of,
)
from newsledger.times.intervals import NOWHEN, Interval, hull

_SUNDAY = 7


@dataclass(frozen=True, slots=True)
class UnitStep:
    """A unit so many units from now (yesterday, last month, this week), or from the last date told.

    ``if_past``: counted from the last date only where its verb is past ("the next year they left").
    """

    unit: str
    step: int
    from_focus: bool = False
    if_past: bool = False
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        focus = self._focus(anchor)
        origin = focus or anchor.now
        # "The following day", told as past: later than something that the page does not date.
        adrift = self._counts_on(anchor) and focus is None and self.step > 0 and anchor.direction is Direction.PAST
        if origin is None or adrift:
            return unknown(_X_VALUE.get(self.unit, UNKNOWN_VALUE), self.unit)
        day = moved(origin, self.unit, self.step)
        if day is not None and focus is None and self._is_week_just_over(origin):
            return replace(whole(day, self.unit, PAGE), when=Interval(day, moved(origin, DAY, -1)))
        return whole(day, self.unit, EARLIER if focus else PAGE) if day else None

    def _is_week_just_over(self, today: date) -> bool:
        """ "Last week", told on a Sunday: the seven days before, as those tell it whose week begins with that day."""
        return self.unit == WEEK and self.step == -1 and today.isoweekday() == _SUNDAY

    def _counts_on(self, anchor: Anchor) -> bool:
        return self.from_focus or (self.if_past and anchor.direction is Direction.PAST)

    def _focus(self, anchor: Anchor) -> date | None:
        if not self._counts_on(anchor) or anchor.focus is None:
            return None
        when = anchor.focus.when
        return when.end if self.step > 0 else when.start


_X_VALUE = {
    DAY: UNKNOWN_VALUE,
    WEEK: "XXXX-WXX",
    WEEKEND: "XXXX-WXX-WE",
    MONTH: "XXXX-XX",
    QUARTER: "XXXX-QX",
    YEAR: "XXXX",
}


_SEVERAL = (2, 9)


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before or after now, or the last date told ("two days later")."""

    count: float | None
    unit: str
    sign: int
    from_focus: bool
    loose: bool = False
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        origin, by = self._origin(anchor)
        if self.count is None:
            return self._vague(origin, by)
        if origin is None or origin.start is None or origin.end is None:
            return unknown(UNKNOWN_VALUE, self.unit)
        there = Interval(*(moved(day, self.unit, self.sign * self.count) for day in (origin.start, origin.end)))
        return self._placed(origin, there, by) if there.days else None

    def _vague(self, origin: Interval | None, by: str) -> Resolved:
        """A few, several: between two and nine."""
        value = "PAST_REF" if self.sign < 0 else "FUTURE_REF"
        day = origin.start if origin and origin.days else None
        ends = [moved(day, self.unit, self.sign * n) for n in _SEVERAL] if day else []
        known = [e for e in ends if e is not None]
        when = Interval(min(known), max(known)) if len(known) == 2 else NOWHEN
        return Resolved(value, when, precision_of(when), by if when.days else "", self.unit)

    def _origin(self, anchor: Anchor) -> tuple[Interval | None, str]:
        if self.from_focus and anchor.focus and anchor.focus.when.days:
            return anchor.focus.when, EARLIER
        adrift = self.from_focus and self.sign > 0 and anchor.direction is Direction.PAST
        return (Interval(anchor.now, anchor.now), PAGE) if anchor.now and not adrift else (None, "")

    def _placed(self, origin: Interval, there: Interval, by: str) -> Resolved:
        if self.loose:
            between = hull([origin, there])
            return Resolved(value_of(there), between, precision_of(between), by, self.unit)
        if origin.days != 1 and self.unit in (DAY, WEEK):
            return Resolved(value_of(there), there, precision_of(there), by, self.unit)
        unit = {"S": DAY, "MIN": DAY, "H": DAY, "CE": DECADE, "MIL": CENTURY}.get(self.unit, self.unit)
        day = there.start or date.min
        return whole(day, unit, by)


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time: P3D, PT30M, PXY; ``sign`` -1 or 1 where it ends or starts now."""

    count: float | None
    unit: str
    sign: int = 0
    kind: TimeKind = TimeKind.DURATION

    @property
    def value(self) -> str:
        return length_value(self.count, self.unit)

    def resolve(self, anchor: Anchor) -> Resolved | None:
        when = self._when(anchor.now) if self.sign and anchor.now and self.count else NOWHEN
        return Resolved(self.value, when, precision_of(when), PAGE if when.days else "", self.unit)

    def _when(self, now: date) -> Interval:
        other = moved(now, self.unit, self.sign * (self.count or 0))
        if other is None:
            return NOWHEN
        return Interval(min(now, other), max(now, other))


_PERIOD = {
    "S": "T{}S",
    "MIN": "T{}M",
    "H": "T{}H",
    "FN": "{}W",
    "WE": "{}WE",
    "Q": "{}M",
    "DE": "{}Y",
    "CE": "{}Y",
    "MIL": "{}Y",
}
_FACTOR = {"FN": 2, "Q": 3, "DE": 10, "CE": 100, "MIL": 1000}


def length_value(count: float | None, unit: str) -> str:
    """TIMEX3 value of a duration; X for a vague count."""
    shown = "X" if count is None else f"{count * _FACTOR.get(unit, 1):.10g}"
    return "P" + _PERIOD.get(unit, "{}" + unit).format(shown)
