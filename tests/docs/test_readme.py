"""What the README shows as the program's output is its output."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_WIDE = "150"


def _examples() -> list[tuple[str, str]]:
    """Each command of the README's console blocks, with what stands below it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^```console\n\$ (.*?)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found
    return found


@pytest.mark.slow
def test_examples_print_what_is_shown(sample_ledger):
    for command, shown in _examples():
        words = shlex.split(command.replace("demo.db", str(sample_ledger)))
        assert words[0] == "newsledger"
        done = subprocess.run(
            [sys.executable, "-m", *words],
            capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "COLUMNS": _WIDE},
        )  # fmt: skip
        printed = "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines()) + "\n"
        assert printed == shown
