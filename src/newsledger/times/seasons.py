"""Seasons, quarters, halves, fiscal and school years as expressions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsledger.records import Precision, TimeKind
from newsledger.times.anchors import PAGE, TEXT, Anchor, Direction, Resolved, unknown
from newsledger.times.calendars import QUARTER, YEAR, month_bounds
from newsledger.times.expressions import Expression, UnitStep
from newsledger.times.intervals import Interval
from newsledger.times.knowledge import conventions


def season_bounds(code: str, year: int) -> Interval:
    """First and last day of a northern season; a winter may reach across two New Years."""
    first, last = conventions().seasons[code]
    start = date(year - (first > last), first, 1)
    end = month_bounds(year + (first > last), last).end if first > last else month_bounds(year, last).end
    return Interval(start, end)


@dataclass(frozen=True, slots=True)
class Season:
    """A season, of a year or of the year that the verb or a word like "last" points to."""

    code: str
    year: int | None
    step: int | None = None
    year_of: Expression | None = None
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        year, by = (self.year, TEXT) if self.year else (self._year(anchor), PAGE)
        if year is None:
            return unknown(f"XXXX-{self.code}", QUARTER)
        return Resolved(f"{year:04d}-{self.code}", season_bounds(self.code, year), Precision.SEASON, by, QUARTER)

    def _year(self, anchor: Anchor) -> int | None:
        if self.year_of is not None:
            found = self.year_of.resolve(anchor)
            return found.when.start.year if found and found.when.start else None
        return self._stepped(anchor.now, anchor.direction) if anchor.now else None

    def _stepped(self, now: date, direction: Direction) -> int:
        """By whether the season of this year has begun, or is over, in the month that it is."""
        first, last = conventions().seasons[self.code]
        first -= 12 if first > last else 0
        begun, over = now.month >= first, now.month > last
        if self.step == 0 or (self.step is None and direction is Direction.NEAREST):
            return now.year
        if self.step == -1:
            return now.year if over else now.year - 1
        if self.step == 1:
            return now.year + 1 if begun else now.year
        return now.year - (not begun) if direction is Direction.PAST else now.year + over


@dataclass(frozen=True, slots=True)
class QuarterOf:
    """The n-th quarter or half of a year."""

    number: int
    halves: bool
    year_of: Expression | None
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        mark, months = ("H", 6) if self.halves else ("Q", 3)
        if not 1 <= self.number <= 12 // months:
            return None
        found = (self.year_of or UnitStep(YEAR, 0)).resolve(anchor)
        if found is None or found.when.start is None:
            return unknown(f"XXXX-{mark}{self.number}", QUARTER)
        year = found.when.start.year
        first = months * (self.number - 1) + 1
        when = Interval(date(year, first, 1), month_bounds(year, first + months - 1).end)
        return Resolved(f"{year:04d}-{mark}{self.number}", when, Precision.SEASON, found.anchored_by, QUARTER)


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A fiscal or school year, named by one year or stepped from now."""

    code: str
    year: int | None
    step: int = 0
    spanning: bool = False
    """Named by both its years, so that it begins in the first of them and ends in the second."""
    kind: TimeKind = TimeKind.DATE

    def resolve(self, anchor: Anchor) -> Resolved | None:
        year = self.year or (self._now(anchor.now) if anchor.now else None)
        if year is None:
            return unknown(f"{self.code}XXXX", YEAR)
        (back, first), (on, last) = self._marks()
        when = Interval(date(year + back, first, 1), month_bounds(year + on, last).end)
        return Resolved(f"{self.code}{year:04d}", when, Precision.YEAR, TEXT if self.year else PAGE, YEAR)

    def _marks(self) -> tuple[tuple[int, int], tuple[int, int]]:
        rules = conventions()
        marks = rules.school if self.code == "SY" else rules.fiscal_spanning if self.spanning else rules.fiscal
        return marks["start"], marks["end"]

    def _now(self, now: date) -> int:
        """The year by which the one that runs now, or one so many on, is named; a school year by its first."""
        begun = self.code != "SY" or now.month >= conventions().school["start"][1]
        return now.year - (not begun) + self.step
