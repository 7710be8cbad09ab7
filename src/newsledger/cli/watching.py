"""Polls feeds."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, DEFAULT_MODEL
from newsledger.reprs import plural

if TYPE_CHECKING:
    from newsledger.running.watching import Round

Minutes = Annotated[
    int | None,
    typer.Option("--every", envvar="NEWSLEDGER_POLL_MINUTES", help="Minutes between two looks at a feed.", min=1),
]


def watch(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of RSS or Atom feeds.", metavar="FEED...")],
    ledger: o.LedgerPath = DEFAULT_LEDGER,
    once: Annotated[bool, typer.Option("--once", help="One round of the feeds that are due.")] = False,
    every: Minutes = None,
    pages: Annotated[
        bool, typer.Option("--pages/--no-pages", help="Fetch the pages, or take the feeds' texts.")
    ] = True,
    private: Annotated[
        bool, typer.Option("--allow-private", help="Also addresses of this machine and of private networks.")
    ] = False,
    model: o.Model = DEFAULT_MODEL,
    data: o.Data = None,
    link: o.Link = True,
    quiet: o.Quiet = False,
) -> None:
    """Poll feeds, and read what is new: newsledger watch https://news.example/rss.xml

    What was fetched is not fetched again. What cannot be fetched or read is kept in quarantine with its reason.
    """
    from dataclasses import replace

    from newsledger.running.watching import Watcher
    from newsledger.settings import Settings

    settings = Settings.from_environment()
    settings = replace(settings, poll_minutes=every or settings.poll_minutes)
    by = floors.link if link else None
    with floors.open_ledger(ledger, create=True) as opened:
        coder = floors.coder(model)
        watcher = Watcher(feeds, opened, coder, settings=settings, private=private, pages=pages, link=by)
        for done in islice(watcher.rounds(), 1 if once else None):
            if not quiet:
                _tell(done)


def _tell(done: Round) -> None:
    from newsledger.cli.listing import note

    feeds = f"{plural(done.asked, 'feed')} asked, {done.unchanged} unchanged, {done.failed_feeds} failed"
    note(f"{feeds}; {plural(done.named, 'new page')} named, {done.read} read, {done.failed} failed.")
    if done.failed_feeds or done.failed:
        note("Why, and what helps: newsledger quarantine")
