"""Other coders' data sets: into a ledger of their own, and beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.conditions import DAYS, PARTIES, asks
from newsledger.cli.options import Format

if TYPE_CHECKING:
    from newsledger.exporting import Cell
    from newsledger.importing import Comparison, ImportSummary


def import_(
    form: Annotated[str, typer.Argument(help="gdelt or polecat.", metavar="FORM")],
    paths: Annotated[list[Path], typer.Argument(help="Files, plain or packed (.gz .zst .zip).")],
    ledger: Annotated[str, typer.Option("--ledger", "-l", help="The ledger for it; FORM.db unless told.")] = "",
    coder: Annotated[str, typer.Option(help="The name under which its reports stand; FORM unless told.")] = "",
) -> None:
    """Read another data set's events as reports by its coder: newsledger import gdelt 20230726.export.CSV.zip"""
    from newsledger.importing import import_file

    where = ledger or f"{coder or form}.db"
    with floors.open_ledger(where, create=True) as opened:
        for path in paths:
            _tell(import_file(path, form, opened, coder or None), where)


def _tell(summary: ImportSummary, where: str) -> None:
    from newsledger.cli.listing import note

    note(f"{summary.rows} rows read, {summary.written} of them new.")
    note(f"The ledger {where} now holds {summary.events} events.")
    for reason, number in summary.left_out.items():
        note(f"{number} rows left out: {reason}.")
    if summary.broken:
        note(f"{summary.broken} rows could not be read. See which and why: newsledger quarantine --ledger {where}")


@asks(*PARTIES, "type", *DAYS, "min_confidence")
def compare(
    query: Any,
    one: Annotated[str, typer.Argument(metavar="LEDGER", help="A ledger.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another, such as one made by import.")],
    by: Annotated[
        str, typer.Option(help="day, month, type, quad, actor, recipient, country, with commas between.")
    ] = "day,type,actor,recipient",
    format_: o.OutputFormat = Format.TABLE,
) -> None:
    """What two coders have for the same days: newsledger compare news.db gdelt.db --from 2023-07"""
    from newsledger.importing import compare as side_by_side

    with floors.open_ledger(one) as first, floors.open_ledger(other) as second:
        found = side_by_side(first, second, query, tuple(each.strip() for each in by.split(",") if each.strip()))
    _show(found, format_)


def _show(found: Comparison, form: Format) -> None:
    from newsledger.cli.listing import give_rows, note

    names = [*found.by, "one", "other"]
    rows: list[dict[str, Cell]] = [
        dict(zip(names, (*cell.key, cell.one, cell.other), strict=True)) for cell in found.cells
    ]
    give_rows(names, rows, form, numbers=("one", "other"))
    note(
        f"{found.both} of {len(rows)} stand in both, {found.only_one} in the first alone, "
        f"{found.only_other} in the other alone: alike {found.alike:.2f}."
    )
