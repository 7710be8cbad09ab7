"""Which of the documents that were read an ingest takes: by day, by a sample, by number."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from newsledger.errors import QueryError
from newsledger.records import Document, Record

if TYPE_CHECKING:
    from newsledger.ledger import RejectedInput

_SHARES = 1 << 32


@dataclass(frozen=True, slots=True)
class Choice(Record):
    """Documents to take; what is left out takes everything.

    ``since`` leaves out what was published before that day and keeps what has no date. ``sample`` keeps this
    share of the documents, told by their ids and ``seed``: the same ones whatever the order, on every machine.
    ``limit`` ends after so many documents. Raises QueryError for a share or number that makes no sense.
    """

    since: date | None = None
    sample: float = 1.0
    seed: int = 0
    limit: int | None = None

    def __post_init__(self) -> None:
        if not 0 < self.sample <= 1:
            raise QueryError(f"A sample is a share above 0 and up to 1, not {self.sample}", mend="Write 0.05 for 5 %.")
        if self.limit is not None and self.limit < 1:
            raise QueryError(f"A limit is at least 1, not {self.limit}", mend="Leave it out to read everything.")

    def of(self, items: Iterable[Document | RejectedInput]) -> Iterator[Document | RejectedInput]:
        """The documents chosen, and every input that gave none, in the order given."""
        taken = 0
        for item in items:
            if not isinstance(item, Document):
                yield item
            elif self._takes(item):
                yield item
                taken += 1
                if taken == self.limit:
                    return

    def _takes(self, document: Document) -> bool:
        return self._recent(document) and (self.sample == 1 or self._share(document) < self.sample)

    def _recent(self, document: Document) -> bool:
        last = document.published.end or document.published.start
        return self.since is None or last is None or last.isoformat()[:10] >= self.since.isoformat()

    def _share(self, document: Document) -> float:
        """A number from 0 up to 1 that the document and the seed give."""
        return zlib.crc32(f"{self.seed} {document.document_id}".encode()) / _SHARES


EVERYTHING = Choice()
