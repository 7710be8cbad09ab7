"""People's verdicts: given, listed, and obeyed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, Format
from newsledger.errors import QueryError

if TYPE_CHECKING:
    from newsledger.ledger import Ledger


def judge(
    verdict: Annotated[str, typer.Argument(help="same, different, unsure, accept, reject or correct.")],
    one: Annotated[str, typer.Argument(metavar="ID", help="A report's or an event's id, or the start of it.")],
    other: Annotated[str | None, typer.Argument(metavar="[ID]", help="For same, different, unsure: another.")] = None,
    who: Annotated[str, typer.Option(envvar="NEWSLEDGER_WHO", help="Who says so.")] = "",
    at: Annotated[str | None, typer.Option(help="When it was said, in ISO 8601; now if left out.")] = None,
    field: Annotated[str | None, typer.Option(help="For correct: type, modes, actor, recipient, when ...")] = None,
    value: Annotated[str | None, typer.Option(help="For correct: the right value; left out, the coder's own.")] = None,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    later: Annotated[bool, typer.Option("--later", help="Only write it down; the next linking obeys it.")] = False,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Say what is right: newsledger judge different e12 e34 --who ana

    Verdicts are only ever added; a later one beats an earlier, and all beat the machine.
    """
    with floors.open_ledger(ledger) as opened:
        kept = floors.judge(opened, verdict, one, other, who=who, made=_moment(at), field=field, value=value, note=note)
        _tell(opened, kept.number, later)


def _moment(given: str | None) -> datetime:
    if given is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        raise QueryError(f"This is no moment: {given!r}", mend="Write 2024-05-01T12:30.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _tell(opened: Ledger, number: int, later: bool) -> None:
    from newsledger.cli.listing import note

    if not later:
        floors.link(opened)
    done = "The next linking obeys it: newsledger link" if later else "The events are linked anew."
    note(f"Verdict {number} is written down. {done}")


def judgements(format_: o.OutputFormat = Format.TABLE, ledger: o.LedgerPath = DEFAULT_LEDGER) -> None:
    """Every verdict that people gave, in the order given."""
    from newsledger.cli.listing import give, note

    with floors.open_ledger(ledger) as opened:
        said = opened.judgements()
    give("judgements", said, format_)
    if not said:
        note("Nobody has judged anything yet. Start with: newsledger judge --help")


def link(
    linker: Annotated[str, typer.Option(help="A plug-in's linker; the program's own unless told.")] = "",
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Find the events behind the reports anew, as people's verdicts and the present rules have them."""
    from newsledger.cli.listing import note

    with floors.open_ledger(ledger) as opened:
        floors.link_by(linker, opened)
        counts = opened.counts()
    note(f"{counts['reports']} reports are linked into {counts['events']} events.")
