"""Sources: what each was first or alone to tell, and whom it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.conditions import DAYS, PARTIES, asks, paged
from newsledger.cli.options import DEFAULT_LEDGER, Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsledger.ledger import Ledger, Query
    from newsledger.records import SourceAccount, SourceKind


@asks(*PARTIES, "type", *DAYS, "limit")
def sources(
    query: Any,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Words of a name, or a country code.")] = None,
    kind: Annotated[str | None, typer.Option(help="outlet, agency, official, government, document ...")] = None,
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """What each source was first or alone to say, how often others said it too: newsledger sources KCNA"""
    from dataclasses import replace

    from newsledger.cli.listing import give, note
    from newsledger.linking import accounts

    asked, about = paged(query, format_), replace(query, limit=None)
    with floors.open_ledger(ledger) as opened:
        found = accounts(opened, about if about.asked() else None)
        wanted = [one for one in found if _is(one, name, _kind(kind))]
        give("sources", wanted[: asked.limit], format_)
        if name and format_ is Format.TABLE:
            _tell(opened, wanted[: asked.limit], asked)
    if not wanted:
        note("No source is of this name or kind." if found else "No event has a source that is named.")


def _kind(given: str | None) -> SourceKind | None:
    from newsledger.errors import QueryError
    from newsledger.records import SourceKind

    known = [kind.value for kind in SourceKind if kind is not SourceKind.ANONYMOUS]
    if given is not None and given not in known:
        raise QueryError(f"Unknown kind of source: {given!r}", mend=f"Choose from {', '.join(known)}.")
    return SourceKind(given) if given else None


def _is(one: SourceAccount, name: str | None, kind: SourceKind | None) -> bool:
    from newsledger.ledger import fold

    words = fold(one.name, one.id, one.country)
    named = name is None or all(f" {word} " in words for word in fold(name).split())
    return named and kind in (None, one.kind)


def _tell(ledger: Ledger, some: Sequence[SourceAccount], asked: Query) -> None:
    """The events that each was first or alone to tell."""
    from newsledger.cli.listing import give
    from newsledger.cli.terminal import cell, console

    for one in some:
        for what, ids in (("first", one.first), ("alone", one.alone)):
            if ids:
                console().print(cell(f"\n{one.name} was {what} to tell"))
                give("events", [ledger.event(each) for each in ids[: asked.limit]], Format.TABLE)
