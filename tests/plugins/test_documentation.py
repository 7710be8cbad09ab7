"""The page on plug-ins tells of every point, and its example works as shown."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from making.records import document
from newsledger.actors import Registry
from newsledger.coding.codebook import codebook
from newsledger.exporting.formats import find
from newsledger.ledger import Ledger
from newsledger.plugins import POINTS
from newsledger.reading import outlet_of, read
from newsledger.running.plugged import PluggedCoder, every, plugged_linker

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```\w+\n# (\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture
def lakes(site):
    told = tomllib.loads(FILES["pyproject.toml"])["project"]
    points = {
        f"{group.removeprefix('newsledger.')}/{name}": leads_to
        for group, entries in told["entry-points"].items()
        for name, leads_to in entries.items()
    }
    site(told["name"], points, {path: text for path, text in FILES.items() if path != "pyproject.toml"})


def test_every_point_has_its_section_and_no_other():
    assert re.findall(r"^## newsledger\.(\w+)$", PAGE, re.MULTILINE) == list(POINTS)


def test_the_example_has_one_of_each_and_all_are_ready(lakes):
    found = every()
    assert {each.point for each in found} == set(POINTS)
    assert [each for each in found if each.state != "ready"] == []


def test_the_example_does_what_it_says(lakes, tmp_path):
    (tmp_path / "a.minutes").write_text("2020-01-02\nOne.\n----\n2020-01-03\nTwo.")
    assert [(page.text, str(page.published.start)) for page in read([tmp_path / "a.minutes"])] == [
        ("One.", "2020-01-02"), ("Two.", "2020-01-03")]  # fmt: skip
    assert codebook().verbs["sluice"][0].entry.type == "SANCTION"
    assert Registry.default().find("Seton Lake Authority")[0].country == "KEN"
    assert outlet_of("Seton Lake Courier", None).id == "seton-lake-courier"
    assert find("days")[1] == "days"
    assert [c.reports for c in PluggedCoder("lakes", "m").code_many([document("A.")])] == [()]
    with Ledger.open(str(tmp_path / "l.db"), create=True) as ledger:
        assert plugged_linker("none", ledger) is None
