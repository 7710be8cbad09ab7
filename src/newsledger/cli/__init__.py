"""The command line. Each group of commands is a module; what they drive is imported when they run."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from newsledger import __version__
from newsledger.cli import (
    asking,
    caring,
    codebook,
    counting,
    exports,
    filtering,
    imports,
    ingesting,
    judging,
    keeping,
    people,
    plotting,
    plugging,
    serving,
    showing,
    sourcing,
    spreading,
    telling,
    watching,
)
from newsledger.cli.front import Front

app = typer.Typer(
    cls=Front,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_GROUPS = {
    "Fill the ledger": (
        ingesting.ingest,
        watching.watch,
        imports.import_,
        spreading.load,
        judging.link,
        keeping.quarantine,
        keeping.runs,
        keeping.diff,
    ),
    "Ask the ledger": (
        asking.events,
        showing.show,
        asking.timeline,
        counting.months,
        telling.stories,
        telling.plans,
        sourcing.sources,
        asking.reports,
        showing.why,
        asking.claims,
        asking.documents,
        exports.export,
        plotting.plot,
        imports.compare,
    ),
    "Keep the ledger": (caring.doctor, caring.verify, caring.backup),
    "Correct the ledger": (judging.judge, judging.judgements, keeping.audit),
    "Work at the desk": (serving.serve,),
    "Without a ledger": (filtering.code, people.actor, plugging.plugins),
}
for _panel, _commands in _GROUPS.items():
    for _command in _commands:
        # A name that Python keeps for itself ends in an underscore.
        app.command(_command.__name__.rstrip("_"), rich_help_panel=_panel)(_command)
app.add_typer(codebook.codebook, name="codebook", rich_help_panel="Without a ledger")
app.add_typer(serving.token, name="token", rich_help_panel="Work at the desk")


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"newsledger {__version__}")
        raise typer.Exit


@app.callback()
def _newsledger(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """A ledger of political events read from news pages: who did what to whom, when, where, and who says so."""


def main() -> None:
    """The console script's entry."""
    # Matrices here are small: threads of the linear algebra library only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app()


__all__ = ["app", "main"]
