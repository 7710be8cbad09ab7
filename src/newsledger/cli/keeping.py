"""What the ledger knows of itself: quarantine, runs, and what changed between two of them."""

from __future__ import annotations

from typing import Annotated

import typer

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


def audit(format_: o.OutputFormat = Format.TABLE, ledger: o.LedgerPath = DEFAULT_LEDGER) -> None:
    """Who changed what: verdicts, tokens, watches, pages added and linking asked for at the desk, in order."""
    from newsledger.cli.listing import give, note

    with floors.open_ledger(ledger) as opened:
        told = opened.audit()
    give("audit", told, format_)
    if not told:
        note("Nobody has changed anything yet; what was read is told by: newsledger runs")


def diff(
    one: Annotated[int, typer.Argument(metavar="RUN", help="A run's number, as newsledger runs lists it.")],
    other: Annotated[int, typer.Argument(metavar="RUN", help="Another.")],
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """What another coder made of the same pages: newsledger diff 1 2"""
    from collections import Counter

    from newsledger.cli.listing import give, note

    with floors.open_ledger(ledger) as opened:
        found = tuple(opened.differences(one, other))
    give("differences", found, format_)
    counts = Counter(each.kind for each in found)
    told = ", ".join(f"{n} reports {kind}" for kind, n in sorted(counts.items()))
    note(told or f"Runs {one} and {other} made the same reports of the pages that both read.")
