"""The compiled gazetteer: one file of flat arrays that is mapped, not parsed.

Opening costs a few milliseconds and lookups are binary searches over sorted 64-bit keys of
folded names, so a page's candidate spans are looked up together. SQLite held the same rows
in three times the size and looked names up one at a time; that is why this is flat arrays.

Layout: eight bytes of magic, the header's length (uint32), a JSON header {section: [dtype,
offset, count]}, then the sections, each at a multiple of eight bytes, little-endian.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsledger.errors import DataError

MAGIC = b"NLPLACE1"

Arrays = Mapping[str, NDArray[Any]]


def _padded(size: int) -> int:
    return -(-size // 8) * 8


def write(path: Path, sections: Arrays) -> int:
    """Writes the sections in the order given; the bytes written."""
    header: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, array in sections.items():
        header[name] = (array.dtype.str, offset, len(array))
        offset += _padded(array.nbytes)
    head = json.dumps(header).encode()
    head += b" " * (_padded(12 + len(head)) - 12 - len(head))
    body = b"".join(a.tobytes() + b"\0" * (_padded(a.nbytes) - a.nbytes) for a in sections.values())
    return path.write_bytes(MAGIC + len(head).to_bytes(4, "little") + head + body)


def read(path: Path) -> dict[str, NDArray[Any]]:
    """The sections as read-only arrays over the mapped file."""
    try:
        whole = np.memmap(path, dtype=np.uint8, mode="r")
    except (OSError, ValueError) as error:
        raise DataError(
            "The gazetteer cannot be opened", where=str(path), mend="Run python -m newsledger.places.build."
        ) from error
    if bytes(whole[:8]) != MAGIC:
        raise DataError("This is no compiled gazetteer", where=str(path), mend="Run python -m newsledger.places.build.")
    length = int.from_bytes(bytes(whole[8:12]), "little")
    header = json.loads(bytes(whole[12 : 12 + length]))
    return {name: _section(whole[12 + length :], *where) for name, where in header.items()}


def _section(body: NDArray[np.uint8], dtype: str, offset: int, count: int) -> NDArray[Any]:
    size = np.dtype(dtype).itemsize * count
    return np.asarray(body[offset : offset + size].view(dtype))
