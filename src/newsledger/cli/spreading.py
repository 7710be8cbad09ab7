"""Shards: what many machines coded, taken into a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER


def load(
    folder: Annotated[str, typer.Argument(help="The folder that an ingest was given with --shards.")],
    ledger: o.LedgerPath = DEFAULT_LEDGER,
    link: o.Link = True,
    quiet: o.Quiet = False,
) -> None:
    """Take finished shards into any ledger: newsledger load shards/ --ledger news.db

    What the ledger holds already is passed by.
    """
    from newsledger.cli.ingesting import tell
    from newsledger.cli.listing import note
    from newsledger.running.spreading import load_shards

    with floors.open_ledger(ledger, create=True) as opened:
        summary, missing = load_shards(folder, opened, link=floors.link if link else None)
    if missing:
        note(f"{missing} shards are not done. The ingest that made the folder goes on with them.")
    if not quiet:
        tell(summary, ledger, link)
