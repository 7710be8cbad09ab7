"""Where the gold sets lie, and how their scorers are run. Gold is read at run time, never kept."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("NEWSLEDGER_SHARED", ROOT.parent / "shared"))
OPEN = SHARED / "bench" / "open"
SCORER = SHARED / "bench" / "score.py"
SEEDS = SHARED / "seeds"
GOLD = SHARED / "gold"
PROGRAM = Path(sys.executable).parent / "newsledger"


def rows(path: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file, at most ``limit``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            if line.strip():
                yield json.loads(line)


def program(*arguments: str | Path, given: bytes | None = None, out: Path | None = None) -> bytes:
    """Runs the installed program; its standard output, or writes that to ``out``."""
    command = [str(PROGRAM), *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, check=True)
    if out is not None:
        out.write_bytes(done.stdout)
    return done.stdout


def score(task: str, gold: Path, output: Path) -> str:
    """What the gold sets' own scorer prints."""
    command = [sys.executable, str(SCORER), task, str(gold), str(output)]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


_NUMBER = r"(-?\d+(?:\.\d+)?)"


def figure(printed: str, label: str, after: str = "") -> float:
    """The number that follows ``after`` on the printed line that begins with ``label``."""
    line = next(one for one in printed.splitlines() if one.startswith(label))
    found = re.search(re.escape(after) + r"\s*" + _NUMBER, line[len(label) :])
    if found is None:
        raise ValueError(f"no figure {after!r} in the line {line!r}")
    return float(found.group(1))
