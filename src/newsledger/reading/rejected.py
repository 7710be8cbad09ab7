"""What could not be read, and why."""

from __future__ import annotations

from dataclasses import dataclass

from newsledger.errors import ReadingError
from newsledger.records import Record


@dataclass(frozen=True, slots=True)
class Rejected(Record):
    """An input that did not become a document; ``sha256`` is of its bytes where they were read."""

    source: str
    reason: str
    mend: str
    sha256: str | None = None


def rejected(source: str, error: ReadingError, sha256: str | None = None) -> Rejected:
    """The quarantine entry for an error met while reading ``source``."""
    return Rejected(source, error.what, error.mend, sha256)
