"""Codes a batch; one document that the coder cannot read does not cost the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsledger.errors import NewsledgerError, SetupError
from newsledger.records import Coded, Document
from newsledger.running.batches import Batch
from newsledger.running.contracts import CodesDocuments, Uncoded


@dataclass(frozen=True, slots=True)
class Outcome:
    coded: tuple[Coded, ...]
    uncoded: tuple[Uncoded, ...]


@dataclass(frozen=True, slots=True)
class CodesBatches:
    """Coding as an executor's task."""

    coder: CodesDocuments

    def __call__(self, batch: Batch) -> Outcome:
        return code_batch(self.coder, batch.documents)


def code_batch(coder: CodesDocuments, documents: Sequence[Document]) -> Outcome:
    """Codes together; after an error once more one by one, to find the document at fault.

    A SetupError is no document's fault, and goes on.
    """
    try:
        return Outcome(tuple(coder.code_many(documents)), ())
    except SetupError:
        raise
    except NewsledgerError:
        results = list(_singly(coder, documents))
    coded = tuple(result for result in results if isinstance(result, Coded))
    return Outcome(coded, tuple(result for result in results if isinstance(result, Uncoded)))


def _singly(coder: CodesDocuments, documents: Sequence[Document]) -> Iterator[Coded | Uncoded]:
    for document in documents:
        try:
            yield from coder.code_many([document])
        except SetupError:
            raise
        except NewsledgerError as error:
            yield Uncoded(document.source, error.what, error.mend, document.sha256)
