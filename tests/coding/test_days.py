"""When a report was whose own sentence does not tell."""

from __future__ import annotations

from datetime import date

import pytest

from newsledger import Coder
from newsledger.reading import read_row
from newsledger.records import Report

LEAD = "Soldiers arrested dozens of students in Kampala on Friday."
SAID = "On Thursday, Foreign Minister Sergei Lavrov accused France of lying."
THURSDAY, FRIDAY, PAGE = date(2021, 5, 13), date(2021, 5, 14), date(2021, 5, 15)


@pytest.fixture(scope="module")
def when():
    coder = Coder()

    def of(text: str, told: str) -> tuple[date | None, date | None]:
        found: list[Report] = list(coder.code(read_row({"text": text, "date": "2021-05-15"})).reports)
        (report,) = [r for r in found if any(s.of(text) == told for s in r.evidence.fields.predicate)]
        return report.when.start, report.when.end

    return of


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"{LEAD}\n\n{SAID}\n\nLavrov also urged Germany to lift the embargo.", "urged"),
        (f"{LEAD}\n\nLavrov urged Germany to lift the embargo.\n\n{SAID}", "urged"),
    ],
)
def test_a_speaker_says_all_on_the_one_day_on_which_he_is_told_to_speak(when, text, word):
    assert when(text, word) == (THURSDAY, THURSDAY)


@pytest.mark.parametrize(
    "later",
    [
        "Josep Borrell urged Germany to lift the embargo.",
        "Lavrov urged Germany to lift the embargo.\n\nOn Tuesday Lavrov accused Spain of lying.",
    ],
)
def test_another_speaker_or_a_second_day_leaves_the_day_of_the_page(when, later):
    assert when(f"{LEAD}\n\n{SAID}\n\n{later}", "urged") == (FRIDAY, PAGE)


def test_what_is_only_named_has_the_day_of_the_deed_that_it_names(when):
    text = "Israel bombed Syria on Tuesday.\n\nThe bombing of Syria killed three soldiers and angered Iran."
    assert when(text, "bombing") == (date(2021, 5, 11), date(2021, 5, 11))


def test_a_name_is_not_dated_by_a_deed_done_to_others(when):
    text = "Israel bombed Lebanon on Tuesday.\n\nThe bombing of Syria killed three soldiers and angered Iran."
    assert when(text, "bombing") == (None, None)
