"""Cuts the stream of what was read into batches of bounded size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from newsledger.ledger import RejectedInput
from newsledger.records import Document


@dataclass(slots=True)
class Batch:
    """Documents to code, inputs to reject, and how many documents were known already."""

    documents: list[Document] = field(default_factory=list)
    rejected: list[RejectedInput] = field(default_factory=list)
    known: int = 0
    characters: int = 0

    def add(self, item: Document | RejectedInput, known: Callable[[Document], bool]) -> None:
        if not isinstance(item, Document):
            self.rejected.append(item)
        elif known(item):
            self.known += 1
        else:
            self.documents.append(item)
            self.characters += len(item.text)

    def __len__(self) -> int:
        return len(self.documents) + len(self.rejected) + self.known


def batches(
    items: Iterable[Document | RejectedInput], known: Callable[[Document], bool], most: int, characters: int
) -> Iterator[Batch]:
    """Batches in the order read, each closed once it has ``most`` items or the characters."""
    batch = Batch()
    for item in items:
        batch.add(item, known)
        if len(batch) >= most or batch.characters >= characters:
            yield batch
            batch = Batch()
    if len(batch):
        yield batch
