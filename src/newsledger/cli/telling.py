"""Stories, and plans with what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, Format

if TYPE_CHECKING:
    from datetime import date

    from newsledger.ledger import Ledger, Query
    from newsledger.records import Event

_PLANNED = "planned"
_PENDING = "pending"


def stories(
    actor: o.Actor = None,
    partner: o.Partner = None,
    start: o.Start = None,
    end: o.End = None,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Chains of events, by first day: newsledger stories --actor PRK. See one: newsledger timeline STORY"""
    from newsledger.cli.asking import query
    from newsledger.cli.listing import give_page

    asked = query(format_, limit, actor=actor, partner=partner, start=start, end=end, cursor=cursor)
    with floors.open_ledger(ledger) as opened:
        give_page("stories", opened.page_of_stories(asked), format_, opened)


def plans(
    stale: Annotated[bool, typer.Option("--stale", help="Only those whose day is past and nobody tells more.")] = False,
    status: Annotated[str | None, typer.Option(help="pending, held, postponed, cancelled or did not happen.")] = None,
    on: Annotated[str | None, typer.Option(help="The day that counts as today; the last page's if left out.")] = None,
    actor: o.Actor = None,
    partner: o.Partner = None,
    start: o.Start = None,
    end: o.End = None,
    limit: o.Limit = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """What was planned, and what became of it: newsledger plans --stale"""
    from newsledger.cli.asking import query
    from newsledger.cli.listing import give, note

    wanted = _PENDING if stale else status or _PLANNED
    asked = query(format_, limit, actor=actor, partner=partner, start=start, end=end, plan=wanted)
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
