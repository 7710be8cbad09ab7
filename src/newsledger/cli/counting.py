"""How many events there were."""

from __future__ import annotations

from typing import Any

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.conditions import COUNTRIES, DAYS, asks
from newsledger.cli.options import DEFAULT_LEDGER, Format


@asks(*COUNTRIES, "type", *DAYS)
def months(query: Any, format_: o.OutputFormat = Format.TABLE, ledger: o.LedgerPath = DEFAULT_LEDGER) -> None:
    """Events by month and type, at once from any ledger: newsledger months --actor-country FRA"""
    from newsledger.cli.listing import give, note

    with floors.open_ledger(ledger) as opened:
        counted = opened.monthly(query)
    give("months", counted, format_)
    if not counted:
        note("No events. Leave a condition out, or link the ledger with: newsledger link")
