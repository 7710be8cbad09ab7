"""What all pages of one desk share: the ledger, and its events as columns."""

from __future__ import annotations

import gc
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BindParameter, Row, Select, Text, bindparam, cast, func, select

from newsledger.desk.asking.columns import Columns, Stamp
from newsledger.desk.asking.loading import columns as load_columns
from newsledger.desk.asking.loading import stamp
from newsledger.desk.asking.recognising import Reading, read_box
from newsledger.desk.asking.selecting import Found, find
from newsledger.desk.asking.wanted import Wanted
from newsledger.ledger import Ledger, matching_rows
from newsledger.ledger.codec import loads
from newsledger.ledger.reading_back import report
from newsledger.ledger.schema import documents, events, reports
from newsledger.records import Event, Outlet, Report

T = TypeVar("T")

_LOOK_AGAIN = 1.0  # seconds in which the ledger is not asked again whether it changed
_QUICK = 1.0  # seconds of loading that a reader may be let wait for; what takes longer is done beside
_KEPT = 256
_TURNS = 2  # pages made at a time: more would only get into each other's way, and all be late
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PageLine:
    """A document as lists name it."""

    document_id: str
    title: str | None
    outlet: Outlet | None
    url: str | None
    source: str
    published: str | None
    copy_of: str | None
    wire: str | None
    superseded_by: str | None


@dataclass
class Desk:
    """One ledger's pages. Safe for several threads; answers are kept until the ledger changes."""

    ledger: Ledger
    open_reading: bool = True  # reading needs no token
    home: str = "127.0.0.1"
    turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(_TURNS))
    _columns: Columns | None = None
    _seen: Stamp | None = None
    _looked: float = 0.0
    _took: float = 0.0
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _loading: threading.Thread | None = None
    _kept: OrderedDict[Any, Any] = field(default_factory=OrderedDict)

    def columns(self) -> Columns:
        """The ledger's events, as fresh as can be had without a long wait."""
        with self._lock:
            held, now = self._columns, time.monotonic()
            if held is not None and now - self._looked < _LOOK_AGAIN:
                return held
            self._looked, self._seen = now, stamp(self.ledger)
            if held is not None and held.stamp.events == self._seen.events:
                return held
            if held is None or self._took < _QUICK:
                return self._load()
            self._load_beside()
            return held

    def newest(self) -> Columns:
        """The ledger's events as they are now, however long a wait that needs."""
        with self._lock:
            self._looked, self._seen = time.monotonic(), stamp(self.ledger)
            held = self._columns
            return held if held is not None and held.stamp.events == self._seen.events else self._load()

    def refresh(self) -> None:
        """Looks at the ledger again at the next question, after a page of its own changed it."""
        with self._lock:
            self._looked = 0.0

    def _load(self) -> Columns:
        began = time.monotonic()
        fresh = load_columns(self.ledger)
        # The usual order and the names are made now, not at somebody's first question.
        find(fresh, Wanted(limit=1), self.matching).page()
        read_box("ready", fresh)
        # What was just loaded stays for long; the collector need not walk it again and again.
        gc.freeze()
        with self._lock:
            self._took = time.monotonic() - began
            self._columns = fresh
            self._kept.clear()
        return fresh

    def _load_beside(self) -> None:
        if self._loading is None or not self._loading.is_alive():
            self._loading = threading.Thread(target=self._load, daemon=True)
            self._loading.start()

    def keep(self, key: Any, make: Callable[[], T]) -> T:
        """The answer under this key, made once while the ledger stays as it is."""
        columns = self.columns()
        # Beside the events kept here, an answer may hold what the ledger has now.
        whole = (columns.stamp, self._seen, key)
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                kept: T = self._kept[whole]
                return kept
        made = make()
        with self._lock:
            self._kept[whole] = made
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def read(self, wanted: Wanted) -> tuple[Wanted, Reading]:
        """What is wanted with what the box says, and how the box was read."""
        if not wanted.q:
            return wanted, Reading((), "")
        if wanted.plain:
            return replace(wanted, text=f"{wanted.text} {wanted.q}".strip()), Reading((), wanted.q)
        reading = read_box(wanted.q, self.columns())
        conditions = dict(reading.conditions)
        if wanted.text and "text" in conditions:
            conditions["text"] = [f"{wanted.text} {conditions['text'][0]}"]
        return wanted.joined(conditions), reading

    def find(self, wanted: Wanted) -> Found:
        """The events that have all that is wanted; the box must have been read."""
        bare = replace(wanted, after="", limit=1, sort="-date", q="", plain=False)
        found = self.keep(("find", bare), lambda: find(self.columns(), bare, self.matching))
        return replace(found, wanted=wanted)

    def page(self, wanted: Wanted) -> tuple[Found, tuple[Event, ...], str | None]:
        """What is found, one page of its events, and the cursor of the next.

        Linking anew may have taken an event away since the columns were read; they are then read again, once.
        """
        found = self.find(wanted)
        ids, cursor = found.page()
        events = self.events(ids)
        if len(events) < len(ids):
            self.refresh()
            found = self.find(wanted)
            ids, cursor = found.page()
            events = self.events(ids)
        return found, events, cursor

    def matching(self, words: str) -> NDArray[np.int64]:
        """Row numbers of the reports whose sentence has the words."""
        return self.keep(("words", words), lambda: self._matching(words))

    def _matching(self, words: str) -> NDArray[np.int64]:
        rows = matching_rows("reports", words).subquery()
        # As one text: the store joins them while other threads go on, where a row at a time would hold them up.
        joined = select(func.aggregate_strings(cast(next(iter(rows.c)), Text), ","))
        with self.ledger.reading() as connection:
            found = connection.execute(joined).scalar()
        return np.fromstring(found, np.int64, sep=",") if found else np.empty(0, np.int64)

    def events(self, ids: Sequence[str]) -> tuple[Event, ...]:
        """The events of these ids, in their order; those that are gone are left out."""
        held = {row.event_id: loads(Event, row.record) for row in self._rows(_EVENTS, ids)}
        return tuple(held[event_id] for event_id in ids if event_id in held)

    def reports(self, ids: Sequence[str]) -> tuple[Report, ...]:
        """The reports of these ids as they stand now, in their order; those that are gone are left out."""
        held = {row.report_id: report(row) for row in self._rows(_REPORTS, ids)}
        return tuple(held[report_id] for report_id in ids if report_id in held)

    def lines(self, ids: Sequence[str]) -> dict[str, PageLine]:
        """Documents without their text, by id."""
        return {row.document_id: _line(row) for row in self._rows(_LINES, ids)}

    def _rows(self, wanted: Select[Any], ids: Sequence[str]) -> Iterator[Row[Any]]:
        if not ids:
            return
        with self.ledger.reading() as connection:
            for at in range(0, len(ids), _AT_ONCE):
                yield from connection.execute(wanted, {"ids": ids[at : at + _AT_ONCE]})


# Put together once: with each question anew, that would take longer than the answer.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_NAMED = ("document_id", "title", "url", "source", "copy_of", "wire", "superseded_by")
_OUTLET = ("outlet", "outlet_id", "outlet_country")
_EVENTS = select(events.c.event_id, events.c.record).where(events.c.event_id.in_(_IDS))
_REPORTS = select(*(reports.c[name] for name in ("report_id", "event_id", "linked_when", "judged", "record"))).where(
    reports.c.report_id.in_(_IDS)
)
_LINES = select(*(documents.c[name] for name in (*_NAMED, *_OUTLET, "published_start"))).where(
    documents.c.document_id.in_(_IDS)
)


def _line(row: Any) -> PageLine:
    outlet = Outlet(row.outlet, row.outlet_id, row.outlet_country) if row.outlet else None
    published = row.published_start[:10] if row.published_start else None
    return PageLine(outlet=outlet, published=published, **{name: getattr(row, name) for name in _NAMED})
