"""A user's own codebook and registry: are they well formed?"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsledger.cli import options as o
from newsledger.cli.options import Format
from newsledger.reprs import plural

if TYPE_CHECKING:
    from newsledger.data.checking import Checked

codebook = typer.Typer(no_args_is_help=True, help="A folder of your own codebook and registry.")


@codebook.command()
def check(
    folder: Annotated[Path, typer.Argument(help="The folder with codebook/ or registry/ in it.", metavar="DIR")],
    format_: o.OutputFormat = Format.TABLE,
) -> None:
    """Name every mistake with its line and column: newsledger codebook check mine/"""
    from newsledger.data.checking import check as look

    found = look(folder)
    _give(found, format_)
    if found.mistakes:
        raise typer.Exit(1)


def _give(found: Checked, form: Format) -> None:
    from newsledger.cli.listing import note
    from newsledger.exporting import comma, jsonl

    rows = [mistake.to_dict() for mistake in found.mistakes]
    if form is Format.JSON:
        jsonl.write(rows, sys.stdout.buffer)
    elif form is Format.CSV:
        comma.write_rows(rows, sys.stdout.buffer, ["file", "line", "column", "what", "mend"])
    else:
        for mistake in found.mistakes:
            typer.echo(str(mistake))
    note(_told(found))


def _told(found: Checked) -> str:
    if found.mistakes:
        files = len({mistake.file for mistake in found.mistakes})
        return f"{plural(len(found.mistakes), 'mistake')} in {plural(files, 'file')}."
    parts = Counter(concept.rpartition("/")[0] for concept in found.pages)
    listed = ", ".join(f"{number} in {part}" for part, number in sorted(parts.items()))
    return f"{len(found.pages)} files are well formed: {listed}. Use them with --data, or NEWSLEDGER_DATA."
