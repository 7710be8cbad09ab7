"""What was coded of a shard, as a Parquet file that any ledger can load, and the marker that it is whole.

A row is a document with its reports and claims, or an input that gave none. A marker is written
after its file, so that what has a marker is complete, whatever became of the machine since.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from newsledger.errors import NewsledgerError
from newsledger.ledger.codec import decode, encode, loads
from newsledger.records import Claim, Coded, CoderVersion, Document, Record, Report
from newsledger.running.contracts import RunError, Uncoded
from newsledger.running.shards import Shard

if TYPE_CHECKING:
    from newsledger.ledger import RejectedInput

_FORM = 1  # of the files; a reader refuses what is newer
_SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),
        ("source", pa.string()),
        ("document", pa.string()),
        ("reports", pa.list_(pa.string())),
        ("claims", pa.list_(pa.string())),
        ("reason", pa.string()),
        ("mend", pa.string()),
        ("sha256", pa.string()),
    ]
)
Item: TypeAlias = "Coded | RejectedInput"


@dataclass(frozen=True, slots=True)
class Marker(Record):
    """A shard that is done: what it holds, who coded it, and the hash of its file."""

    name: str
    documents: int
    rejected: int
    reports: int
    claims: int
    coder: CoderVersion
    sha256: str = ""
    form: int = _FORM


def write_shard(folder: Path, shard: Shard, batches: Iterable[list[Item]], coder: CoderVersion) -> Marker:
    """Writes the file and then its marker, each as a whole or not at all; a batch at a time is in memory."""
    marker = Marker(shard.name, 0, 0, 0, 0, coder)
    path, unfinished = _file(folder, shard.name), folder / f".{shard.name}.{os.getpid()}.parquet"
    with pq.ParquetWriter(unfinished, _SCHEMA, compression="zstd") as writer:
        for batch in batches:
            writer.write_table(pa.Table.from_pylist([_row(item) for item in batch], schema=_SCHEMA))
            marker = _with(marker, batch)
    marker = replace(marker, sha256=_hash(unfinished))
    _put(unfinished, path)
    written = folder / f".{shard.name}.{os.getpid()}.json"
    written.write_bytes(orjson.dumps(marker.to_dict()))
    _put(written, _marker(folder, shard.name))
    return marker


def _put(made: Path, place: Path) -> None:
    """Moves a file to its place once the disk has all of it."""
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.replace(place)


def _row(item: Item) -> dict[str, Any]:
    if not isinstance(item, Coded):
        return {"source": item.source, "reason": item.reason, "mend": item.mend, "sha256": item.sha256}
    return {
        "document_id": item.document.document_id,
        "source": item.document.source,
        "document": encode(item.document),
        "reports": [encode(each) for each in item.reports],
        "claims": [encode(each) for each in item.claims],
    }


def _with(marker: Marker, batch: Iterable[Item]) -> Marker:
    found = [item for item in batch if isinstance(item, Coded)]
    return replace(
        marker,
        documents=marker.documents + len(found),
        rejected=marker.rejected + sum(not isinstance(item, Coded) for item in batch),
        reports=marker.reports + sum(len(each.reports) for each in found),
        claims=marker.claims + sum(len(each.claims) for each in found),
    )


def read_marker(folder: Path, name: str) -> Marker | None:
    """The shard's marker; None where it is not done. Raises RunError for one that this version cannot read."""
    try:
        plain = orjson.loads(_marker(folder, name).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _broken(_marker(folder, name)) from error
    if plain.get("form", 0) > _FORM:
        raise RunError("This shard was made by a newer version", where=name, mend="Upgrade newsledger.")
    try:
        return decode(Marker, plain)
    except NewsledgerError as error:
        raise _broken(_marker(folder, name)) from error


def read_shard(folder: Path, marker: Marker, at_once: int) -> Iterator[list[Item]]:
    """What the shard holds, ``at_once`` rows at a time. Raises RunError where it is not what its marker says."""
    path = _file(folder, marker.name)
    if not path.exists() or _hash(path) != marker.sha256:
        raise _broken(path)
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(at_once):
            yield [_item(row) for row in batch.to_pylist()]


def _item(row: dict[str, Any]) -> Item:
    if row["document"] is None:
        return Uncoded(row["source"], row["reason"], row["mend"], row["sha256"])
    reports, claims = (loads(Report, each) for each in row["reports"]), (loads(Claim, each) for each in row["claims"])
    return Coded(loads(Document, row["document"]), tuple(reports), tuple(claims), (), ())


def names(folder: Path) -> list[str]:
    """The shards of a folder that are done, in their order."""
    return sorted(path.stem for path in folder.glob("shard-*.json"))


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _marker(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _broken(path: Path) -> RunError:
    return RunError(
        "A shard is damaged", where=str(path), mend="Remove it and its marker, and run the same ingest again."
    )
