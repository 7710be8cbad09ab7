"""What is wrong with a knowledge file of a user's own, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newsledger.records import Record


@dataclass(frozen=True, slots=True)
class Mistake(Record):
    """One mistake; ``line`` and ``column`` count from 1, and are 0 where the whole file or folder is meant."""

    file: str
    line: int
    column: int
    what: str
    mend: str

    @property
    def place(self) -> str:
        """The place as editors and compilers write it: file:line:column."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.what}. {self.mend}"


def of_file(path: Path, what: str, mend: str) -> Mistake:
    return Mistake(str(path), 0, 0, what, mend)
