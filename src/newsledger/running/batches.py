"""Cuts the stream of what was read into batches of bounded size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from newsledger.records import Document

if TYPE_CHECKING:
    from newsledger.ledger import RejectedInput

# Of several documents at once: whether each needs no coding.
Known = Callable[[Sequence[Document]], Sequence[bool]]


@dataclass(slots=True)
class Batch:
    """Documents to code, inputs to reject, and how many documents were known already."""

    documents: list[Document] = field(default_factory=list)
    rejected: list[RejectedInput] = field(default_factory=list)
    known: int = 0
    characters: int = 0

    def add(self, item: Document | RejectedInput, known: bool) -> None:
        if not isinstance(item, Document):
            self.rejected.append(item)
        elif known:
            self.known += 1
        else:
            self.documents.append(item)
            self.characters += len(item.text)

    def __len__(self) -> int:
        return len(self.documents) + len(self.rejected) + self.known


def batches(items: Iterable[Document | RejectedInput], known: Known, most: int, characters: int) -> Iterator[Batch]:
    """Batches in the order read, each closed once it has ``most`` items or the characters."""
    batch = Batch()
    for item, told in _told(items, known, most):
        batch.add(item, told)
        if len(batch) >= most or batch.characters >= characters:
            yield batch
            batch = Batch()
    if len(batch):
        yield batch


def _told(
    items: Iterable[Document | RejectedInput], known: Known, at_once: int
) -> Iterator[tuple[Document | RejectedInput, bool]]:
    """Every item with whether it is known; the ledger is asked for several at a time."""
    waiting = iter(items)
    while some := list(islice(waiting, at_once)):
        answers = iter(known([item for item in some if isinstance(item, Document)]))
        for item in some:
            yield item, isinstance(item, Document) and next(answers)
