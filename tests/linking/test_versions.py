"""Earlier versions of a page: history, and no second source."""

from datetime import UTC, date, datetime

import pytest

from making.records import VERSION
from making.telling import UKRAINE_SHELLED, dead, page, printed, telling
from newsledger.ledger import Ledger
from newsledger.linking import link
from newsledger.records import Coded, Corroboration

NOW = datetime(2023, 8, 1, tzinfo=UTC)
URL = "https://post.example/kherson"


def version(number, words="Russia shelled the market of Kherson and killed {}.", **fields):
    held = page(words.format(number), "Post", url=URL, published=printed(date(2023, 7, 27)))
    return Coded(held, (telling(held, "shelled", toll=dead(number), **{**UKRAINE_SHELLED, **fields}),), (), (), ())


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "a.db") as opened:
        yield opened


def read(ledger, *versions):
    for each in versions:
        ledger.write(each, ledger.start_run(VERSION, NOW, {}))
    link(ledger)
    return tuple(ledger.events())


def test_the_last_version_counts_and_the_event_tells_what_it_was_before(ledger):
    first, second, third = version(7), version(9), version(12)
    (event,) = read(ledger, first, second, third)
    assert event.reports == (third.reports[0].report_id,) and event.documents == 1
    assert event.corroboration is Corroboration.SINGLE and event.conflicts == ()
    assert {(r.field, r.outlet, r.before, r.after) for r in event.revisions} == {
        ("toll.dead", "Post", "7", "12"),
        ("toll.dead", "Post", "9", "12"),
    }


def test_linking_again_tells_the_same(ledger):
    before = read(ledger, version(7), version(9))
    link(ledger)
    assert tuple(ledger.events()) == before


def test_what_stayed_as_it_was_is_no_history(ledger):
    (event,) = read(ledger, version(9), version(9, "Russia shelled the market of Kherson early and killed {}."))
    assert event.revisions == ()


def test_a_sentence_that_is_gone_has_no_heir(ledger):
    other = version(9, "A quite different thing: grain ships left Odesa after Russia shelled {} silos.")
    (event,) = read(ledger, version(7), other)
    assert event.revisions == ()
