"""Coding without a ledger: what was read goes in, what was found comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsledger.records import Coded, Document
from newsledger.running.batches import batches
from newsledger.running.coding import CodesBatches
from newsledger.running.contracts import CodesDocuments
from newsledger.running.executors import local
from newsledger.settings import Settings

if TYPE_CHECKING:
    from newsledger.ledger import RejectedInput


def code_stream(
    items: Iterable[Document | RejectedInput],
    coder: CodesDocuments,
    *,
    workers: int = 1,
    settings: Settings | None = None,
) -> Iterator[tuple[tuple[Coded, ...], tuple[RejectedInput, ...]]]:
    """Batches in the order read: what was coded, and what could not be read or coded."""
    bounds = settings or Settings()
    work = batches(items, new, bounds.batch_documents, bounds.batch_characters)
    for batch, outcome in local(workers)(CodesBatches(coder), work):
        yield outcome.coded, (*batch.rejected, *outcome.uncoded)


def new(documents: Sequence[Document]) -> Sequence[bool]:
    return [False] * len(documents)
