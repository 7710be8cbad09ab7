"""Fills the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, DEFAULT_MODEL

if TYPE_CHECKING:
    from newsledger.running import Meter, Progress, Summary

Since = Annotated[
    str | None, typer.Option(help="Leave out what was published before this day; what has no date is kept.")
]


def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    ledger: o.LedgerPath = DEFAULT_LEDGER,
    workers: o.Workers = 1,
    model: o.Model = DEFAULT_MODEL,
    since: Since = None,
    limit: Annotated[int | None, typer.Option(help="At most so many documents.", min=1)] = None,
    sample: Annotated[float, typer.Option(help="This share of the documents, such as 0.05.")] = 1.0,
    seed: Annotated[int, typer.Option(help="Which sample of its size.")] = 0,
    link: Annotated[bool, typer.Option("--link/--no-link", help="Find the events at the end.")] = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless something is wrong.")] = False,
) -> None:
    """Read pages into the ledger: newsledger ingest pages/ more.jsonl.gz archive.warc.gz

    What was read before is passed by. What cannot be read is kept in quarantine with its reason.
    """
    from newsledger.ledger import parse_days
    from newsledger.running import Choice, Meter
    from newsledger.running import ingest as run
    from newsledger.settings import Settings

    settings, meter = Settings.from_environment(), Meter(paths)
    choice = Choice(parse_days(since).first if since else None, sample, seed, limit)
    with floors.open_ledger(ledger, create=True) as opened, _bar(quiet, meter) as progress:
        summary = run(
            paths, opened, floors.coder(model), workers=workers, choice=choice, progress=progress,
            read=partial(floors.read, taken=meter.taken), link=floors.link if link else None, settings=settings,
        )  # fmt: skip
    if not quiet:
        _tell(summary, ledger, link)


@contextmanager
def _bar(quiet: bool, meter: Meter) -> Iterator[Progress]:
    """A line with the number of documents, the rate, the share of the input that is read and the time left."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from newsledger.cli.terminal import notes

    told = TextColumn("{task.completed} documents, {task.fields[rejected]} rejected{task.fields[pace]}")
    share = BarColumn(bar_width=20)
    columns = (SpinnerColumn(), TextColumn("reading and coding"), told, share, TimeElapsedColumn())
    with Progress(*columns, console=notes(), disable=quiet, transient=True) as bar:
        task = bar.add_task("", total=None, rejected=0, pace="")
        so_far = Counter[str]()
        if not quiet:
            meter.start()

        def advance(documents: int, rejected: int) -> None:
            so_far.update(documents=documents, rejected=rejected)
            passed, share = bar.tasks[task].elapsed or 0.0, meter.share()
            total = so_far["documents"] / share if share else None
            pace = _pace(so_far["documents"], passed, share)
            bar.update(task, completed=so_far["documents"], total=total, rejected=so_far["rejected"], pace=pace)

        yield advance


def _pace(documents: int, passed: float, share: float | None) -> str:
    """Documents a second so far, and how long the rest takes where that can be told."""
    from newsledger.running import seconds_left

    rate = f", {documents / passed:.1f}/s" if passed else ""
    left = seconds_left(share, passed)
    return rate if share is None or left is None else f"{rate}, {share:.0%} read, {_duration(left)} left"


def _duration(seconds: float) -> str:
    """In words of the size that people plan by."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def _tell(summary: Summary, where: str, linked: bool) -> None:
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
    if not linked:
        out.print(f"Events are found by: newsledger link{at}")
    if summary.events:
        out.print(f"Look at them: newsledger events{at}")
