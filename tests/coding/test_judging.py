"""Of the codebook's way of an event and the head's, which is told."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from newsledger import Coder
from newsledger.coding.codebook import Pattern
from newsledger.coding.judging import _bare, _mode
from newsledger.reading import read_row
from newsledger.records import EventType


def _pattern(mode: str | None) -> Pattern:
    return Pattern("attack", "attack", (), replace(_bare(EventType.ASSAULT), mode=mode))


def _heard(**shares: float) -> Any:
    return SimpleNamespace(modes={f"ASSAULT/{mode}": share for mode, share in shares.items()} | {"COERCE/arrest": 0.01})


@pytest.mark.parametrize(
    ("written", "heard", "told"),
    [
        (None, {"aerial": 0.6}, None),
        (None, {"aerial": 0.75}, "aerial"),
        ("explosives", {"explosives": 0.3}, "explosives"),
        ("explosives", {"aerial": 0.9}, "aerial"),
        ("explosives", {"aerial": 0.6, "explosives": 0.2}, None),
    ],
)
def test_a_mode_is_told_where_codebook_and_head_agree_or_the_head_is_sure(
    written: str | None, heard: dict[str, float], told: str | None
) -> None:
    assert _mode(EventType.ASSAULT, _pattern(written), _heard(**heard)) == told


def test_the_cameo_code_follows_the_mode_that_is_told() -> None:
    reports = (
        Coder().code(read_row({"text": "Sudanese army drones killed forty traders at a market in Kutum."})).reports
    )
    (report,) = [r for r in reports if r.type is EventType.ASSAULT]
    assert report.modes == ("drone",)
    assert report.cameo == "195"
