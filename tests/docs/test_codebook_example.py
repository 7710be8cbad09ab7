"""The how-to's worked example does what it says."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from making.folders import write
from newsledger.actors import Registry
from newsledger.coding import Coder
from newsledger.data import own
from newsledger.data.checking import check
from newsledger.reading import outlet_of, read_row

PAGE = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```yaml\n# mine/(\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
ROW = re.search(r"echo '(\{.*?\})'", PAGE)


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("how-to") / "mine", FILES)
    own.use([str(folder)])
    yield folder
    own.use(())


def test_the_example_is_well_formed(mine):
    assert len(FILES) == 4
    assert check(mine).mistakes == ()


def test_its_sentence_gives_the_report_that_is_promised(mine):
    assert ROW
    document = read_row(json.loads(ROW.group(1)), source="-")
    (report,) = Coder().code(document).reports
    assert (report.type, report.modes, report.cameo) == ("SANCTION", ("discontinue",), "163")
    assert [p.id for p in report.actor] == ["org/seton-lake-authority"]
    assert [p.country for p in report.recipient] == ["UGA"]
    assert "own codebook SANCTION: 'sluice'" in report.why.type
    assert report.coder.codebook == own.version()


def test_its_people_and_outlets_are_known(mine):
    (party,) = Registry.default().find("Ada Merrow", date(2020, 1, 1))
    assert (party.office, party.country) == ("Director", "KEN")
    outlet = outlet_of(None, "https://www.courier.example/news/1")
    assert outlet is not None
    assert outlet.id == "seton-lake-courier"


def test_the_mistakes_shown_are_what_the_check_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    good = "# mine/codebook/water.yaml\n" + FILES["codebook/water.yaml"]
    bad = good.replace("discontinue", "discontinu").replace('"163"', "0163").replace('"on"', "on")
    write(Path("mine"), {**FILES, "codebook/water.yaml": bad})
    shown = re.findall(r"^mine/codebook/water.yaml:\d+.*$", PAGE, re.MULTILINE)
    assert [str(mistake) for mistake in check(Path("mine")).mistakes] == shown
