"""A small ledger made by the counting coder, and the command line over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import orjson
import pytest
from typer.testing import CliRunner

from making import CountingCoder, document, party
from making.coder import link_all
from newsledger.cli import app, floors

VISIT = "Shoigu visited Pyongyang."
SAID = "Kim met Shoigu. He said that it was good."


@dataclass(frozen=True)
class Bad:
    source: str
    reason: str = "The file is empty"
    mend: str = "Fetch it again."
    sha256: str | None = None


def _read(paths, taken=None) -> Iterator:
    """Reads text files whole, and rows from standard input; what is empty is rejected."""
    import sys

    for path in paths:
        if path == "-":
            for number, line in enumerate(sys.stdin.buffer, 1):
                row = orjson.loads(line)
                page = document(row["text"], f"-#{number}", input_id=row.get("id")) if row.get("text") else None
                yield page or Bad(f"-#{number}")
        else:
            with open(path, encoding="utf-8") as page:
                text = page.read()
            yield document(text, str(path)) if text else Bad(str(path))


class SmallRegistry:
    def find(self, name, on=None):
        if "shoigu" not in name.lower() or (on and on > date(2024, 5, 12)):
            return ()
        return (party("Sergei Shoigu", "RUS", "sergei-shoigu", name),)


@pytest.fixture(autouse=True)
def small_floors(monkeypatch, tmp_path):
    monkeypatch.setattr(floors, "coder", lambda model: CountingCoder())
    monkeypatch.setattr(floors, "read", _read)
    monkeypatch.setattr(floors, "link", link_all)
    monkeypatch.setattr(floors, "registry", SmallRegistry)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("NEWSLEDGER_LEDGER", raising=False)


@pytest.fixture
def run():
    def call(*arguments, code=0, stdin=None):
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
        assert result.exit_code == code, (result.output, result.exception)
        return result

    return call


@pytest.fixture
def filled(run, tmp_path):
    """The command line over a ledger of two pages, with an empty file in quarantine."""
    for name, text in (("a.txt", VISIT), ("b.txt", SAID), ("empty.txt", "")):
        (tmp_path / name).write_text(text)
    run("ingest", "a.txt", "b.txt", "empty.txt")
    return run
