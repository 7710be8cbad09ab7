"""Surnames that stand on a page before the full names."""

from __future__ import annotations

from datetime import date

import pytest

from newsledger.actors.ahead import run_together

_DAY = date(2018, 4, 10)


def _name(party, text: str, word: str, nth: int = 1) -> str:
    return party(text, word, _DAY, nth=nth).name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jensen blasted the plan. On Monday Ann Jensen spoke to reporters.", "Ann Jensen"),
        ("Jensen blasted the plan. On Monday nobody spoke to reporters.", "Jensen"),
        ("Jensen blasted the plan. Ann Jensen and Ben Jensen spoke to reporters.", "Jensen"),
    ],
)
def test_a_surname_is_that_of_the_one_person_named_in_full_below(party, text, name):
    assert _name(party, text, "Jensen") == name


def test_a_ruler_s_surname_is_not_that_of_a_namesake_named_later(party):
    text = "Putin blasted the plan. On Monday Igor Putin spoke to reporters."
    assert _name(party, text, "Putin") == "Vladimir Putin"


def test_a_hyphened_surname_is_one_name(party):
    text = "Ann Jensen-Lindqvist spoke. Reporters asked Jensen-Lindqvist about it."
    assert _name(party, text, "Lindqvist", nth=2) == "Ann Jensen-Lindqvist"


def test_the_president_elect_is_called_by_the_name_told_before(party):
    text = "President-elect Ann Jensen spoke. Reporters asked President-elect Jensen about it."
    assert _name(party, text, "Jensen", nth=2) == "Ann Jensen"


def test_the_younger_of_a_name_does_not_lend_his_surname(party):
    text = "Ben Jensen Jr. spoke to reporters. Nobody has seen Jensen since."
    assert _name(party, text, "Jensen", nth=2) == "Jensen"


def test_a_candidate_s_surname_is_not_his_wife_s_whom_the_page_names_in_full(party):
    text = "President Obama and his staff left. Ann Romney met reporters. Romney blasted the plan."
    assert party(text, "Romney", date(2012, 10, 28), nth=2).name == "Mitt Romney"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Is Norway Hansen's last hope? On Monday Ann Hansen spoke to reporters.", "Ann Hansen"),
        ("Is Norway Hansen's last hope? On Monday nobody spoke to reporters.", "Norway Hansen"),
        ("Norway Hansen left. Ann Hansen spoke to Norway Hansen.", "Norway Hansen"),
    ],
)
def test_a_state_s_name_that_a_headline_runs_into_a_surname_is_no_part_of_it(party, text, name):
    assert _name(party, text, "Hansen") == name


@pytest.mark.parametrize(("name", "surname"), [("Norway Hansen", "Hansen"), ("Ann Hansen", None), ("Norway", None)])
def test_what_stands_behind_a_state_may_be_a_surname(registry, name, surname):
    assert run_together(name, registry) == surname
