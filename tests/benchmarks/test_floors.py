"""Pinned figures: a change that lowers one fails here, where the gold sets are at hand."""

import json
from pathlib import Path

import pytest
from benchmarks.shared import SHARED

from benchmarks import scorecard

HEAVY = {
    "linking_order",
    "linking_growth",
    "geovirus",
    "lgl",
    "polnear_train_200",
    "cost_of_attribution",
    "meantime_times",
    "ecbplus_linking",
}  # minutes each
_SLOW = pytest.mark.slow
FLOORS = json.loads(scorecard.FLOORS.read_text(encoding="utf-8"))


def test_a_figure_on_the_wrong_side_of_its_floor_is_named() -> None:
    pinned = {"set": {"F1": {"least": 0.5}, "reports a sentence": {"most": 1.4}}}
    assert scorecard.breaches({"set": {"F1": 0.5, "reports a sentence": 1.4}}, pinned) == []
    found = scorecard.breaches({"set": {"F1": 0.4, "reports a sentence": 1.5}}, pinned)
    assert len(found) == 2
    assert "F1 is 0.4" in found[0]


def test_every_floor_is_of_a_table_that_there_is() -> None:
    assert set(FLOORS) <= set(scorecard.TABLES)


@pytest.mark.skipif(not SHARED.exists(), reason="the gold sets do not lie beside this checkout")
@pytest.mark.parametrize("name", [pytest.param(n, marks=_SLOW if n in HEAVY else ()) for n in sorted(FLOORS)])
def test_the_pinned_figures_hold(name: str, tmp_path: Path) -> None:
    figures = scorecard.TABLES[name](tmp_path)
    assert scorecard.breaches({name: figures}, {name: FLOORS[name]}) == []
