"""Time expressions before they are anchored: each knows how it resolves against an anchor."""

from __future__ import annotations

from newsledger.times.expressions.base import Expression, Fixed, Stretch, Valued
from newsledger.times.expressions.months import DayOfMonth, MonthOfYear, nearest_year
from newsledger.times.expressions.parts import Part, Range, SinceStart, Timed, part_of
from newsledger.times.expressions.shifts import Length, Shift, UnitStep, length_value
from newsledger.times.expressions.weekdays import NthWeek, NthWeekday, Weekday, WeekdayAfter, Weekend

__all__ = [
    "DayOfMonth",
    "Expression",
    "Fixed",
    "Length",
    "MonthOfYear",
    "NthWeek",
    "NthWeekday",
    "Part",
    "Range",
    "Shift",
    "SinceStart",
    "Stretch",
    "Timed",
    "UnitStep",
    "Valued",
    "Weekday",
    "WeekdayAfter",
    "Weekend",
    "length_value",
    "nearest_year",
    "part_of",
]
