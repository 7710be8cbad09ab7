"""Takes records out of the ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER
from newsledger.errors import NewsledgerError

if TYPE_CHECKING:
    from newsledger.ledger import Ledger


class Kind(StrEnum):
    DOCUMENTS = "documents"
    REPORTS = "reports"
    CLAIMS = "claims"
    EVENTS = "events"


class Form(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def export(
    kind: Annotated[Kind, typer.Argument(help="Which records.")],
    format_: Annotated[Form, typer.Option("--format", "-f", help="jsonl holds all; csv and parquet are flat.")] = (
        Form.JSONL
    ),
    output: o.Output = None,
    min_confidence: o.MinConfidence = 0.0,
    superseded: o.Superseded = False,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Write all records of a kind: newsledger export reports --format csv > reports.csv"""
    from newsledger.exporting import export as write
    from newsledger.ledger import Query

    query = Query(superseded=superseded, min_confidence=min_confidence)
    with floors.open_ledger(ledger) as opened, _sink(output, format_) as out:
        write(_records(opened, kind, query), kind.value, format_.value, out)


def _records(ledger: Ledger, kind: Kind, query: Any) -> Iterator[dict[str, Any]]:
    from newsledger.exporting import outgoing

    if kind is Kind.DOCUMENTS or kind is Kind.EVENTS:
        found = ledger.documents(query) if kind is Kind.DOCUMENTS else ledger.events(query)
        yield from (outgoing(record) for record in found)
        return
    ids = ledger.input_ids()
    for record in ledger.reports(query) if kind is Kind.REPORTS else ledger.claims(query):
        yield outgoing(record, ids.get(record.document_id))


@contextmanager
def _sink(path: Path | None, form: Form) -> Iterator[BinaryIO]:
    if path is None:
        if form is Form.PARQUET and sys.stdout.isatty():
            raise NewsledgerError("Parquet is not made for a terminal", mend="Name a file with --output.")
        yield sys.stdout.buffer
        return
    try:
        with path.open("wb") as out:
            yield out
    except OSError as error:
        mend = "Name a file that you can write."
        raise NewsledgerError(f"Cannot write: {error.strerror}", where=str(path), mend=mend) from error
