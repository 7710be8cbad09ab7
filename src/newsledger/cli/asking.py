"""Listings of what the ledger holds: events, reports, claims, documents, a timeline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, Format

_STORY = re.compile(r"s[0-9a-f]{3,16}")

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsledger.ledger import Page, Query


def query(form: Format, limit: int | None, **conditions: Any) -> Query:
    """The question, of as many rows as a table shows unless told otherwise."""
    from newsledger.ledger import Query
    from newsledger.settings import Settings

    page = Settings.from_environment().page if form is Format.TABLE else None
    return Query(limit=limit or page, **conditions)


def _list(kind: str, where: str, form: Format, asked: Query) -> None:
    from newsledger.cli.listing import give_page

    with floors.open_ledger(where) as ledger:
        ask: dict[str, Callable[[Query], Page[Any]]] = {
            "events": ledger.page_of_events,
            "reports": ledger.page_of_reports,
            "claims": ledger.page_of_claims,
            "documents": ledger.entries,
        }
        give_page(kind, ask[kind](asked), form, ledger)


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
    asked = query(
        format_, limit, actor=actor, partner=partner, actor_country=actor_country, recipient_country=recipient_country,
        type=type_, mode=mode, start=start, end=end, place=place, factuality=factuality,
        min_confidence=min_confidence, text=text, outlet=outlet, corroboration=corroboration, superseded=superseded,
        cursor=cursor,
    )  # fmt: skip
    _list("events", ledger, format_, asked)


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
    asked = query(
        format_, limit, actor=actor, partner=partner, actor_country=actor_country, recipient_country=recipient_country,
        type=type_, mode=mode, start=start, end=end, place=place, factuality=factuality,
        min_confidence=min_confidence, text=text, outlet=outlet, document=document, superseded=superseded,
        rejected=rejected, cursor=cursor,
    )  # fmt: skip
    _list("reports", ledger, format_, asked)


def claims(
    speaker: Annotated[str | None, typer.Option(help="Who said it: words of a name, or a country code.")] = None,
    cue: Annotated[str | None, typer.Option(help="The word of saying, such as warned.")] = None,
    stance: Annotated[str | None, typer.Option(help="What the word does, such as warns, denies, pledges.")] = None,
    addressee: Annotated[str | None, typer.Option(help="To whom it was said, named as the speaker is.")] = None,
    via: Annotated[str | None, typer.Option(help="Through whom it came: words of a name, or a country code.")] = None,
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
    asked = query(
        format_, limit, speaker=speaker, cue=cue, stance=stance, addressee=addressee, via=via, text=topic, start=start,
        end=end, outlet=outlet, document=document, superseded=superseded, cursor=cursor,
    )  # fmt: skip
    _list("claims", ledger, format_, asked)


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
    asked = query(format_, limit, text=text, start=start, end=end, outlet=outlet, superseded=superseded, cursor=cursor)
    _list("documents", ledger, format_, asked)


def timeline(
    one: Annotated[str, typer.Argument(metavar="A", help="A party (words of a name, a code such as PRK), or a story.")],
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="Another party.")] = None,
    start: o.Start = None,
    end: o.End = None,
    type_: o.Type = None,
    min_confidence: o.MinConfidence = 0.0,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """What passed between two parties, or in a story, in order: newsledger timeline PRK RUS"""
    of = _subject(one, other, ledger)
    asked = query(format_, limit, **of, start=start, end=end, type=type_, min_confidence=min_confidence, cursor=cursor)
    _list("events", ledger, format_, asked)


def _subject(one: str, other: str | None, where: str) -> dict[str, str]:
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
