"""The options that narrow down events, given to every command that takes them all."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, get_type_hints

import typer

from newsledger.cli import options as o

Corroboration = Annotated[
    str | None,
    typer.Option(help="single origin, corroborated, contested, denied.", rich_help_panel="Which ones"),
]


def _conditions(
    actor: o.Actor = None,
    partner: o.Partner = None,
    actor_country: o.ActorCountry = None,
    recipient_country: o.RecipientCountry = None,
    type: o.Type = None,  # the names are those of the query's fields
    mode: o.Mode = None,
    start: o.Start = None,
    end: o.End = None,
    place: o.Place = None,
    factuality: o.HowFactual = None,
    min_confidence: o.MinConfidence = 0.0,
    text: o.Words = None,
    outlet: o.OutletName = None,
    corroboration: Corroboration = None,
    superseded: o.Superseded = False,
    limit: o.Limit = None,
) -> None:
    """Holds the options' signature."""


def about_events(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of ``events``; it gets them as one ``Query`` under ``query``."""
    own, added = (inspect.signature(each, eval_str=True).parameters for each in (command, _conditions))

    @wraps(command)
    def asked(**given: Any) -> None:
        from newsledger.ledger import Query

        conditions = {name: given.pop(name) for name in added}
        command(query=Query(**conditions), **given)

    parameters = [*(each for name, each in own.items() if name != "query"), *added.values()]
    typed = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in parameters]
    asked.__signature__ = inspect.Signature(typed)  # type: ignore[attr-defined]
    hints = {**get_type_hints(_conditions, include_extras=True), **get_type_hints(command, include_extras=True)}
    asked.__annotations__ = {name: hint for name, hint in hints.items() if name != "query"}
    return asked
