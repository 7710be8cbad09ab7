"""The tutorial's blocks as commands with the output that it promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "tutorial.md"
_MARK = "\x1e"


@dataclass(frozen=True, slots=True)
class Step:
    command: str
    expected: tuple[str, ...]


def blocks(language: str) -> list[str]:
    """The code that is fenced as of a language, block by block."""
    text = PAGE.read_text(encoding="utf-8")
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [code for name, code in fenced if name == language]


def steps() -> list[Step]:
    """What stands after a prompt, with its further lines, and what stands below it."""
    return [step for block in blocks("console") for step in _steps(block)]


def _steps(block: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        more = [line for line in lines[1:] if line == ">" or line.startswith("> ")]
        command = "\n".join([lines[0], *(line[2:] for line in more)])
        yield Step(command, tuple(lines[1 + len(more) :]))


def script(given: list[Step]) -> str:
    """One session of the shell in which every step's output follows a mark; the first failure ends it."""
    said = [f"printf '{_MARK}'\n{step.command}" for step in given]
    return "\n".join(["set -e -o pipefail", "exec 2>&1", *said, ""])


def outputs(printed: str) -> list[str]:
    return printed.split(_MARK)[1:]


def missing(step: Step, printed: str) -> list[str]:
    """Promised lines that were not printed, whatever the numbers, the ids and the spaces between."""
    there = {_plain(line) for line in printed.splitlines()}
    return [line for line in step.expected if line != "..." and _plain(line) not in there]


def _plain(line: str) -> str:
    line = re.sub(r"\b[derscx]?[0-9a-f]{12,}\b", "ID", line)
    return " ".join(re.sub(r"\d+(?:\.\d+)*", "N", line).split())
