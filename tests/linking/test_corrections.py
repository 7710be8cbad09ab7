"""Corrections of a shape that no report has."""

import pytest

from making import document, report
from newsledger.errors import QueryError
from newsledger.linking.corrections import stored


@pytest.mark.parametrize(
    ("field", "words"),
    [("toll.dead", "9" * 5_000), ("modes", '[{"a": 1}]'), ("type", '["AID"]'), ("when", "[]"), ("actor", '[{"a": 1}]'),
     ("where", "half a pair \udcff"), ("when", "0000-00-00"), ("actor", "[" * 5_000)],
)  # fmt: skip
def test_values_that_no_report_has_are_refused_in_words(field, words):
    page = document("Shoigu visited Pyongyang.", "a.txt")
    with pytest.raises(QueryError):
        stored(report(page, 0, len(page.text)), field, words)
