"""spaCy comes without frameworks and command lines that nobody asked for."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from newsledger.language import importing


def told(script: str) -> str:
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.strip()


def test_a_small_pipeline_brings_no_framework_and_no_client_of_the_web(tmp_path):
    (tmp_path / "torch.py").write_text("raise SystemExit('torch was imported')")
    script = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
from newsledger.language.pipeline import load
load("en_core_web_sm")
print([m for m in ("torch", "weasel", "spacy.cli") if m in sys.modules])
import spacy.cli
print(spacy.cli.download.__module__, bool(spacy.info(silent=True)))
"""
    assert told(script).splitlines() == ["[]", "spacy.cli.download True"]


@pytest.mark.parametrize(
    ("needs", "more"),
    [
        (None, False),
        ([], False),
        (["spacy <3.9.0,>=3.7.5"], False),
        (["spacy>=3.7"], False),
        (["spacy>=3.7", "spacy-curated-transformers<1"], True),
        (["torch"], True),
    ],
    ids=["nothing told", "nothing", "spaCy", "spaCy without a space", "transformers", "a framework"],
)
def test_a_pipeline_that_needs_more_gets_it(monkeypatch, needs, more):
    monkeypatch.setattr(importing, "requires", lambda _: needs)
    assert importing._asks_for_more("any") is more


def test_stand_ins_go_and_never_hide_what_is_there(monkeypatch):
    mine = ModuleType("mine")
    monkeypatch.setitem(sys.modules, "mine", mine)
    with importing._standing_in({"mine": None, "nobody": None}):
        assert sys.modules["mine"] is mine
        with pytest.raises(ImportError):
            import nobody  # noqa: F401
    assert "nobody" not in sys.modules
    assert sys.modules["mine"] is mine
