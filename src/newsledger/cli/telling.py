"""Stories, and plans with what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.conditions import DAYS, PAGES, PARTIES, asks, paged
from newsledger.cli.options import DEFAULT_LEDGER, Format

if TYPE_CHECKING:
    from datetime import date

    from newsledger.ledger import Ledger, Query
    from newsledger.records import Event

_PLANNED = "planned"
_PENDING = "pending"


@asks(*PARTIES, *DAYS, *PAGES)
def stories(query: Any, format_: o.OutputFormat = Format.TABLE, ledger: o.LedgerPath = DEFAULT_LEDGER) -> None:
    """Chains of events, by first day: newsledger stories --actor PRK. See one: newsledger timeline STORY"""
    from newsledger.cli.listing import give_page

    with floors.open_ledger(ledger) as opened:
        give_page("stories", opened.page_of_stories(paged(query, format_)), format_, opened)


@asks(*PARTIES, *DAYS, "limit")
def plans(
    query: Any,
    stale: Annotated[bool, typer.Option("--stale", help="Only those whose day is past and nobody tells more.")] = False,
    status: Annotated[str | None, typer.Option(help="pending, held, postponed, cancelled or did not happen.")] = None,
    on: Annotated[str | None, typer.Option(help="The day that counts as today; the last page's if left out.")] = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """What was planned, and what became of it: newsledger plans --stale"""
    from dataclasses import replace

    from newsledger.cli.listing import give, note

    asked = replace(paged(query, format_), plan=_PENDING if stale else status or _PLANNED)
    with floors.open_ledger(ledger) as opened:
        found = _overdue(opened, asked, _today(opened, on)) if stale else list(opened.events(asked))
    give("plans", found, format_)
    if not found:
        note("No plan is overdue." if stale else "Nothing of the kind was planned.")


def _today(opened: Ledger, given: str | None) -> date | None:
    from newsledger.ledger import parse_days

    return parse_days(given).last if given else opened.latest_day()


def _overdue(opened: Ledger, asked: Query, today: date | None) -> list[Event]:
    from newsledger.linking.plans import due

    return [e for e in opened.events(asked) if today is not None and (day := due(e)) is not None and day < today]
