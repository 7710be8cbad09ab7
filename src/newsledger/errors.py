"""One root for every error that the program raises on purpose."""

from __future__ import annotations


class NewsledgerError(Exception):
    """What went wrong, where, and how to mend it; shown to people as one plain message."""

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what, self.where, self.mend = what, where, mend
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        remedy = f" {self.mend}" if self.mend else ""
        return f"{self.what}{place}.{remedy}"


class SetupError(NewsledgerError):
    """What stands in the way of every document alike: a run ends with it, and no document is at fault."""


class DataError(NewsledgerError):
    """A knowledge file that does not say what its schema asks."""


class ReadingError(NewsledgerError):
    """An input that cannot become a document; it goes to the quarantine with this reason."""


class LanguageError(NewsledgerError):
    """The spaCy pipeline is missing or lacks a component that a step needs."""


class LedgerError(NewsledgerError):
    """The ledger cannot be opened, read or written."""


class QueryError(NewsledgerError):
    """A question that cannot be understood: an unknown type, date, column or format."""
