"""Questions made to be read as something else: each is answered as the words it is, or refused in words."""

from datetime import UTC, datetime

import pytest

from making import coded, event
from making.records import VERSION
from making.stores import STORES, fresh
from newsledger.errors import QueryError
from newsledger.ledger import Ledger, Query

OPERATORS = {
    "a condition that always holds": "' OR 1=1 --",
    "a table to drop": "'); DROP TABLE documents; --",
    "an open phrase": '" OR sentence:',
    "words near each other": "NEAR(Kim Shoigu, 99999)",
    "a beginning": "Kim*",
    "a first word": "^Kim",
    "a column": "{sentence}: Kim",
    "a word left out": "Kim NOT Shoigu",
    "an operator alone": "AND",
    "a bracket": "(",
    "quotation marks": '"" " "',
    "a store's own operators": "Kim <-> met & !x | y:*",
    "patterns": "% _ \\ [a-z] *",
    "a null byte": "Ki\x00m",
    "an override of direction": "Kim\u202e",
    "no character": "Kim \ufffe",
    "half a pair": "Kim \udcff",
    "a word without end": "a" * 100_000,
    "five thousand words": "Kim " * 5_000,
    "five hundred words": "a " * 500,
    "quotation marks without end": '"' * 999,
}
ASKED = ("text", "actor", "partner", "place", "outlet", "actor_country", "mode", "document", "event", "cursor")


@pytest.fixture(scope="module", params=STORES)
def ledger(request, tmp_path_factory):
    with Ledger.open(fresh(request, request.param, tmp_path_factory.mktemp("ledger"))) as opened:
        run = opened.start_run(VERSION, datetime(2023, 8, 1, tzinfo=UTC), {})
        pages = [coded("Shoigu visited Pyongyang.", "a.txt"), coded("Macron met him.", "b.txt")]
        opened.write_many(pages, [], run)
        opened.replace_events([event("e-1", *pages[0].reports)])
        yield opened


@pytest.mark.parametrize("name", OPERATORS)
def test_words_are_only_words(ledger, name):
    for field in ASKED:
        try:
            found = len(list(ledger.reports(Query(**{field: OPERATORS[name]}))))
        except QueryError as error:
            assert error.what
        else:
            assert found < 2 or field == "cursor" or "Kim" in OPERATORS[name], field
    assert ledger.counts()["documents"] == 2


@pytest.mark.parametrize("name", OPERATORS)
def test_ids_are_only_ids(ledger, name):
    for find in (ledger.report, ledger.event, ledger.document, ledger.whole_id):
        with pytest.raises(QueryError):
            find(OPERATORS[name])
