"""Fills the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, DEFAULT_MODEL
from newsledger.errors import NewsledgerError

if TYPE_CHECKING:
    from newsledger.running import Executor, Meter, Progress, Summary


class Engine(StrEnum):
    LOCAL = "local"
    RAY = "ray"


Processes = Annotated[
    int | None,
    typer.Option(
        "--workers", "-w", envvar="NEWSLEDGER_WORKERS", help="Processes that code; on Ray all, else 1.", min=1
    ),
]
Since = Annotated[
    str | None, typer.Option(help="Leave out what was published before this day; what has no date is kept.")
]


def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    ledger: o.LedgerPath = DEFAULT_LEDGER,
    workers: Processes = None,
    model: o.Model = DEFAULT_MODEL,
    data: o.Data = None,
    coder: o.CoderName = floors.DEFAULT_CODER,
    endpoint: o.EndpointUrl = "",
    llm_model: o.ModelName = "",
    since: Since = None,
    limit: Annotated[int | None, typer.Option(help="At most so many documents.", min=1)] = None,
    sample: Annotated[float, typer.Option(help="This share of the documents, such as 0.05.")] = 1.0,
    seed: Annotated[int, typer.Option(help="Which sample of its size.")] = 0,
    engine: Annotated[Engine, typer.Option(help="Where coding is done; ray needs newsledger[ray].")] = Engine.LOCAL,
    address: Annotated[str | None, typer.Option(help="The Ray cluster's; auto for the one of this machine.")] = None,
    shards: Annotated[str | None, typer.Option(help="A folder, seen by all machines, for what they code.")] = None,
    link: o.Link = True,
    quiet: o.Quiet = False,
) -> None:
    """Read pages into the ledger: newsledger ingest pages/ more.jsonl.gz archive.warc.gz

    What was read before is passed by. What cannot be read is kept in quarantine with its reason.
    """
    from newsledger.ledger import parse_days
    from newsledger.running import Choice, Meter, give_way
    from newsledger.running import ingest as run
    from newsledger.settings import Settings

    made = floors.coder_named(coder, model, endpoint, llm_model)
    settings, meter = Settings.from_environment(), Meter(paths)
    give_way(settings.nice)
    choice = Choice(parse_days(since).first if since else None, sample, seed, limit)
    told: dict[str, Any] = {"choice": choice, "link": floors.link if link else None, "settings": settings}
    with floors.open_ledger(ledger, create=True) as opened, _bar(quiet, None if shards else meter) as progress:
        if shards or engine is Engine.RAY:
            by_shards, executor = floors.by_shards(), _executor(engine, address, workers, shards)
            summary = by_shards(paths, opened, made, executor, shards, progress=progress, **told)
        else:
            read = partial(floors.read, taken=meter.taken)
            summary = run(paths, opened, made, workers=workers or 1, progress=progress, read=read, **told)
    if not quiet:
        tell(summary, ledger, link)


def _executor(engine: Engine, address: str | None, workers: int | None, shards: str | None) -> Executor:
    from newsledger.running import OnRay, local

    if shards is None:
        raise NewsledgerError(
            "Work on a cluster needs a folder that all its machines see", mend="Name it with --shards."
        )
    return OnRay(address, workers) if engine is Engine.RAY else local(workers or 1)


@contextmanager
def _bar(quiet: bool, meter: Meter | None) -> Iterator[Progress]:
    """A line with the number of documents, the rate, the share of the input that is read and the time left."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from newsledger.cli.terminal import notes

    told = TextColumn("{task.completed} documents, {task.fields[rejected]} rejected{task.fields[pace]}")
    share = BarColumn(bar_width=20)
    columns = (SpinnerColumn(), TextColumn("reading and coding"), told, share, TimeElapsedColumn())
    with Progress(*columns, console=notes(), disable=quiet, transient=True) as bar:
        task = bar.add_task("", total=None, rejected=0, pace="")
        so_far = Counter[str]()
        if meter and not quiet:
            meter.start()

        def advance(documents: int, rejected: int) -> None:
            so_far.update(documents=documents, rejected=rejected)
            passed, share = bar.tasks[task].elapsed or 0.0, meter.share() if meter else None
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


def tell(summary: Summary, where: str, linked: bool) -> None:
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
