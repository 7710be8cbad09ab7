"""A ledger, and programs that write it and are broken off."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRITER = Path(__file__).with_name("writer.py")
PATHS = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])


@pytest.fixture(scope="session")
def fill():
    """Fills a ledger in this process: ``fill(path, first, last)``."""
    spec = importlib.util.spec_from_file_location("fault_writer", WRITER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.fill


@pytest.fixture
def start():
    """Starts the writer on pages FIRST to LAST of a ledger; more is passed to the process."""

    def call(ledger, first, last, **more):
        command = [sys.executable, str(WRITER), str(ledger), str(first), str(last)]
        environment = {**os.environ, "PYTHONPATH": PATHS, "PYTHONDONTWRITEBYTECODE": "1"}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env=environment, **pipes, **more)

    return call


@pytest.fixture
def write(start):
    """Runs the writer to its end and gives its exit status and what it said of errors."""

    def call(*arguments, **more):
        process = start(*arguments, **more)
        _, said = process.communicate(timeout=200)
        return process.returncode, said

    return call


@pytest.fixture(scope="session")
def twenty_pages(fill, tmp_path_factory):
    """A ledger of twenty pages as one file, with nothing left in a log beside it."""
    ledger = tmp_path_factory.mktemp("whole") / "news.db"
    fill(ledger, 0, 20)
    connection = sqlite3.connect(ledger)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    return ledger


@pytest.fixture
def filled(tmp_path, twenty_pages):
    """A ledger of twenty pages, for this test alone."""
    shutil.copy(twenty_pages, tmp_path / "news.db")
    return tmp_path / "news.db"
