"""Reads knowledge files and keeps compiled copies so that later starts are quick.

A folder of YAML is parsed once; the result is kept as JSON in the user's cache folder,
named by a hash of the files' names and bytes, so a changed file is never served stale. So
is what code makes from knowledge, named by a hash of that code too. A kept copy opens with
a checksum: what is cut short or changed is made anew, and a folder that cannot be written
costs time and nothing else. JSON is data alone: reading a copy runs nothing.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from newsledger.errors import DataError
from newsledger.settings import Settings

ROOT = Path(__file__).parent


def files(concept: str, root: Path = ROOT) -> list[Path]:
    """The YAML files of a concept: one file, or every one below a folder, by name."""
    single = root / f"{concept}.yaml"
    found = [single] if single.exists() else sorted((root / concept).rglob("*.yaml"))
    if not found:
        raise DataError("No knowledge files found", where=f"{root}/{concept}", mend="Reinstall the package.")
    return found


def fingerprint(paths: list[Path], beside: Iterable[str] = ()) -> str:
    """Hash of the files' names and bytes: the version of the knowledge they hold, and of words ``beside`` them."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for words in beside:
        digest.update(words.encode() + b"\0")
    return digest.hexdigest()[:16]


def _parse(path: Path) -> Any:
    import yaml  # wanted only where nothing is kept

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise DataError(
            "This file is not valid YAML", where=f"{path.name}: {error}", mend="Mend the line named."
        ) from error


def folder() -> Path:
    """Where compiled copies are kept: the setting ``cache``, or the user's cache folder."""
    told = Settings.from_environment().cache
    if told != "auto":
        return Path(told)
    import platformdirs

    return Path(platformdirs.user_cache_dir("newsledger"))


def _cached(kept: Path) -> Any:
    """What a kept copy holds; None where there is none, or not the whole of one."""
    try:
        checksum, _, body = kept.read_bytes().partition(b"\n")
        return json.loads(body) if checksum.decode() == _checksum(body) else None
    except (OSError, ValueError):
        return None


def _checksum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _keep(kept: Path, body: bytes) -> None:
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=kept.parent, delete=False) as out:
            out.write(_checksum(body).encode() + b"\n" + body)
        os.replace(out.name, kept)
    except OSError:  # a read-only home: the next start makes it again
        return


def kept(name: str, mark: str, make: Callable[[], Any]) -> Any:
    """The kept copy of this name and mark, or what is made now and then kept."""
    path = folder() / f"{name.replace('/', '-')}-{mark}.kept"
    value = _cached(path)
    if value is None:
        body = json.dumps(make(), ensure_ascii=False, default=str, separators=(",", ":")).encode()
        _keep(path, body)
        value = json.loads(body)
    return value


@lru_cache(maxsize=64)
def load(concept: str, root: Path = ROOT) -> dict[str, Any]:
    """Every file of a concept by its path below it, without the ending; dates become text."""
    paths = files(concept, root)
    base = root / concept if (root / concept).is_dir() else root
    found: dict[str, Any] = kept(
        concept, fingerprint(paths), lambda: {str(p.relative_to(base).with_suffix("")): _parse(p) for p in paths}
    )
    return found


def derived(
    name: str, concepts: tuple[str, ...], code: tuple[str, ...], make: Callable[[], Any], beside: Iterable[str] = ()
) -> Any:
    """What code makes from knowledge, kept like knowledge itself.

    ``make`` gives what JSON can hold (tuples come back as lists) from these ``concepts``; ``code`` names the
    files of Python that it is made by, so that a changed rule is never served by an older copy; ``beside`` is
    what else it depends on.
    """
    marks = [_mark(concept) for concept in concepts]
    own = fingerprint([Path(each) for each in code])
    return kept(name, hashlib.sha256(" ".join([*marks, own, *beside]).encode()).hexdigest()[:16], make)


@contextmanager
def undisturbed() -> Iterator[None]:
    """What is loaded here is there to stay: the collector of garbage does not look through it, now or later.

    Without this a start spends a quarter of its time in looking through tables that are growing.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def settle() -> None:
    """What has been loaded by now is there to stay, as under ``undisturbed``: for tables that work itself calls up."""
    if gc.isenabled():
        gc.freeze()


@lru_cache(maxsize=64)
def _mark(concept: str) -> str:
    return fingerprint(files(concept))
