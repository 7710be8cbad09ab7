"""Asks the registry who somebody is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import Format
from newsledger.errors import QueryError

if TYPE_CHECKING:
    from newsledger.cli.floors import FindsParties
    from newsledger.records import Party

_NAMES = ("name", "name_with_title")
_DAYS = ("start", "since", "date")


def actor(
    name: Annotated[str | None, typer.Argument(help="A name, with or without a title.")] = None,
    on: Annotated[str | None, typer.Option(help="The day that counts for offices.")] = None,
    batch: Annotated[str | None, typer.Option(help="JSON Lines with a name and a day each; - for stdin.")] = None,
    data: o.Data = None,
    format_: o.OutputFormat = Format.TABLE,
) -> None:
    """Who goes by a name, on a day: newsledger actor "Shoigu" --on 2023-07-26

    With --batch, one JSON record a row, several where the name alone cannot tell; start, since or date is the day.
    """
    if (name is None) == (batch is None):
        raise QueryError("Give a name, or --batch with a file, and not both", mend="See: newsledger actor --help")
    if batch is not None:
        _batch(batch)
    else:
        _one(str(name), _day(on) if on else None, format_)


def _one(name: str, on: date | None, form: Format) -> None:
    from newsledger.cli.listing import give, note

    found = floors.registry().find(name, on)
    give("parties", found, form)
    if not found:
        when = f" on {on}" if on else ""
        note(f"The registry knows nobody called {name!r}{when}. Try the family name alone, or another day.")


def _batch(path: str) -> None:
    from newsledger.exporting import jsonl

    jsonl.write(_answers(path, floors.registry()), sys.stdout.buffer)


def _answers(path: str, registry: FindsParties) -> Iterator[dict[str, Any]]:
    from newsledger.cli.listing import note
    from newsledger.cli.rows import BadRow, rows

    for row in rows(path):
        if isinstance(row, BadRow):
            note(f"Left out row {row.number}: {row.reason}")
        elif name := _first(row.fields, _NAMES):
            for party in _best(registry, name, _row_day(row.fields)):
                yield {"input_id": row.fields.get("id"), **party.to_dict()}
        else:
            note(f"Left out row {row.number}: it has no name")


def _best(registry: FindsParties, name: str, on: date | None) -> tuple[Party, ...]:
    """The best known, with all that the name fits as well; the bare words where there is none."""
    from newsledger.records import Party

    found = registry.find(name, on)
    ties = tuple(p for p in found if p.id == found[0].id or _as_good(p, found[0]))
    return ties or (Party(name, name),)


def _as_good(party: Party, best: Party) -> bool:
    """A bearer of the same name, found as surely, whose office runs alike: the name alone cannot tell."""
    alike = party.resolved_by == best.resolved_by and party.confidence == best.confidence
    return alike and ("ELI" in party.sectors) == ("ELI" in best.sectors)


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((str(fields[name]) for name in names if fields.get(name)), None)


def _row_day(fields: dict[str, Any]) -> date | None:
    told = _first(fields, _DAYS)
    try:
        return _day(told) if told else None
    except QueryError:
        return None  # a row whose day cannot be read is asked for without one


def _day(text: str) -> date:
    """The last day of a partial date: who took office within a month holds it at the month's end."""
    from newsledger.ledger import parse_days

    return parse_days(text).last
