"""Care of the ledger: whether all is well, a copy, and a look at every row."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, DEFAULT_MODEL, Format


def doctor(
    model: o.Model = DEFAULT_MODEL,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Look over the installation, the disk and the ledger; ends with exit status 1 where something is wrong."""
    from dataclasses import replace

    from newsledger.cli.listing import give_rows
    from newsledger.running.doctor import State, examine
    from newsledger.settings import Settings

    found = list(examine(ledger, replace(Settings.from_environment(), model=model)))
    give_rows(("what", "state", "told", "mend"), [each.to_dict() for each in found], format_)
    if any(each.state is State.FAULT for each in found):
        raise typer.Exit(1)


def verify(format_: o.OutputFormat = Format.TABLE, ledger: o.LedgerPath = DEFAULT_LEDGER) -> None:
    """Look at every page of the file and every row: newsledger verify --ledger news.db; exit status 1 for faults."""
    from newsledger.cli.listing import give_rows, note
    from newsledger.ledger import CHECKS

    with floors.open_ledger(ledger) as opened:
        found = list(opened.verify())
    give_rows(("check", "record", "what"), [each.to_dict() for each in found], format_)
    note(f"Looked at {', '.join(CHECKS)}: {f'{len(found)} faults' if found else 'all is well'}.")
    if found:
        raise typer.Exit(1)


def backup(
    target: Annotated[Path, typer.Argument(help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="In place of a file that is there.")] = False,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Copy the ledger, whole at one moment even while it is written: newsledger backup news-2023.db"""
    from newsledger.cli.listing import note

    with floors.open_ledger(ledger) as opened:
        size = opened.back_up(target, replace=force)
    note(f"{size / 2**20:.1f} MB written to {target} and checked.")
