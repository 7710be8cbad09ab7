"""What a format writes: the events that were asked for, with all that stands behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property, lru_cache

from newsledger.exporting import codes
from newsledger.ledger import Ledger, Query, Told
from newsledger.records import Document, Event, When

_PAGES_HELD = 256


@dataclass
class Source:
    """A ledger and a question to it; counts under ``left_out`` what a format has no place for, by reason."""

    ledger: Ledger
    query: Query = field(default_factory=Query)
    left_out: Counter[str] = field(default_factory=Counter)

    def told(self) -> Iterator[Told]:
        """Every event asked for."""
        return self.ledger.told(self.query)

    def happened(self) -> Iterator[Told]:
        """The events that took place, on a day that is known closely enough.

        Data sets without a column for it hold nothing that was denied, planned or asked for; where
        the question names a factuality, that is what is given.
        """
        for told in self.told():
            if not self.query.factuality and not _happened(told.event):
                self.left_out["told as " + told.event.factuality.value] += 1
            elif day_of(told.event.when) is None:
                self.left_out["without a date that is known to the month"] += 1
            else:
                yield told

    @cached_property
    def page(self) -> _Pages:
        """Whole pages by id, the last few kept."""
        return _Pages(self.ledger)

    def words(self) -> str:
        """The question in words, for a citation: "actor PRK; start 2023"; empty where everything was asked for."""
        asked = ((each.name, getattr(self.query, each.name)) for each in fields(self.query) if each.name != "cursor")
        named = ((name, value) for name, value in asked if name in self.query.asked())
        return "; ".join(name if value is True else f"{name.replace('_', ' ')} {value}" for name, value in named)


class _Pages:
    def __init__(self, ledger: Ledger) -> None:
        self._held = lru_cache(maxsize=_PAGES_HELD)(ledger.document)

    def __call__(self, document_id: str) -> Document:
        return self._held(document_id)


def _happened(event: Event) -> bool:
    common = codes.table("common")
    kind, told = event.type.value, event.factuality.value
    return told in common["happened"] or kind in common["saying"].get(told, ())


def day_of(when: When) -> date | None:
    """The day that stands for a date: its first, where it is known to the month or better."""
    if when.start is None:
        return None
    length = ((when.end or when.start) - when.start).days
    return when.start if length <= codes.table("common")["longest_days"] else None
