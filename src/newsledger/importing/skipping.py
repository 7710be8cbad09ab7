"""Rows that give no report: because they are broken, or because the ledger has no place for what they hold."""

from __future__ import annotations

from dataclasses import dataclass

from newsledger.records import Record


@dataclass(frozen=True, slots=True)
class Skipped(Record):
    """A sound row of a kind that is left out, counted by reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Broken(Record):
    """A row that does not follow its form, for the quarantine."""

    reason: str
    mend: str = "Check the file: it may be cut off, or of another format."


Left = Skipped | Broken


def rejected(reason: str) -> Broken:
    return Broken(reason)


@dataclass(frozen=True, slots=True)
class RejectedRow(Record):
    """A broken row as the ledger's quarantine takes it."""

    source: str
    reason: str
    mend: str
    sha256: str | None
