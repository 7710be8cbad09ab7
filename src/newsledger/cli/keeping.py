"""What the ledger knows of itself: quarantine and runs."""

from __future__ import annotations

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, Format


def quarantine(format_: o.OutputFormat = Format.TABLE, ledger: o.LedgerPath = DEFAULT_LEDGER) -> None:
    """Inputs that gave no document, why, and what helps."""
    from newsledger.cli.listing import give, note

    with floors.open_ledger(ledger) as opened:
        cases = opened.quarantine()
    give("quarantine", cases, format_)
    if not cases:
        note("Nothing is in quarantine: every input gave its documents.")


def runs(format_: o.OutputFormat = Format.TABLE, ledger: o.LedgerPath = DEFAULT_LEDGER) -> None:
    """Every ingest: when, with which coder and codebook, and what came of it."""
    from newsledger.cli.listing import give, note

    with floors.open_ledger(ledger) as opened:
        made = opened.runs()
    give("runs", made, format_)
    if not made:
        note("Nothing has been read yet. Start with: newsledger ingest PAGES")
