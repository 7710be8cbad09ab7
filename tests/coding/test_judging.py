"""Of the codebook's way of an event and the head's, which is told."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from newsledger import Coder
from newsledger.coding.codebook import Pattern
from newsledger.coding.judging import Judge, _bare, _mode
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


def _coded(text: str) -> tuple[Any, ...]:
    return Coder().code(read_row({"text": text, "date": "2023-05-10"})).reports


def test_a_states_forces_arrest_criminals_whom_gunmen_would_abduct() -> None:
    (report,) = _coded("The Kenyan navy captured twelve pirates off Lamu.")
    assert (report.type, report.modes, report.cameo) == (EventType.COERCE, ("arrest",), "173")
    (report,) = _coded("Gunmen kidnapped two soldiers in Mosul.")
    assert (report.type, report.modes) == (EventType.ASSAULT, ("abduct",))


def test_what_was_said_of_a_thing_before_its_noun_is_no_event() -> None:
    reports = _coded("Ethiopia mounted its long-threatened invasion of Somalia on Monday.")
    assert EventType.THREATEN not in {r.type for r in reports}
    assert EventType.THREATEN in {r.type for r in _coded("Ethiopia threatened Somalia on Monday.")}


@pytest.mark.parametrize(
    ("text", "abroad"),
    [("Narendra Modi is in Moscow to attend the parade.", 1.0), ("Vladimir Putin is in Moscow to speak.", 0.0)],
)
def test_being_in_another_state_is_a_sign_and_being_at_home_none(text: str, abroad: float) -> None:
    seen: list[Any] = []
    whole = Judge._signs

    def watched(*given: Any, **named: Any) -> Any:
        signs = whole(*given, **named)
        seen.append((given[1].candidate.trigger.text, signs.abroad))
        return signs

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Judge, "_signs", watched)
        _coded(text)
    assert dict(seen)["is"] == abroad


def test_who_is_charged_over_a_deed_is_told_beside_the_deed() -> None:
    reports = _coded("A man was charged in connection with the fatal shooting of a senator in Lagos.")
    assert EventType.ASSAULT in {r.type for r in reports}
