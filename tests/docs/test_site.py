"""The manual as mkdocs builds it. make docs and make test-all install mkdocs; elsewhere this is skipped and says so."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec

import pytest

from manual import pages

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("material") is None, reason="mkdocs-material is not installed: make docs"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=pages.ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return target


def test_every_page_of_the_menu_is_built(site):
    for address in pages.in_nav():
        assert (site / address).with_suffix(".html").stat().st_size > 1000


def test_nothing_is_loaded_from_elsewhere(site):
    loads = re.compile(r"""<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=["'](?:https?:)?//""", re.IGNORECASE)
    for page in site.rglob("*.html"):
        assert not loads.search(page.read_text(encoding="utf-8")), page.name
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", sheet.read_text(encoding="utf-8")), sheet.name


def test_the_search_knows_the_made_pages(site):
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert all(f'"{name}.html' in index for name in ("reference/codebook", "reference/registry", "accuracy"))
