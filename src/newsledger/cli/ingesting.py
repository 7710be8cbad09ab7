"""Fills the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, DEFAULT_MODEL

if TYPE_CHECKING:
    from newsledger.running import Progress, Summary


def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    ledger: o.LedgerPath = DEFAULT_LEDGER,
    workers: o.Workers = 1,
    model: o.Model = DEFAULT_MODEL,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless something is wrong.")] = False,
) -> None:
    """Read pages into the ledger: newsledger ingest pages/ more.jsonl.gz archive.warc.gz

    What was read before is passed by. What cannot be read is kept in quarantine with its reason.
    """
    from newsledger.running import ingest as run
    from newsledger.settings import Settings

    settings = Settings.from_environment()
    with floors.open_ledger(ledger, create=True) as opened, _bar(quiet) as progress:
        summary = run(
            paths, opened, floors.coder(model), workers=workers, progress=progress, read=floors.read, link=floors.link,
            settings=settings,
        )  # fmt: skip
    if not quiet:
        _tell(summary, ledger)


@contextmanager
def _bar(quiet: bool) -> Iterator[Progress]:
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from newsledger.cli.terminal import notes

    told = TextColumn("{task.completed} documents, {task.fields[rejected]} rejected, {task.fields[speed]}/s")
    columns = (SpinnerColumn(), TextColumn("reading and coding"), BarColumn(), told, TimeElapsedColumn())
    with Progress(*columns, console=notes(), disable=quiet, transient=True) as bar:
        task = bar.add_task("", total=None, rejected=0, speed="-")
        rejected_so_far = 0

        def advance(documents: int, rejected: int) -> None:
            nonlocal rejected_so_far
            rejected_so_far += rejected
            speed = bar.tasks[task].speed
            bar.update(task, advance=documents, rejected=rejected_so_far, speed=f"{speed:.0f}" if speed else "-")

        yield advance


def _tell(summary: Summary, where: str) -> None:
    from newsledger.cli.terminal import console

    out = console()
    out.print(
        f"{summary.documents} documents read, {summary.written} of them new: "
        f"{summary.reports} reports and {summary.claims} claims written. "
        f"The ledger {where} now holds {summary.events} events."
    )
    at = "" if where == DEFAULT_LEDGER else f" --ledger {where}"
    if summary.rejected:
        out.print(f"{summary.rejected} inputs could not be read. See which and why: newsledger quarantine{at}")
    if summary.events:
        out.print(f"Look at them: newsledger events{at}")
