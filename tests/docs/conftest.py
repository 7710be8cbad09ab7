"""The ledger of the sample pages, made once for all that show it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory):
    made = tmp_path_factory.mktemp("samples") / "demo.db"
    command = [sys.executable, "-m", "newsledger", "ingest", "samples/pages", "--ledger", str(made), "--quiet"]
    subprocess.run(command, check=True, cwd=ROOT)
    return made
