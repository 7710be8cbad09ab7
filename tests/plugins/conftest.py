"""A folder on the path, where a test can install distributions."""

from __future__ import annotations

import sys

import pytest

from making.distributions import install
from newsledger import plugins
from newsledger.data import own


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Gives a function that installs; afterwards nothing of it is left in the process."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("NEWSLEDGER_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NEWSLEDGER_PLUGINS", raising=False)
    before = set(sys.modules)

    def add(name, points, files=None, version="1.0"):
        install(folder, name, points, files or {}, version)
        plugins.forget()
        own.use(())

    yield add
    monkeypatch.undo()
    for module in [m for m in set(sys.modules) - before if str(folder) in str(getattr(sys.modules[m], "__file__", ""))]:
        del sys.modules[module]
    plugins.forget()
    own.use(())
