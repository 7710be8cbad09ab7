"""Whether an event happened, goes on, is planned, tried, asked for, supposed or denied."""

from __future__ import annotations

import pytest

from newsledger import Coder
from newsledger.coding.factuality import Reading, factuality
from newsledger.reading import read_row
from newsledger.records import Factuality


@pytest.fixture(scope="module")
def reading(found, book):
    def run(text: str, trigger: str) -> Reading:
        (one,) = [c for c in found(text) if c.trigger.text == trigger]
        return factuality(one.trigger, book, one.carrier)

    return run


@pytest.mark.parametrize(
    ("value", "text", "trigger"),
    [
        (Factuality.ACTUAL, "Kenya attacked Uganda.", "attacked"),
        (Factuality.ACTUAL, "Kenya has arrested nine rebels.", "arrested"),
        (Factuality.ONGOING, "Talks between Norway and Chile were advancing.", "Talks"),
        (Factuality.ONGOING, "The protests continue in Chad.", "protests"),
        (Factuality.ACTUAL, "The talks between Norway and Chile raised hopes.", "talks"),
        (Factuality.ACTUAL, "Kenya condemned Uganda for attacking Tanzania.", "attacking"),
        (Factuality.DENIED, "Kenya denied a report by a website that it had asked Uganda for guns.", "asked"),
        (Factuality.DENIED, "Kenya dismissed reports that its troops had attacked a village.", "attacked"),
        (Factuality.DENIED, "Reports that Kenya expelled the ambassador are untrue.", "expelled"),
        (Factuality.ACTUAL, "Kenya confirmed a report that its troops had attacked a village.", "attacked"),
        (Factuality.CONDITIONAL, "Kenya did not deny reports that its troops attacked a village.", "attacked"),
        (Factuality.ONGOING, "Police are arresting students.", "arresting"),
        (Factuality.ONGOING, "Kenya is shelling the town held by Uganda.", "shelling"),
        (Factuality.PLANNED, "Kenya will attack Uganda.", "attack"),
        (Factuality.PLANNED, "Kenya plans to attack Uganda.", "attack"),
        (Factuality.PLANNED, "Kenya is expected to release nine prisoners.", "release"),
        (Factuality.ATTEMPTED, "Kenya tried to attack Uganda.", "attack"),
        (Factuality.ATTEMPTED, "Kenya failed to arrest nine rebels.", "arrest"),
        (Factuality.ATTEMPTED, "Kenya attempted to seize ships from Uganda.", "seize"),
        (Factuality.REQUESTED, "Kenya urged Uganda to release nine prisoners.", "release"),
        (Factuality.REQUESTED, "Kenya asked Uganda to extradite two rebels.", "extradite"),
        (Factuality.REQUESTED, "Kenya called on Uganda to withdraw its troops.", "withdraw"),
        (Factuality.CONDITIONAL, "Kenya could attack Uganda.", "attack"),
        (Factuality.CONDITIONAL, "Kenya would attack Uganda if talks failed.", "attack"),
        (Factuality.CONDITIONAL, "If Kenya attacked Uganda, Tanzania would object.", "attacked"),
        (Factuality.CONDITIONAL, "Had Kenya attacked Uganda, Tanzania would have objected.", "attacked"),
        (Factuality.CONDITIONAL, "If Kenya had attacked Uganda, Tanzania would be at war.", "attacked"),
        (Factuality.CONDITIONAL, "Had Kenya got into a war with Uganda, Tanzania would have gained.", "war"),
        (Factuality.CONDITIONAL, "Kenya would have attacked Uganda.", "attacked"),
        (Factuality.ACTUAL, "Kenya would have heard of the attack on Uganda.", "attack"),
        (Factuality.ACTUAL, "Not only had Kenya attacked Uganda, it had taken a town.", "attacked"),
        (Factuality.DENIED, "Kenya did not attack Uganda.", "attack"),
        (Factuality.DENIED, "Kenya never attacked Uganda.", "attacked"),
        (Factuality.DENIED, "Kenya denied that it had attacked Uganda.", "attacked"),
        (Factuality.DENIED, "Kenya denied attacking Uganda.", "attacking"),
        (Factuality.DENIED, "Kenya refused to meet Uganda.", "meet"),
        (Factuality.DENIED, "Kenya prevented Uganda from attacking rebels.", "attacking"),
    ],
)
def test_the_seven_values(reading, value, text, trigger):
    assert reading(text, trigger).value is value


def test_the_deciding_word_is_given(reading):
    assert "tried" in reading("Kenya tried to attack Uganda.", "attack").reason
    assert "could" in reading("Kenya could attack Uganda.", "attack").reason
    assert reading("Kenya attacked Uganda.", "attacked").reason == "asserted"


def test_what_governs_one_clause_leaves_the_next_alone(reading):
    text = "Kenya, which had refused to meet Uganda, attacked Tanzania."
    assert reading(text, "attacked").value is Factuality.ACTUAL
    assert reading(text, "meet").value is Factuality.DENIED


def test_what_a_relative_clause_tells_has_happened(reading):
    text = "Kenya urged police to arrest the rebels who had attacked Uganda."
    assert reading(text, "arrest").value is Factuality.REQUESTED
    assert reading(text, "attacked").value is Factuality.ACTUAL


def test_a_pledge_of_ones_own_is_marked(reading):
    assert reading("Kenya will send food to Uganda.", "send").promised
    assert not reading("Kenya plans to attack Uganda.", "attack").promised
    assert not reading("Kenya sent food to Uganda.", "sent").promised


def test_what_is_not_claimed_is_described_as_known():
    text = "No group claimed responsibility for the raid, which came after the Taliban signed a truce with Kabul."
    reports = Coder().code(read_row({"text": text, "date": "2021-05-15"})).reports
    assert {r.factuality.value for r in reports if r.type.value == "SUPPORT"} == {"actual"}


def test_what_one_says_that_one_would_do_to_another_is_a_threat_made():
    (report,) = (
        Coder().code(read_row({"text": "Britain said it would expel four Russian diplomats over the raid."})).reports
    )
    assert (report.type.value, report.factuality.value) == ("THREATEN", "actual")


def test_what_one_would_have_done_is_no_threat():
    text = "Ankara says it would have bombed Kurdish fighters in Syria."
    (report,) = Coder().code(read_row({"text": text, "date": "2019-10-27"})).reports
    assert report.factuality is Factuality.CONDITIONAL


@pytest.mark.parametrize(
    "text", ["Moscow has not ruled out talks with Kyiv.", "Kenya did not turn down the offer of Uganda."]
)
def test_what_is_not_refused_is_a_refusal_denied(text):
    (report,) = Coder().code(read_row({"text": text, "date": "2022-03-15"})).reports
    assert (report.type.value, report.factuality) == ("REJECT", Factuality.DENIED)
