"""Takes records out of the ledger, in its own forms and in those of other event data sets."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.conditions import about_events
from newsledger.cli.options import DEFAULT_LEDGER
from newsledger.errors import NewsledgerError, QueryError
from newsledger.exporting.formats import FORMATS, find

if TYPE_CHECKING:
    from newsledger.ledger import Ledger, Query
    from newsledger.records import Claim, Report

_AT_ONCE = 500
_RECORDS = ("documents", "reports", "claims", "events")
_KINDS = f"{', '.join(_RECORDS)}, or a format: {', '.join(FORMATS)}."


class Partition(StrEnum):
    MONTH = "month"


class Form(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


@about_events
def export(
    query: Any,
    kind: Annotated[str, typer.Argument(help=_KINDS, metavar="KIND")],
    format_: Annotated[
        Form | None, typer.Option("--format", "-f", help="Of records: jsonl holds all; csv and parquet are flat.")
    ] = None,
    output: o.Output = None,
    partition: Annotated[
        Partition | None, typer.Option(help="Of Parquet: a folder under --output, with a file for each month.")
    ] = None,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Write out what the ledger holds: newsledger export reports --format csv > reports.csv

    Or as another data set has it: newsledger export gdelt --from 2023 --output events.tsv
    """
    with floors.open_ledger(ledger) as opened:
        if partition is not None:
            _months_to(kind, format_, output, opened, query)
        elif kind in _RECORDS:
            _records_to(kind, format_ or Form.JSONL, output, opened, query)
        else:
            _format_to(kind, format_, output, opened, query)


def _records_to(kind: str, form: Form, output: Path | None, ledger: Ledger, query: Query) -> None:
    from newsledger.exporting import export as write

    with _sink(output, binary=form is Form.PARQUET) as out:
        write(_records(ledger, kind, query), kind, form.value, out)


def _months_to(kind: str, form: Form | None, output: Path | None, ledger: Ledger, query: Query) -> None:
    from newsledger.cli.listing import note
    from newsledger.exporting.partitions import write_months

    if kind not in _RECORDS or form is not Form.PARQUET or output is None:
        raise QueryError(
            "Months are of records in Parquet, in a folder",
            mend=f"Choose from {', '.join(_RECORDS)}, with --format parquet --output FOLDER.",
        )
    try:
        number = write_months(_records(ledger, kind, query), output, kind)
    except OSError as error:
        raise _unwritable(output, error) from error
    note(f"{number} {kind} written.")


def _format_to(name: str, form: Form | None, output: Path | None, ledger: Ledger, query: Query) -> None:
    from newsledger.exporting.source import Source

    write, unit = find(name, _RECORDS)
    if form is not None:
        raise QueryError(f"{name} has one form only", mend="Leave --format out.")
    source = Source(ledger, query)
    with _sink(output) as out:
        number = write(source, out)
    _tell(number, unit, source.left_out)


def _tell(number: int, unit: str, left_out: Mapping[str, int]) -> None:
    """Says what became of the events: a row that is missing without a word would look like one that never was."""
    from newsledger.cli.listing import note

    note(f"{number} {unit} written.")
    for reason, events in sorted(left_out.items()):
        note(f"{events} events left out: {reason}.")


def _records(ledger: Ledger, kind: str, query: Query) -> Iterator[dict[str, Any]]:
    from newsledger.exporting import outgoing

    if kind in ("documents", "events"):
        found = ledger.documents(query) if kind == "documents" else ledger.events(query)
        yield from (outgoing(record) for record in found)
        return
    waiting: Iterator[Report | Claim] = iter(ledger.reports(query) if kind == "reports" else ledger.claims(query))
    while some := list(islice(waiting, _AT_ONCE)):
        ids = ledger.input_ids({record.document_id for record in some})
        yield from (outgoing(record, ids.get(record.document_id)) for record in some)


@contextmanager
def _sink(path: Path | None, *, binary: bool = False) -> Iterator[BinaryIO]:
    if path is None:
        if binary and sys.stdout.isatty():
            raise NewsledgerError("Parquet is not made for a terminal", mend="Name a file with --output.")
        yield sys.stdout.buffer
        return
    try:
        with path.open("wb") as out:
            yield out
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> NewsledgerError:
    return NewsledgerError(f"Cannot write: {error.strerror}", where=str(path), mend="Name a file that you can write.")
