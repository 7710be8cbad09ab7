"""Draws what the ledger holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.conditions import about_events
from newsledger.cli.options import DEFAULT_LEDGER
from newsledger.errors import NewsledgerError


@about_events
def plot(
    query: Any,
    figure: Annotated[str, typer.Argument(help="timeline, dyad, network or map.", metavar="FIGURE")],
    output: Annotated[Path, typer.Option("--out", "--output", "-o", help="The file: .svg, .png or .pdf.")],
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Draw a figure of events: newsledger plot dyad --actor PRK --with RUS --out dyad.svg"""
    import io

    from newsledger.cli.listing import note
    from newsledger.exporting.figures import draw

    drawn = io.BytesIO()
    with floors.open_ledger(ledger) as opened:
        number = draw(figure, opened.events(query), query, drawn, output.suffix.lower().removeprefix("."))
    try:
        output.write_bytes(drawn.getvalue())
    except OSError as error:
        mend = "Name a file that you can write."
        raise NewsledgerError(f"Cannot write: {error.strerror}", where=str(output), mend=mend) from error
    note(f"{number} events drawn to {output}.")
