"""Listings of what the ledger holds: events, reports, claims, documents, a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, Format

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsledger.ledger import Page, Query


def _query(form: Format, limit: int | None, **conditions: Any) -> Query:
    from newsledger.ledger import Query
    from newsledger.settings import Settings

    page = Settings.from_environment().page if form is Format.TABLE else None
    return Query(limit=limit or page, **conditions)


def _list(kind: str, where: str, form: Format, query: Query) -> None:
    from newsledger.cli.listing import give_page

    with floors.open_ledger(where) as ledger:
        ask: dict[str, Callable[[Query], Page[Any]]] = {
            "events": ledger.page_of_events,
            "reports": ledger.page_of_reports,
            "claims": ledger.page_of_claims,
            "documents": ledger.entries,
        }
        give_page(kind, ask[kind](query), form, ledger)


def events(
    actor: o.Actor = None,
    partner: o.Partner = None,
    actor_country: o.ActorCountry = None,
    recipient_country: o.RecipientCountry = None,
    type_: o.Type = None,
    mode: o.Mode = None,
    start: o.Start = None,
    end: o.End = None,
    place: o.Place = None,
    factuality: o.HowFactual = None,
    min_confidence: o.MinConfidence = 0.0,
    text: o.Words = None,
    outlet: o.OutletName = None,
    corroboration: Annotated[str | None, typer.Option(help="single origin, corroborated, contested, denied.")] = None,
    superseded: o.Superseded = False,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Events, by date: newsledger events --actor "Kim Jong Un" --with RUS --from 2023-07"""
    query = _query(
        format_, limit, actor=actor, partner=partner, actor_country=actor_country, recipient_country=recipient_country,
        type=type_, mode=mode, start=start, end=end, place=place, factuality=factuality,
        min_confidence=min_confidence, text=text, outlet=outlet, corroboration=corroboration, superseded=superseded,
        cursor=cursor,
    )  # fmt: skip
    _list("events", ledger, format_, query)


def reports(
    actor: o.Actor = None,
    partner: o.Partner = None,
    actor_country: o.ActorCountry = None,
    recipient_country: o.RecipientCountry = None,
    type_: o.Type = None,
    mode: o.Mode = None,
    start: o.Start = None,
    end: o.End = None,
    place: o.Place = None,
    factuality: o.HowFactual = None,
    min_confidence: o.MinConfidence = 0.0,
    text: o.Words = None,
    outlet: o.OutletName = None,
    document: Annotated[str | None, typer.Option(help="Only of the document with this id.")] = None,
    superseded: o.Superseded = False,
    rejected: o.Rejected = False,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Reports: each is one document's sentence about an event."""
    query = _query(
        format_, limit, actor=actor, partner=partner, actor_country=actor_country, recipient_country=recipient_country,
        type=type_, mode=mode, start=start, end=end, place=place, factuality=factuality,
        min_confidence=min_confidence, text=text, outlet=outlet, document=document, superseded=superseded,
        rejected=rejected, cursor=cursor,
    )  # fmt: skip
    _list("reports", ledger, format_, query)


def claims(
    speaker: Annotated[str | None, typer.Option(help="Who said it: words of a name, or a country code.")] = None,
    cue: Annotated[str | None, typer.Option(help="The word of saying, such as warned.")] = None,
    topic: Annotated[str | None, typer.Option(help="Words of what was said.")] = None,
    start: o.Start = None,
    end: o.End = None,
    outlet: o.OutletName = None,
    document: Annotated[str | None, typer.Option(help="Only of the document with this id.")] = None,
    superseded: o.Superseded = False,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Who said what: newsledger claims --speaker KCNA --topic missile. Days are those of publication."""
    query = _query(
        format_, limit, speaker=speaker, cue=cue, text=topic, start=start, end=end, outlet=outlet, document=document,
        superseded=superseded, cursor=cursor,
    )  # fmt: skip
    _list("claims", ledger, format_, query)


def documents(
    text: o.Words = None,
    start: o.Start = None,
    end: o.End = None,
    outlet: o.OutletName = None,
    superseded: o.Superseded = False,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Documents that were read, by date of publication."""
    query = _query(format_, limit, text=text, start=start, end=end, outlet=outlet, superseded=superseded, cursor=cursor)
    _list("documents", ledger, format_, query)


def timeline(
    one: Annotated[str, typer.Argument(metavar="A", help="A party: words of a name, or a code such as PRK.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another party.")],
    start: o.Start = None,
    end: o.End = None,
    type_: o.Type = None,
    min_confidence: o.MinConfidence = 0.0,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """What passed between two parties, in order: newsledger timeline PRK RUS"""
    query = _query(
        format_, limit, actor=one, partner=other, start=start, end=end, type=type_, min_confidence=min_confidence,
        cursor=cursor,
    )  # fmt: skip
    _list("events", ledger, format_, query)
