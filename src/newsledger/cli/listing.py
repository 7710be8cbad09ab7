"""Gives an answer as a table, as JSON Lines or as CSV."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from newsledger.cli import wording
from newsledger.cli.options import Format
from newsledger.exporting import COLUMNS, Cell, flat
from newsledger.ledger import Ledger, Page
from newsledger.records import Record

# The flat columns of what is listed but not exported.
_FLAT = {
    "quarantine": ("source", "sha256", "reason", "mend", "run"),
    "runs": ("run", "started", "finished", "coder", "version", "codebook", "counts"),
    "stories": (
        "story_id", "title", "start", "end", "actors", "countries", "events", "reports", "first_reported",
        "last_reported",
    ),
    "months": ("month", "type", "events"),
    "plans": ("event_id", "status", "when_start", "when_end", "first_reported", "type", "planned", "outcome", "other"),
    "judgements": ("number", "left_id", "right_id", "verdict", "who", "made", "field", "value", "note"),
    "differences": ("kind", "document_id", "before", "after", "sentence", "changes"),
    "audit": ("entry", "made", "who", "action", "subject", "detail", "seal"),
    "tokens": ("token", "name", "role", "made", "revoked"),
    "sources": (
        "name", "id", "kind", "country", "state_controlled", "reports", "events", "first", "alone", "shared",
        "corroborated", "contested", "rests_on", "carried_by",
    ),
    "documents": (
        "document_id", "input_id", "source", "sha256", "url", "outlet", "title", "language", "published_start",
        "published_end", "published_precision", "copy_of", "wire", "version", "superseded_by", "reports",
    ),
    "parties": (
        "input_id", "name", "id", "kind", "country", "sectors", "office", "start", "end", "resolved_by", "confidence",
    ),
}  # fmt: skip


def give(kind: str, records: Sequence[Record], form: Format) -> None:
    """Writes records to standard output in the form asked for."""
    if form is Format.JSON:
        from newsledger.exporting import jsonl

        jsonl.write((record.to_dict() for record in records), sys.stdout.buffer)
    elif form is Format.CSV:
        from newsledger.exporting import comma

        comma.write_rows((_row(kind, record) for record in records), sys.stdout.buffer, _names(kind))
    else:
        _give_table(kind, records)


def give_rows(
    names: Sequence[str], rows: Sequence[Mapping[str, Any]], form: Format, numbers: Sequence[str] = ()
) -> None:
    """Writes plain rows of these columns to standard output in the form asked for; ``numbers`` stand to the right."""
    from newsledger.exporting import comma, jsonl

    if form is Format.JSON:
        jsonl.write(rows, sys.stdout.buffer)
    elif form is Format.CSV:
        comma.write_rows(rows, sys.stdout.buffer, names)
    elif rows:
        from newsledger.cli.tables import plain_table
        from newsledger.cli.terminal import console

        console().print(plain_table(names, rows, numbers))


def _give_table(kind: str, records: Sequence[Record]) -> None:
    from newsledger.cli.tables import table
    from newsledger.cli.terminal import console

    if records:
        console().print(table(kind, records))


def give_page(kind: str, page: Page[Any], form: Format, ledger: Ledger) -> None:
    """Writes a page of an answer, and says where there is more or what to do where there is nothing."""
    give(kind, page.records, form)
    if not page.records:
        say_nothing_found(kind, ledger)
    elif page.cursor:
        note(f"{len(page.records)} shown, and there are more: --limit N, or --cursor '{page.cursor}'")


def say_nothing_found(kind: str, ledger: Ledger) -> None:
    counts = ledger.counts()
    if not counts["documents"]:
        note("The ledger is empty. Fill it with: newsledger ingest PAGES")
    elif not counts.get(kind):
        note(f"The ledger has {counts['documents']} documents and no {kind}. See what was read: newsledger documents")
    else:
        note(f"None of the {counts[kind]} {kind} match. Leave a condition out, or list them: newsledger {kind}")


def note(words: str) -> None:
    """Says something about the output without standing in it."""
    from newsledger.cli.terminal import notes

    notes().print(words)


def _names(kind: str) -> Sequence[str]:
    return _FLAT[kind] if kind in _FLAT else [column.name for column in COLUMNS[kind]]


def _row(kind: str, record: Record) -> dict[str, Cell]:
    if kind not in _FLAT:
        return flat(kind, record.to_dict())
    whole = record.to_dict()
    if kind == "runs":
        whole |= whole["coder"] | {"coder": whole["coder"]["name"]}
    if kind == "plans":
        plan, when = whole["plan"], whole["when"]
        whole |= {**plan, "event_id": whole["event_id"], "other": plan["event_id"]}
        whole |= {"when_start": when["start"], "when_end": when["end"]}
    if kind == "sources":
        whole |= {name: [f"{r['name']} {r['reports']}" for r in whole[name]] for name in ("rests_on", "carried_by")}
    if kind == "differences":
        whole["changes"] = [wording.change(each) for each in record.changes]  # type: ignore[attr-defined]
    return {name: _cell(whole.get(name)) for name in _FLAT[kind]}


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        return str(value["name"]) if "name" in value else "; ".join(f"{name} {n}" for name, n in value.items())
    return " | ".join(map(str, value)) if isinstance(value, list) else value
