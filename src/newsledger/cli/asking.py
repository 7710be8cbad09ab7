"""Listings of what the ledger holds: events, reports, claims, documents, a timeline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.conditions import DAYS, HAPPENING, PAGES, asks, paged
from newsledger.cli.options import DEFAULT_LEDGER, Format

_STORY = re.compile(r"s[0-9a-f]{3,16}")

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsledger.ledger import Page, Query


def _list(kind: str, where: str, form: Format, query: Query) -> None:
    from newsledger.cli.listing import give_page

    with floors.open_ledger(where) as ledger:
        ask: dict[str, Callable[[Query], Page[Any]]] = {
            "events": ledger.page_of_events,
            "reports": ledger.page_of_reports,
            "claims": ledger.page_of_claims,
            "documents": ledger.entries,
        }
        give_page(kind, ask[kind](paged(query, form)), form, ledger)


@asks(*HAPPENING, "corroboration", "superseded", *PAGES)
def events(query: Any, format_: o.OutputFormat = Format.TABLE, ledger: o.LedgerPath = DEFAULT_LEDGER) -> None:
    """Events, by date: newsledger events --actor "Kim Jong Un" --with RUS --from 2023-07"""
    _list("events", ledger, format_, query)


@asks(*HAPPENING, "document", "superseded", "rejected", *PAGES)
def reports(query: Any, format_: o.OutputFormat = Format.TABLE, ledger: o.LedgerPath = DEFAULT_LEDGER) -> None:
    """Reports: each is one document's sentence about an event."""
    _list("reports", ledger, format_, query)


@asks("speaker", "cue", "stance", "addressee", "via", *DAYS, "outlet", "document", "superseded", *PAGES)
def claims(
    query: Any,
    topic: Annotated[str | None, typer.Option(help="Words of what was said.")] = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Who said what: newsledger claims --speaker KCNA --topic missile. Days are those of publication."""
    from dataclasses import replace

    _list("claims", ledger, format_, replace(query, text=topic))


@asks("text", *DAYS, "outlet", "superseded", *PAGES)
def documents(query: Any, format_: o.OutputFormat = Format.TABLE, ledger: o.LedgerPath = DEFAULT_LEDGER) -> None:
    """Documents that were read, by date of publication."""
    _list("documents", ledger, format_, query)


@asks(*DAYS, "type", "min_confidence", *PAGES)
def timeline(
    query: Any,
    one: Annotated[str, typer.Argument(metavar="A", help="A party (words of a name, a code such as PRK), or a story.")],
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="Another party.")] = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """What passed between two parties, or in a story, in order: newsledger timeline PRK RUS"""
    from dataclasses import replace

    _list("events", ledger, format_, replace(query, **_subject(one, other, ledger)))


def _subject(one: str, other: str | None, where: str) -> dict[str, Any]:
    """Two parties; or one word: a story, where one's id starts so, else a party."""
    from newsledger.errors import QueryError

    if other is not None:
        return {"actor": one, "partner": other}
    if not _STORY.fullmatch(one):
        return {"actor": one}
    with floors.open_ledger(where) as opened:
        try:
            return {"story": opened.story(one).story_id}
        except QueryError:
            return {"actor": one}
