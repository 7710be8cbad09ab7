"""Lock files: one version of each package, and the hashes that its files may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK, HASHES = ROOT / "requirements.lock", ROOT / "requirements.hashes"
_PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Pin:
    """A package at one version, with the SHA-256 of the files that may be installed for it."""

    name: str
    version: str
    hashes: frozenset[str] = frozenset()


def pins(text: str) -> dict[str, Pin]:
    """The pins of a lock file by canonical name. Raises ValueError for a line that leaves the version open."""
    found: dict[str, Pin] = {}
    for line in re.sub(r"\\\n", " ", text).splitlines():
        said = line.partition("#")[0].strip()
        if not said:
            continue
        pin = _PIN.match(said)
        if pin is None:
            raise ValueError(f"this line names no single version: {said}")
        name = str(canonicalize_name(pin[1]))
        if name in found:
            raise ValueError(f"{name} is locked twice")
        found[name] = Pin(name, pin[2], frozenset(_HASH.findall(said)))
    return found


def faults(locked: Mapping[str, Pin], hashed: Mapping[str, Pin]) -> Iterator[str]:
    """Where the file of hashes does not say the same as the lock, or says nothing of a package's files."""
    for name in sorted(locked.keys() | hashed.keys()):
        if name not in hashed:
            yield f"{name} is locked and has no hashes"
        elif name not in locked:
            yield f"{name} has hashes and is not locked"
        elif locked[name].version != hashed[name].version:
            yield f"{name} is locked at {locked[name].version}, and the hashes are of {hashed[name].version}"
        elif not hashed[name].hashes:
            yield f"{name} has no hash"


def installed_otherwise(locked: Mapping[str, Pin]) -> Iterator[str]:
    """Where what is installed is not what is locked."""
    for name, pin in sorted(locked.items()):
        try:
            held = version(name)
        except PackageNotFoundError:
            yield f"{name} is locked and not installed"
            continue
        if held != pin.version:
            yield f"{name} is locked at {pin.version}, and {held} is installed"
