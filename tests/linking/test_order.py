"""The same events whatever the order of reading, and time that grows with the reports."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from making.telling import newsroom
from newsledger.linking import cluster

REPORTS, PAGES = newsroom(120)
EXPECTED = cluster(REPORTS, PAGES)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_order_gives_the_same_events(chance):
    reports, pages = list(REPORTS), list(PAGES)
    chance.shuffle(reports)
    chance.shuffle(pages)
    assert cluster(reports, pages) == EXPECTED


def test_every_report_is_in_one_event():
    told = [r for e in EXPECTED for r in e.reports]
    assert sorted(told) == sorted(r.report_id for r in REPORTS)


def test_events_that_stay_alike_keep_their_ids_when_others_come():
    more, pages = newsroom(160)
    assert [r.report_id for r in more[:120]] == [r.report_id for r in REPORTS]
    before = {e.event_id: e.reports for e in EXPECTED}
    after = {e.event_id: e.reports for e in cluster(more, pages)}
    assert sum(after.get(k) == v for k, v in before.items()) >= 0.9 * len(before)


def test_time_grows_about_as_the_reports_do():
    taken = []
    for size in (1000, 4000):
        reports, pages = newsroom(size)
        random.Random(1).shuffle(reports)
        started = time.process_time()
        cluster(reports, pages)
        taken.append(time.process_time() - started)
    # Squared growth would give 16.
    assert taken[1] < 8 * taken[0]
