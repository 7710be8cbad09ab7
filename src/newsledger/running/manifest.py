"""What a run was made with, so that it can be made again."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from newsledger.running.choosing import Choice

# What these libraries do decides what is read and coded.
_TOLD = ("newsledger", "spacy", "trafilatura", "htmldate", "py3langid", "onnxruntime", "sqlalchemy")


def manifest(paths: Iterable[str | Path], workers: int, choice: Choice) -> dict[str, Any]:
    """Inputs, what was chosen of them, versions and workers, in JSON-ready types."""
    return {
        # A name of a file can hold bytes that are no text.
        "inputs": [str(path).encode("utf-8", "replace").decode() for path in paths],
        "choice": choice.to_dict(),
        "workers": workers,
        "python": platform.python_version(),
        "libraries": {name: found for name in _TOLD if (found := _version(name))},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
