"""Where a report lies whose own sentence does not tell."""

from __future__ import annotations

import pytest

from newsledger import Coder
from newsledger.reading import read_row
from newsledger.records import Report

SPOKE = "Foreign Minister Sergei Lavrov spoke at a conference in Jakarta on Friday, where he accused France of lying."


@pytest.fixture(scope="module")
def where():
    coder = Coder()

    def of(text: str, told: str, **row: object) -> str | None:
        found: list[Report] = list(coder.code(read_row({"text": text, "date": "2021-05-15", **row})).reports)
        (report,) = [r for r in found if any(s.of(text) == told for s in r.evidence.fields.predicate)]
        return report.where.name if report.where else None

    return of


def test_a_speaker_says_all_of_one_day_where_he_speaks(where):
    assert where(f"{SPOKE}\n\nLavrov also urged Germany to lift the embargo.", "urged") == "Jakarta"
    assert where(f"Foreign Minister Sergei Lavrov urged Germany to lift the embargo.\n\n{SPOKE}", "urged") == "Jakarta"


@pytest.mark.parametrize(
    "later",
    [
        "Lavrov had urged Germany to lift the embargo.",
        "Lavrov urged Germany on Twitter to lift the embargo.",
        "Lavrov urged Germany in 2018 to lift the embargo.",
        "Josep Borrell urged Germany to lift the embargo.",
        "Lavrov urged Germany to lift the embargo. On Thursday he accused Spain of lying at a rally in Manila.",
    ],
)
def test_nothing_is_carried_where_it_may_be_another_occasion(where, later):
    assert where(f"{SPOKE}\n\n{later}", "urged") is None


LEAD = "Police fired tear gas at students in Kampala on Friday. Officers also beat marchers in Kampala."


def test_a_page_that_stays_in_one_town_has_its_deeds_there(where):
    assert where(f"{LEAD}\n\nSoldiers arrested dozens of students.", "arrested") == "Kampala"


@pytest.mark.parametrize(
    "later",
    [
        "Soldiers arrested dozens of students. Rebels killed a farmer in Gulu on Friday.",
        "In 2011, soldiers arrested dozens of students.",
        "French soldiers arrested dozens of Kenyan students.",
    ],
)
def test_a_second_scene_leaves_deeds_without_a_town(where, later):
    assert where(f"{LEAD}\n\n{later}", "arrested") in {None, "Uganda"}


def test_the_town_is_the_one_that_the_sentence_before_names(where):
    text = "Rebels reached Goma on Thursday. Soldiers killed three rebels in the town on Friday."
    assert where(text, "killed") == "Goma"
    text = "Rebels reached Goma and Beni on Thursday. Soldiers killed three rebels in the town on Friday."
    assert where(text, "killed") != "Goma"


def test_words_take_the_country_of_the_sentence_before_only_from_those_who_are_of_it(where):
    text = "Rebels are on the march in northern Colombia. The Colombian government accused the rebels of lying."
    assert where(text, "accused") == "Colombia"
    text = "Rebels are on the march in northern Colombia. The Canadian government accused the rebels of lying."
    assert where(text, "accused") is None
