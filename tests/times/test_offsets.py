"""Acts dated by how long they lie from another."""

from __future__ import annotations

from datetime import date

import pytest

from newsledger.records import Precision, WhenBasis
from newsledger.times import event_date, read_times

PAGE = date(2019, 3, 22)  # a Friday


@pytest.fixture
def dated(parse):
    """The date of the event that a word of the text tells."""

    def run(text, word):
        parsed = parse(text, PAGE, None)
        sentence = parsed.sentence_at(text.index(word))
        predicate = sentence.token_at(text.index(word))
        return event_date(predicate, sentence, read_times(parsed), (), parsed.document.published)

    return run


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("The town prayed on Friday, a week after a gunman attacked two mosques.", "attacked", date(2019, 3, 15)),
        ("The town prayed on Friday, a week after a gunman attacked two mosques.", "prayed", date(2019, 3, 22)),
        ("On March 3, two days before the army shelled Homs, rebels freed a pilot.", "shelled", date(2019, 3, 5)),
        ("On March 3, two days before the army shelled Homs, rebels freed a pilot.", "freed", date(2019, 3, 3)),
        ("Police arrested a man on Monday, three days after the attack on the embassy.", "attack", date(2019, 3, 15)),
    ],
)
def test_a_length_before_after_counts_from_the_clause_above(dated, text, word, day):
    when = dated(text, word)
    assert (when.start, when.end, when.precision, when.basis) == (day, day, Precision.DAY, WhenBasis.TEXT)


def test_months_give_a_month(dated):
    when = dated("The minister resigned on 5 May 2018, two months after soldiers seized power.", "seized")
    assert (when.start, when.end) == (date(2018, 3, 1), date(2018, 3, 31))


def test_a_date_of_its_own_goes_before(dated):
    when = dated("Rebels freed him on March 1, a week after they kidnapped him on February 20.", "kidnapped")
    assert (when.start, when.end) == (date(2019, 2, 20), date(2019, 2, 20))


def test_a_length_that_is_counted_from_nothing_known_dates_nothing(dated):
    when = dated("Soldiers shot two men a week after a march.", "march")
    assert when.text != "a week" and when.basis is not WhenBasis.TEXT
