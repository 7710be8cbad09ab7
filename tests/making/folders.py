"""Folders of a user's own knowledge, written from a text a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write(folder: Path, pages: Mapping[str, str | bytes]) -> Path:
    """Writes each page under its path below the folder."""
    for path, text in pages.items():
        made = folder / path
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder
