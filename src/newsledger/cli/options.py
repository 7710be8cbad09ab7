"""Options that several commands share."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a listing is given."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


_ASKING = "Which ones"
_SHOWING = "How they are shown"

LedgerPath = Annotated[
    str,
    typer.Option(
        "--ledger",
        "-l",
        envvar="NEWSLEDGER_LEDGER",
        help="The ledger's file, or its postgresql:// URL.",
        show_default=True,
    ),
]
OutputFormat = Annotated[
    Format,
    typer.Option("--format", "-f", help="table for people; json gives one record a line.", rich_help_panel=_SHOWING),
]
Limit = Annotated[
    int | None, typer.Option(help="At most so many; tables show 50 unless told.", min=1, rich_help_panel=_SHOWING)
]
Cursor = Annotated[str | None, typer.Option(help="Go on after an earlier answer's end.", rich_help_panel=_SHOWING)]
Start = Annotated[
    str | None, typer.Option("--from", help="First day: 2023, 2023-07 or 2023-07-26.", rich_help_panel=_ASKING)
]
End = Annotated[str | None, typer.Option("--to", help="Last day, included.", rich_help_panel=_ASKING)]
Actor = Annotated[
    str | None,
    typer.Option(help="A party on either side: all words of a name, or a code such as FRA.", rich_help_panel=_ASKING),
]
Partner = Annotated[str | None, typer.Option("--with", help="Another party, named likewise.", rich_help_panel=_ASKING)]
ActorCountry = Annotated[str | None, typer.Option(help="Country code of who acts.", rich_help_panel=_ASKING)]
RecipientCountry = Annotated[
    str | None, typer.Option(help="Country code of who is acted upon.", rich_help_panel=_ASKING)
]
Type = Annotated[str | None, typer.Option("--type", help="PLOVER type, such as CONSULT.", rich_help_panel=_ASKING)]
Mode = Annotated[str | None, typer.Option(help="PLOVER mode, such as visit.", rich_help_panel=_ASKING)]
Place = Annotated[str | None, typer.Option(help="Where: a place's name, or a country code.", rich_help_panel=_ASKING)]
HowFactual = Annotated[
    str | None, typer.Option("--factuality", help="actual, planned, denied ...", rich_help_panel=_ASKING)
]
MinConfidence = Annotated[
    float, typer.Option(help="Only from this confidence upward.", min=0.0, max=1.0, rich_help_panel=_ASKING)
]
Words = Annotated[
    str | None,
    typer.Option("--text", help='Words of the sentence; a "phrase" in quotation marks.', rich_help_panel=_ASKING),
]
OutletName = Annotated[
    str | None, typer.Option("--outlet", help="The outlet's name, or its country code.", rich_help_panel=_ASKING)
]
Superseded = Annotated[
    bool, typer.Option("--superseded", help="Also earlier versions of pages that changed.", rich_help_panel=_ASKING)
]
Rejected = Annotated[
    bool, typer.Option("--rejected", help="Also reports that a person rejected.", rich_help_panel=_ASKING)
]
Workers = Annotated[
    int, typer.Option("--workers", "-w", envvar="NEWSLEDGER_WORKERS", help="Processes that code.", min=1)
]
Link = Annotated[bool, typer.Option("--link/--no-link", help="Find the events at the end.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless something is wrong.")]
Model = Annotated[str, typer.Option("--model", envvar="NEWSLEDGER_MODEL", help="The spaCy English pipeline.")]


def _use(folders: str | None) -> str | None:
    """The folders hold for this process and, with the coder, for its workers."""
    if folders:
        from newsledger.data import own

        own.use([str(Path(folder).absolute()) for folder in folders.split(os.pathsep) if folder])
    return folders


Data = Annotated[
    str | None,
    typer.Option("--data", callback=_use, help="A folder of your own codebook and registry."),
]
CoderName = Annotated[str, typer.Option("--coder", help="Who codes: newsledger, openai, or a plug-in's coder.")]
EndpointUrl = Annotated[
    str, typer.Option("--endpoint", help="For --coder openai: where it is, such as http://127.0.0.1:11434/v1.")
]
ModelName = Annotated[str, typer.Option("--llm-model", help="For --coder openai: the model's name there.")]
Output = Annotated[
    Path | None, typer.Option("--output", "--out", "-o", help="Where to write; standard output if left out.")
]

DEFAULT_LEDGER = "news.db"
DEFAULT_MODEL = "en_core_web_sm"
