"""The package's doors."""

import subprocess
import sys

import pytest

import newsledger


def test_the_doors_open_on_first_use():
    from newsledger.ledger import Ledger

    assert newsledger.Ledger is Ledger
    assert {"Coder", "Ledger", "Query"} <= set(dir(newsledger))
    with pytest.raises(AttributeError):
        _ = newsledger.Nothing


def test_importing_the_package_imports_nothing_else():
    script = "import sys, newsledger; print([m for m in sys.modules if m.startswith('newsledger.')])"
    assert subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout == "[]\n"
