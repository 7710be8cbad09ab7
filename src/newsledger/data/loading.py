"""Reads knowledge files and keeps a compiled copy so that later starts are quick.

A folder of YAML is parsed once; the result is kept as JSON in the user's cache folder,
named by a hash of the files' names and bytes, so a changed file is never served stale.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import platformdirs
import yaml

from newsledger.errors import DataError

ROOT = Path(__file__).parent


def files(concept: str, root: Path = ROOT) -> list[Path]:
    """The YAML files of a concept: one file, or every one below a folder, by name."""
    single = root / f"{concept}.yaml"
    found = [single] if single.exists() else sorted((root / concept).rglob("*.yaml"))
    if not found:
        raise DataError("No knowledge files found", where=f"{root}/{concept}", mend="Reinstall the package.")
    return found


def fingerprint(paths: list[Path]) -> str:
    """Hash of the files' names and bytes: the version of the knowledge they hold."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _parse(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise DataError(
            "This file is not valid YAML", where=f"{path.name}: {error}", mend="Mend the line named."
        ) from error


def _cached(kept: Path) -> dict[str, Any] | None:
    try:
        value = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def _keep(kept: Path, value: dict[str, Any]) -> None:
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=kept.parent, delete=False, encoding="utf-8") as out:
            json.dump(value, out, ensure_ascii=False, default=str)
        os.replace(out.name, kept)
    except OSError:  # a read-only home: the next start parses the YAML again
        return


@lru_cache(maxsize=64)
def load(concept: str, root: Path = ROOT) -> dict[str, Any]:
    """Every file of a concept by its path below it, without the ending; dates become text."""
    paths = files(concept, root)
    kept = Path(platformdirs.user_cache_dir("newsledger")) / f"{concept.replace('/', '-')}-{fingerprint(paths)}.json"
    value = _cached(kept)
    if value is None:
        base = root / concept if (root / concept).is_dir() else root
        value = json.loads(
            json.dumps({str(p.relative_to(base).with_suffix("")): _parse(p) for p in paths}, default=str)
        )
        _keep(kept, value)
    return value
