"""Coding without a ledger: what was read goes in, what was found comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsledger.ledger import RejectedInput
from newsledger.records import Coded, Document
from newsledger.running.batches import batches
from newsledger.running.contracts import CodesDocuments
from newsledger.running.executors import in_process, in_workers
from newsledger.settings import Settings


def code_stream(
    items: Iterable[Document | RejectedInput],
    coder: CodesDocuments,
    *,
    workers: int = 1,
    settings: Settings | None = None,
) -> Iterator[tuple[tuple[Coded, ...], tuple[RejectedInput, ...]]]:
    """Batches in the order read: what was coded, and what could not be read or coded."""
    bounds = settings or Settings()
    work = batches(items, _new, bounds.batch_documents, bounds.batch_characters)
    done = in_process(coder, work) if workers == 1 else in_workers(coder, work, workers)
    for batch, outcome in done:
        yield outcome.coded, (*batch.rejected, *outcome.uncoded)


def _new(_document: Document) -> bool:
    return False
