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


def imported(script: str, given: str = "") -> set[str]:
    """The packages that are there once the script has run."""
    script += "\nimport sys; print('imported', *sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], input=given, check=True, capture_output=True, text=True)
    return set(done.stderr.partition("imported ")[2].split())


RUN = "from newsledger.cli import app\ntry: app({})\nexcept SystemExit: pass"


def test_help_brings_in_no_records_and_no_model():
    assert not imported(RUN.format(["--help"])) & {"newsledger.records", "newsledger.ledger", "spacy", "numpy"}


def test_coding_a_row_brings_in_no_database_and_no_reader_of_pages():
    there = imported(RUN.format(["code"]), '{"text": "France suspended aid to Niger.", "date": "2023-07-30"}')
    assert "spacy" in there
    assert not there & {"sqlalchemy", "trafilatura", "torch", "weasel"}
