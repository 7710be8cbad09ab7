"""The options that ask the ledger, by the names of a ``Query``'s fields, for every command that takes them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import options as o
from newsledger.cli.options import Format

if TYPE_CHECKING:
    from newsledger.ledger import Query

_OPTIONS: dict[str, Any] = {
    "actor": o.Actor,
    "partner": o.Partner,
    "actor_country": o.ActorCountry,
    "recipient_country": o.RecipientCountry,
    "type": o.Type,
    "mode": o.Mode,
    "start": o.Start,
    "end": o.End,
    "place": o.Place,
    "factuality": o.HowFactual,
    "min_confidence": o.MinConfidence,
    "text": o.Words,
    "outlet": o.OutletName,
    "corroboration": Annotated[
        str | None,
        typer.Option(help="single origin, corroborated, contested, denied.", rich_help_panel="Which ones"),
    ],
    "speaker": Annotated[str | None, typer.Option(help="Who said it: words of a name, or a country code.")],
    "cue": Annotated[str | None, typer.Option(help="The word of saying, such as warned.")],
    "stance": Annotated[str | None, typer.Option(help="What the word does, such as warns, denies, pledges.")],
    "addressee": Annotated[str | None, typer.Option(help="To whom it was said, named as the speaker is.")],
    "via": Annotated[str | None, typer.Option(help="Through whom it came: words of a name, or a country code.")],
    "document": Annotated[str | None, typer.Option(help="Only of the document with this id.")],
    "superseded": o.Superseded,
    "rejected": o.Rejected,
    "limit": o.Limit,
    "cursor": o.Cursor,
}
_DEFAULTS: dict[str, Any] = {"min_confidence": 0.0, "superseded": False, "rejected": False}

PARTIES = ("actor", "partner")
COUNTRIES = ("actor_country", "recipient_country")
DAYS = ("start", "end")
HAPPENING = (
    *PARTIES, *COUNTRIES, "type", "mode", *DAYS, "place", "factuality", "min_confidence", "text", "outlet",
)  # fmt: skip
PAGES = ("limit", "cursor")

Command = Callable[..., None]


def asks(*names: str) -> Callable[[Command], Command]:
    """Gives a command these options; it gets them as one ``Query`` under ``query``."""

    def given(command: Command) -> Command:
        @wraps(command)
        def asked(**values: Any) -> None:
            from newsledger.ledger import Query

            command(query=Query(**{name: values.pop(name) for name in names}), **values)

        own = inspect.signature(command, eval_str=True).parameters.values()
        parameters = [_parameter(name) for name in names]
        parameters += [each.replace(kind=_NAMED) for each in own if each.name != "query"]
        asked.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        asked.__annotations__ = {each.name: each.annotation for each in parameters}
        return asked

    return given


_NAMED = inspect.Parameter.KEYWORD_ONLY


def _parameter(name: str) -> inspect.Parameter:
    return inspect.Parameter(name, _NAMED, default=_DEFAULTS.get(name), annotation=_OPTIONS[name])


about_events = asks(*HAPPENING, "corroboration", "superseded", "limit")


def paged(query: Query, form: Format) -> Query:
    """The question, of as many rows as a table shows unless it says how many."""
    from dataclasses import replace

    from newsledger.settings import Settings

    if query.limit or form is not Format.TABLE:
        return query
    return replace(query, limit=Settings.from_environment().page)
