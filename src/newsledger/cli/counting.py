"""How many events there were."""

from __future__ import annotations

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, Format


def months(
    actor_country: o.ActorCountry = None,
    recipient_country: o.RecipientCountry = None,
    type_: o.Type = None,
    start: o.Start = None,
    end: o.End = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Events by month and type, at once from any ledger: newsledger months --actor-country FRA"""
    from newsledger.cli.listing import give, note
    from newsledger.ledger import Query

    query = Query(
        actor_country=actor_country, recipient_country=recipient_country, type=type_, start=start, end=end
    )  # fmt: skip
    with floors.open_ledger(ledger) as opened:
        counted = opened.monthly(query)
    give("months", counted, format_)
    if not counted:
        note("No events. Leave a condition out, or link the ledger with: newsledger link")
