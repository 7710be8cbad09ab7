"""From a data set's file to a ledger of its own."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from types import ModuleType

from newsledger.errors import LedgerError, QueryError
from newsledger.importing import gdelt, polecat
from newsledger.importing.lines import BadLine, Fields, rows
from newsledger.importing.rowing import RowFacts, coded
from newsledger.importing.skipping import Broken, RejectedRow, Skipped
from newsledger.ledger import DocumentEntry, Ledger, Query, Run
from newsledger.records import Coded, CoderVersion, Corroboration, Event, Origin, Record, Report

FORMATS: dict[str, ModuleType] = {"gdelt": gdelt, "polecat": polecat}
_AT_ONCE = 500

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportSummary(Record):
    """What an import did: rows met, of those written, known already, broken; left out by reason; events now held."""

    rows: int
    written: int
    known: int
    broken: int
    left_out: dict[str, int]
    events: int


@dataclass(slots=True)
class _Counts:
    rows: int = 0
    written: int = 0
    known: int = 0
    broken: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def _now() -> datetime:
    return datetime.now(UTC)


def import_file(
    path: Path,
    form: str,
    ledger: Ledger,
    coder: str | None = None,
    *,
    now: Callable[[], datetime] = _now,
    progress: Progress = lambda _rows, _broken: None,
) -> ImportSummary:
    """Writes the file's rows as reports by the coder named (the form's own name unless told), one event a row.

    Rows that are there already are passed by, broken ones go to the quarantine. Raises LedgerError for
    a ledger that holds another coder's reports, which would be taken for the same coder's.
    """
    if form not in FORMATS:
        raise QueryError(f"There is no import of {form!r}", mend=f"Choose from {', '.join(FORMATS)}.")
    version = CoderVersion(coder or form, form, FORMATS[form].CODEBOOK)
    _refuse_others(ledger, version)
    run = ledger.start_run(version, now(), {"inputs": [str(path)], "form": form})
    counts = _load(path, FORMATS[form], ledger, run, progress)
    events = ledger.replace_events(_events(ledger))
    told = {"written": counts.written, "known": counts.known, "rejected": counts.broken, "events": events}
    ledger.finish_run(run, now(), {"documents": counts.rows, **told, **counts.left_out})
    return ImportSummary(
        counts.rows, counts.written, counts.known, counts.broken, dict(sorted(counts.left_out.items())), events
    )


def _refuse_others(ledger: Ledger, version: CoderVersion) -> None:
    others = sorted({run.coder.name for run in ledger.runs()} - {version.name})
    if others:
        raise LedgerError(
            f"This ledger holds what {' and '.join(others)} coded",
            mend=f"Name one of its own, such as --ledger {version.name}.db, and use: newsledger compare",
        )


def _load(path: Path, form: ModuleType, ledger: Ledger, run: Run, progress: Progress) -> _Counts:
    counts = _Counts()
    for batch in _batches(read_file(path, form, run.coder)):
        new = [each for each in batch if isinstance(each, Coded) and not _is_known(ledger, each, run)]
        broken = [each for each in batch if isinstance(each, RejectedRow)]
        written = ledger.write_many(new, broken, run)
        counts.left_out.update(each.reason for each in batch if isinstance(each, Skipped))
        counts.rows += len(batch)
        counts.written += written
        counts.known += sum(isinstance(each, Coded) for each in batch) - written
        counts.broken += len(broken)
        progress(len(batch), len(broken))
    return counts


def _is_known(ledger: Ledger, each: Coded, run: Run) -> bool:
    return ledger.has_document(each.document.document_id, run.coder)


def read_file(path: Path, form: ModuleType, coder: CoderVersion) -> Iterator[Coded | Skipped | RejectedRow]:
    """What each row of a file gives; raises ReadingError for a file that is none of this form."""
    found = rows(path)
    first = next(found, None)
    header = first.cells if isinstance(first, Fields) else None
    read, is_header = form.reader(header, path)
    rest: Iterable[Fields | BadLine] = found if is_header or first is None else chain([first], found)
    for row in rest:
        facts = Broken(row.reason) if isinstance(row, BadLine) else read(row.cells)
        where = f"{path}#{row.number}"
        if isinstance(facts, RowFacts) and isinstance(row, Fields):
            yield coded(facts, where, row.raw, coder)
        elif isinstance(facts, Skipped):
            yield facts
        else:
            yield _rejected(row, facts, where)


def _rejected(row: Fields | BadLine, facts: Broken, where: str) -> RejectedRow:
    sha = hashlib.sha256(row.raw).hexdigest() if isinstance(row, Fields) else None
    return RejectedRow(where, facts.reason, facts.mend, sha)


def _batches(
    found: Iterator[Coded | Skipped | RejectedRow],
) -> Iterator[list[Coded | Skipped | RejectedRow]]:
    while batch := list(islice(found, _AT_ONCE)):
        yield batch


def _events(ledger: Ledger) -> Iterator[Event]:
    pages = {page.document_id: page for page in ledger.entries(Query(superseded=True)).records}
    for report in ledger.reports():
        yield _event(report, pages[report.document_id])


def _event(report: Report, page: DocumentEntry) -> Event:
    """The event that a row is."""
    outlet = page.outlet.name if page.outlet else None
    return Event(
        event_id=f"e{report.report_id[1:]}",
        type=report.type,
        modes=report.modes,
        actor=report.actor,
        recipient=report.recipient,
        when=report.when,
        where=report.where,
        factuality=report.factuality,
        reports=(report.report_id,),
        documents=1,
        outlets=(outlet,) if outlet else (),
        origins=(Origin(outlet or report.coder.name, "outlet", (report.report_id,)),),
        corroboration=Corroboration.SINGLE,
        conflicts=(),
        first_reported=page.published_start,
        story_id=None,
        confidence=report.confidence,
        why="one row",
    )
