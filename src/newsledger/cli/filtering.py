"""The coder as a filter: rows in, records out, nothing kept."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_MODEL
from newsledger.errors import QueryError

if TYPE_CHECKING:
    from newsledger.ledger import RejectedInput
    from newsledger.records import Coded, Record
    from newsledger.running import CodesDocuments

# What can be asked for, in the order given, and what one record of it is called.
KINDS = {"document": "document", "reports": "report", "claims": "claim", "times": "time", "places": "place"}


def code(
    emit: Annotated[str, typer.Option(help=f"Any of {', '.join(KINDS)}, with commas between.")] = "reports",
    model: o.Model = DEFAULT_MODEL,
    data: o.Data = None,
    coder: o.CoderName = floors.DEFAULT_CODER,
    endpoint: o.EndpointUrl = "",
    llm_model: o.ModelName = "",
    workers: o.Workers = 1,
    min_confidence: o.MinConfidence = 0.0,
) -> None:
    """Code JSON Lines from standard input: newsledger code --emit reports < rows.jsonl > out.jsonl

    Rows hold a text and may hold id, date, title, url and outlet; each record gives the id back as input_id.
    """
    from newsledger.exporting import jsonl

    kinds = _asked(emit)
    out = sys.stdout.buffer
    for batch in _coded(floors.coder_named(coder, model, endpoint, llm_model), workers):
        jsonl.write((row for each in batch for row in _rows(each, kinds, min_confidence)), out)
        out.flush()


def _asked(emit: str) -> list[str]:
    kinds = [word.strip() for word in emit.split(",") if word.strip()]
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown or not kinds:
        raise QueryError(
            f"There is nothing called {', '.join(unknown) or emit!r}", mend=f"Choose from {', '.join(KINDS)}."
        )
    return list(dict.fromkeys(kinds))


def _coded(coder: CodesDocuments, workers: int) -> Iterator[tuple[Coded, ...]]:
    from newsledger.running import code_stream
    from newsledger.settings import Settings

    stream = code_stream(floors.read(["-"]), coder, workers=workers, settings=Settings.from_environment())
    for coded, rejected in stream:
        _tell(rejected)
        yield coded


def _tell(rejected: Sequence[RejectedInput]) -> None:
    if not rejected:
        return
    from newsledger.cli.listing import note  # brings in the ledger

    for each in rejected:
        note(f"Left out {each.source}: {each.reason}. {each.mend}")


def _rows(coded: Coded, kinds: list[str], least: float) -> Iterator[dict[str, Any]]:
    from newsledger.exporting import outgoing

    for kind in kinds:
        for record in _records(coded, kind):
            if getattr(record, "confidence", 1.0) >= least:
                row = outgoing(record, coded.document.input_id)
                yield {"record": KINDS[kind], **row} if len(kinds) > 1 else row


def _records(coded: Coded, kind: str) -> Iterable[Record]:
    return (coded.document,) if kind == "document" else getattr(coded, kind)
