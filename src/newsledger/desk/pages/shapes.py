"""A search over time: its events by period, and the latest one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from newsledger.desk.asking.columns import TYPES
from newsledger.desk.asking.quads import leaning
from newsledger.desk.asking.recognising import Reading
from newsledger.desk.asking.selecting import Found
from newsledger.desk.asking.summing import Bin, opening, periods
from newsledger.desk.asking.wanted import Wanted
from newsledger.desk.pages.front import narrowing
from newsledger.desk.serving.answers import Answer, Asked, Table, page
from newsledger.desk.serving.charts import Tick, mirrored
from newsledger.desk.serving.words import event_link, sentence_of, span_of_days
from newsledger.records import Event

_MARKS = 400
_LANE = 20.0


# Over time


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in its lane: a dot where its day is known, a bar where only a span of days is."""

    x: float
    width: float
    y: float
    kind: str
    precise: bool
    said: str
    address: str


@dataclass(frozen=True, slots=True)
class Lanes:
    names: tuple[str, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    height: float


def timeline(asked: Asked) -> Answer:
    """Events by period, and each of the latest in its own place in time."""
    given, reading, found = _found(asked)
    over = periods(found.columns, found.at)
    shown = _latest(asked, found)
    context = {
        "given": given,
        "reading": reading,
        "found": found,
        "bars": mirrored(over, lambda b: given.address("/timeline", start=b.label, end=b.label)),
        "lanes": _lanes(shown),
        "shown": len(shown),
        "undated": over.undated,
        "earlier": over.earlier,
        "until": given.address("/timeline", end=over.bins[0].label) if over.earlier else None,
        **narrowing(asked, given, found, "/timeline"),
    }
    names = ("start", "end", "cooperation", "conflict")
    rows = [_bin(each) for each in over.bins if each.events]
    data = {"unit": over.unit, "undated": over.undated, "periods": rows}
    return Answer("timeline.html", context, lambda: data, lambda: Table(names, rows))


def _found(asked: Asked) -> tuple[Wanted, Reading, Found]:
    given = asked.wanted
    wanted, reading = asked.desk.read(given)
    return given, reading, asked.desk.find(wanted)


def _bin(each: Bin) -> dict[str, Any]:
    return {
        "start": each.start.isoformat(), "end": each.end.isoformat(), "cooperation": each.cooperation,
        "conflict": each.conflict,
    }  # fmt: skip


def _latest(asked: Asked, found: Found) -> tuple[Event, ...]:
    """The latest dated events."""
    wide = replace(found, wanted=replace(found.wanted, sort="-date", after="", limit=_MARKS))
    first = opening(found.columns, found.at)
    ids = [i for i in wide.page()[0] if found.columns.start[found.columns.at[i]] >= max(first, 1)]
    return asked.desk.events(ids)


def _lanes(shown: Sequence[Event]) -> Lanes:
    present = {e.type.value for e in shown}
    names = tuple(name for name in TYPES if name in present)
    if not shown:
        return Lanes((), (), (), 0)
    spans = [((e.when.start or e.when.end), (e.when.end or e.when.start)) for e in shown]
    first, last = min(a.toordinal() for a, _ in spans if a), max(b.toordinal() for _, b in spans if b)
    days = max(last - first + 1, 1)
    marks = tuple(_mark(e, names, first, days) for e in shown)
    return Lanes(names, marks, tuple(_year_ticks(first, days)), len(names) * _LANE)


def _mark(event: Event, names: Sequence[str], first: int, days: int) -> Mark:
    start, end = event.when.start or event.when.end, event.when.end or event.when.start
    assert start is not None and end is not None  # events without a day are not drawn
    x = (start.toordinal() - first) / days * 100
    wide = (end.toordinal() - start.toordinal() + 1) / days * 100
    said = f"{span_of_days(start, end, event.when.precision.value)}: {sentence_of(event)}"
    y = names.index(event.type.value) * _LANE + _LANE / 2
    return Mark(
        round(x, 3), round(max(wide, 0.3), 3), y, leaning(event.type.value), start == end, said[:240],
        event_link(event.event_id),
    )  # fmt: skip


def _year_ticks(first: int, days: int) -> Iterator[Tick]:
    years = range(date.fromordinal(first).year + 1, date.fromordinal(first + days).year + 1)
    every = max(1, len(years) // 10)
    for year in years:
        at = round((date(year, 1, 1).toordinal() - first) / days * 100, 3)
        if year % every == 0 and at < 95:
            yield Tick(at, str(year))


ROUTES = page("/timeline", timeline)
