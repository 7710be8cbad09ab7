"""What the doctor looks over, and what it says of what it finds."""

import os
from datetime import UTC, datetime

import pytest

from making import CountingCoder, coded
from newsledger.errors import LanguageError
from newsledger.ledger import Ledger
from newsledger.running import doctor
from newsledger.running.doctor import State, examine, examine_ledger
from newsledger.settings import Settings

SETTINGS = Settings()


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "news.db"
    with Ledger.open(path) as opened:
        run = opened.start_run(CountingCoder().version, datetime(2024, 1, 1, tzinfo=UTC), {})
        opened.write(coded("Kim met Shoigu."), run)
    return path


def found(*arguments):
    return {each.what: each for each in examine_ledger(*arguments)}


def test_everything_that_a_run_needs_is_well_here(tmp_path):
    looked = list(examine(str(tmp_path / "none.db"), SETTINGS))
    assert [each.what for each in looked if each.state is State.FAULT] == []
    assert [each.what for each in looked] == [
        *("newsledger", "libraries", "extras", "pipeline", "codebook", "registry", "gazetteer", "head"),
        *("plug-ins", "cache", "disk", "ledger"),
    ]
    assert looked[-1].told.startswith("there is none at")


def test_what_is_missing_is_a_fault_with_what_helps(monkeypatch, tmp_path):
    def missing(_model):
        raise LanguageError("No pipeline of this name", mend="Install one.")

    monkeypatch.setattr(doctor, "_pipeline", missing)
    monkeypatch.setattr(doctor, "_registry", lambda: (_ for _ in ()).throw(OSError("gone")))
    monkeypatch.setattr(doctor, "requires", lambda _: ["no-such-library>=1", "pytest>=9999", "x; extra == 'plot'"])
    monkeypatch.setenv("NEWSLEDGER_CACHE", "/proc/nowhere")
    looked = {each.what: each for each in examine(str(tmp_path / "none.db"), SETTINGS)}
    assert (looked["pipeline"].state, looked["pipeline"].mend) == (State.FAULT, "Install one.")
    assert "gone" in looked["registry"].told
    assert looked["libraries"].told.startswith("no-such-library is missing; pytest is ")
    assert looked["extras"].told == "none installed"
    assert looked["cache"].state is State.NOTE


def test_a_ledger_is_counted_and_its_last_run_told(ledger):
    looked = found(str(ledger), SETTINGS)
    assert "1 documents, 1 reports" in looked["ledger"].told
    assert looked["integrity"].told == "whole"
    assert looked["last run"].state is State.NOTE


def test_a_ledger_that_is_none_is_a_fault(tmp_path):
    (tmp_path / "news.db").write_text("not a ledger" * 100)
    assert found(str(tmp_path / "news.db"), SETTINGS)["ledger"].state is State.FAULT


def test_little_room_is_noted(ledger, monkeypatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5 * 2**20}))
    assert found(str(ledger), SETTINGS)["disk"].told == "5 MB free beside the ledger"


def test_a_ledger_that_cannot_be_written_is_noted(ledger, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert [each.told for each in examine_ledger(str(ledger), SETTINGS) if "not written" in each.told]
