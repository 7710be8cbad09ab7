"""An ingest by shards: each is read and coded as one unit of work, left as a file, and loaded in order."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import orjson

from newsledger.records import Coded, CoderVersion, Document
from newsledger.running.batches import batches
from newsledger.running.choosing import EVERYTHING, Choice
from newsledger.running.coding import code_batch
from newsledger.running.contracts import CodesDocuments, Executor, Links, Progress, RunError, Summary, silent
from newsledger.running.ingest import finish, link_reports, summary, utc
from newsledger.running.manifest import manifest
from newsledger.running.shard_files import Item, Marker, names, read_marker, read_shard, write_shard
from newsledger.running.shards import Input, Shard, read_inputs, shards
from newsledger.running.streaming import new
from newsledger.settings import Settings

if TYPE_CHECKING:
    from newsledger.ledger import Ledger, RejectedInput, Run

_PLAN = "plan.json"
_AT_ONCE = 500  # documents that are loaded in one transaction


class ReadsInputs(Protocol):
    """Turns the files of a shard into documents, and into reasons where there is none. Survives pickling."""

    def __call__(self, inputs: Iterable[Input], /) -> Iterator[Document | RejectedInput]: ...


@dataclass(frozen=True, slots=True)
class CodesShards:
    """Reading and coding a shard as an executor's task, on any machine that sees the files and the folder."""

    coder: CodesDocuments
    folder: str
    base: str  # the folder that relative paths start from
    choice: Choice
    settings: Settings
    read: ReadsInputs

    def __call__(self, shard: Shard) -> Marker:
        with contextlib.chdir(self.base):
            folder, version = Path(self.folder), self.coder.version
            done = read_marker(folder, shard.name)
            return done or write_shard(folder, shard, self._batches(shard), version)

    def _batches(self, shard: Shard) -> Iterator[list[Item]]:
        if shard.unread:
            yield list(shard.unread)
        items = self.choice.of(self.read(shard.inputs))
        for batch in batches(items, new, self.settings.batch_documents, self.settings.batch_characters):
            outcome = code_batch(self.coder, batch.documents)
            yield [*batch.rejected, *outcome.uncoded, *outcome.coded]


def ingest_by_shards(
    paths: Sequence[str | Path],
    ledger: Ledger,
    coder: CodesDocuments,
    executor: Executor,
    folder: str | Path,
    *,
    choice: Choice = EVERYTHING,
    progress: Progress = silent,
    read: ReadsInputs = read_inputs,
    link: Links | None = link_reports,
    now: Callable[[], datetime] = utc,
    settings: Settings | None = None,
) -> Summary:
    """As ``ingest``, with shards of the input as units of work, so that many machines can share it.

    The folder holds what was coded; all machines see it and the inputs under the same paths. Shards that are
    done there are not coded again, and what the ledger holds is not written again, so the same call after a
    stop goes on where it left off. Raises RunError where the folder was begun with other inputs or another coder.
    """
    if choice.limit is not None:
        raise RunError("Shards are read at once, so that their documents cannot be limited", mend="Draw a sample.")
    bounds, place = settings or Settings(), Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    plan = list(shards(paths, bounds.shard_bytes))
    _agree(place, plan, coder.version, choice)
    run = ledger.start_run(coder.version, now(), manifest(paths, 0, choice))
    task = CodesShards(coder, str(place), str(Path.cwd()), choice, bounds, read)
    counts: Counter[str] = Counter()
    for _, marker in executor(task, plan):
        _load(ledger, run, place, marker, counts)
        progress(marker.documents, marker.rejected)
    finish(ledger, run, counts, link, now)
    return summary(run, counts)


def _agree(folder: Path, plan: Sequence[Shard], coder: CoderVersion, choice: Choice) -> None:
    """Keeps the plan of the folder, or makes sure that it is the one kept there."""
    told = {"coder": coder.to_dict(), "choice": choice.to_dict(), "shards": [shard.to_dict() for shard in plan]}
    mine, path = orjson.dumps(told), folder / _PLAN
    if not path.exists():
        made = folder / f".{_PLAN}"
        made.write_bytes(mine)
        made.replace(path)
    elif path.read_bytes() != mine:
        raise RunError(
            "These shards were begun with other inputs, another choice or another coder",
            where=str(folder),
            mend="Name another folder for shards.",
        )


def load_shards(
    folder: str | Path,
    ledger: Ledger,
    *,
    progress: Progress = silent,
    link: Links | None = link_reports,
    now: Callable[[], datetime] = utc,
) -> tuple[Summary, int]:
    """Loads the shards of a folder that are done, then links; gives the summary and how many are not done.

    What the ledger holds already is passed by. Raises RunError where there are none, or a file is damaged.
    """
    place = Path(folder)
    done = [marker for name in names(place) if (marker := read_marker(place, name))]
    if not done:
        raise RunError("There are no finished shards here", where=str(folder), mend="Name the folder of an ingest.")
    if len({marker.coder for marker in done}) > 1:
        raise RunError("These shards are of different coders", where=str(folder), mend="Load them from two folders.")
    run = ledger.start_run(done[0].coder, now(), {"inputs": [str(folder)]})
    counts: Counter[str] = Counter()
    for marker in done:
        _load(ledger, run, place, marker, counts)
        progress(marker.documents, marker.rejected)
    finish(ledger, run, counts, link, now)
    return summary(run, counts), _planned(place, len(done)) - len(done)


def _planned(folder: Path, least: int) -> int:
    path = folder / _PLAN
    return len(orjson.loads(path.read_bytes())["shards"]) if path.exists() else least


def _load(ledger: Ledger, run: Run, folder: Path, marker: Marker, counts: Counter[str]) -> None:
    for items in read_shard(folder, marker, _AT_ONCE):
        coded = [item for item in items if isinstance(item, Coded)]
        held = ledger.has_documents([each.document.document_id for each in coded], run.coder)
        new_ones = [each for each in coded if each.document.document_id not in held]
        rejected = [item for item in items if not isinstance(item, Coded)]
        written = ledger.write_many(new_ones, rejected, run)
        counts.update(
            documents=len(coded),
            written=written,
            known=len(coded) - written,
            rejected=len(rejected),
            reports=sum(len(each.reports) for each in new_ones),
            claims=sum(len(each.claims) for each in new_ones),
        )
