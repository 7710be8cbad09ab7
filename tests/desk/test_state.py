"""What a desk keeps, and when it lets go of it."""

from dataclasses import replace

import pytest

from making.records import VERSION
from newsledger.desk.asking.loading import stamp
from newsledger.desk.asking.wanted import Wanted
from newsledger.desk.serving.state import Desk
from newsledger.ledger import Judgement, Verdict
from newsledger.linking import link

from .conftest import MADE


def relinked_alike(ledger):
    """The same events in the same rows, but for one word in the middle."""
    held = list(ledger.events())
    ledger.replace_events([held[0], replace(held[1], confidence=0.11), *held[2:]])


def relinked_unchanged(ledger):
    ledger.replace_events(list(ledger.events()))


def linked_by_the_linker(ledger):
    link(ledger)


def emptied(ledger):
    ledger.replace_events([])


def judged(ledger):
    (report,) = ledger.event("e-threat").reports
    ledger.judge(Judgement(report, None, Verdict.ACCEPT, "ana", MADE))


def judged_on_a_pair(ledger):
    ledger.judge(Judgement("e-visit", "e-met", Verdict.SAME, "ana", MADE))


def a_run_ended(ledger):
    ledger.finish_run(ledger.start_run(VERSION, MADE, {}), MADE, {})


CHANGES = (relinked_alike, relinked_unchanged, linked_by_the_linker, emptied, judged, judged_on_a_pair, a_run_ended)


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_has_a_stamp_of_its_own(ledger, change):
    seen = [stamp(ledger)]
    for _ in range(3):
        change(ledger)
        seen.append(stamp(ledger))
    assert len(set(seen)) == len(seen)


def test_a_stamp_stays_while_nothing_changes(ledger):
    assert stamp(ledger) == stamp(ledger)


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_kept_is_made_anew_after_each_change(ledger, change):
    desk = Desk(ledger)
    assert desk.keep("key", lambda: "before") == "before"
    assert desk.keep("key", lambda: "again") == "before"
    change(ledger)
    desk.refresh()
    assert desk.keep("key", lambda: "after") == "after"


def test_events_linked_anew_are_found_as_they_are_now(ledger):
    desk = Desk(ledger)
    few = Wanted(least=0.2)
    before = desk.find(few).events
    relinked_alike(ledger)
    desk.refresh()
    assert desk.find(few).events == before - 1


def test_a_judgement_leaves_the_events_where_they_are(ledger):
    desk = Desk(ledger)
    held = desk.columns()
    judged(ledger)
    desk.refresh()
    assert desk.columns() is held
    relinked_unchanged(ledger)
    desk.refresh()
    assert desk.columns() is not held
