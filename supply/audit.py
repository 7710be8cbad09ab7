"""Looks over what newsledger rests on: ``python -m supply.audit [--pip-audit PROGRAM] [--strict]``.

Every package locked to one version with the hashes of its files, installed as locked, under a licence that may be;
and none with a weakness that is known, as far as pip-audit reaches its database. Where it does not, that is said
and is no fault, unless ``--strict`` is given.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from supply import licences, locks

_PATIENCE = 600  # seconds for the database


@dataclass(frozen=True, slots=True)
class Told:
    """What was looked at, what is wrong, and what could not be looked at."""

    what: str
    faults: tuple[str, ...] = ()
    unknown: str = ""


def examine(lock: Path, hashes: Path, program: str | None) -> Iterator[Told]:
    """Every look, in order. A lock that cannot be read ends them."""
    try:
        locked = locks.pins(lock.read_text(encoding="utf-8"))
        hashed = locks.pins(hashes.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield Told("lock files", (str(error),))
        return
    yield Told(f"hashes of {len(locked)} locked packages", tuple(locks.faults(locked, hashed)))
    yield Told("installed as locked", tuple(locks.installed_otherwise(locked)))
    yield Told("licences", tuple(licences.faults(locked)))
    yield weaknesses(lock, program, locked)


def weaknesses(lock: Path, program: str | None, locked: Mapping[str, locks.Pin]) -> Told:
    """What pip-audit knows of the locked versions; of a package that it passed by nothing is known."""
    what = "known weaknesses"
    if program is None:
        return Told(what, unknown="pip-audit was not asked: name it with --pip-audit")
    command = [program, "--format", "json", "--no-deps", "--disable-pip", "--progress-spinner", "off", "-r", str(lock)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        answer = list(json.loads(done.stdout)["dependencies"])
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return Told(what, unknown="pip-audit gave no answer: its database could not be reached, or it is not installed")
    return _weighed(what, answer, len(locked))


def _weighed(what: str, answer: list[dict[str, Any]], locked: int) -> Told:
    seen = [each for each in answer if "skip_reason" not in each]
    found = tuple(
        f"{each['name']} {each['version']}: {weak['id']}"
        + (f", mended in {', '.join(weak['fix_versions'])}" if weak.get("fix_versions") else "")
        for each in seen
        for weak in each.get("vulns", ())
    )
    lost = locked - len(seen)
    return Told(what, found, f"{lost} of {locked} packages could not be looked up" if lost > 0 else "")


def main(argv: list[str]) -> int:
    asked = argparse.ArgumentParser(prog="supply.audit")
    asked.add_argument("--lock", type=Path, default=locks.LOCK)
    asked.add_argument("--hashes", type=Path, default=locks.HASHES)
    asked.add_argument("--pip-audit", help="the program pip-audit, which asks a database of weaknesses")
    asked.add_argument("--strict", action="store_true", help="what could not be looked at is a fault too")
    given = asked.parse_args(argv)
    bad = False
    for told in examine(given.lock, given.hashes, given.pip_audit):
        state = "FAULT" if told.faults else "not known" if told.unknown else "well"
        print(f"{told.what}: {state}" + (f" ({told.unknown})" if told.unknown else ""))
        for fault in told.faults:
            print(f"  {fault}")
        bad |= bool(told.faults) or (given.strict and bool(told.unknown))
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
