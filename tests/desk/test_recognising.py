"""What the box's words are read as."""

import pytest

from newsledger.desk.asking.loading import columns as load
from newsledger.desk.asking.recognising import read_box


@pytest.fixture(scope="module")
def read(still):
    columns = load(still)
    return lambda text: read_box(text, columns)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("Kim Jong Un", {"actor": ["person/kim-jong-un"]}),
        ("Macron", {"actor": ["person/emmanuel-macron"]}),
        ("russia and france", {"actor": ["RUS", "FRA"], "text": ["and"]}),
        ("PRK", {"actor": ["PRK"]}),
        ("Niamey", {"place": ["Niamey"]}),
        ("THREATEN", {"type": ["THREATEN"]}),
        ("threaten", {"text": ["threaten"]}),
        ("planned third-party talks", {"factuality": ["planned"], "mode": ["third-party"], "text": ["talks"]}),
        ("contested", {"corroboration": ["contested"]}),
        ("July 2023", {"start": ["July 2023"], "end": ["July 2023"]}),
        ("since 2022-05", {"start": ["2022-05"]}),
        ("2022..2023-02", {"start": ["2022"], "end": ["2023-02"]}),
        ("letter from Kim Jong Un", {"text": ["letter from"], "actor": ["person/kim-jong-un"]}),
        ('"Kim Jong Un" visit', {"text": ['"Kim Jong Un" visit']}),
        ("", {}),
        ("!? --", {"text": ["!? --"]}),
    ],
)
def test_names_days_and_terms_are_told_from_words(read, text, conditions):
    assert read(text).conditions == conditions


def test_each_reading_says_the_words_it_came_from(read):
    assert [(each.words, each.said) for each in read("Kim Jong Un since 2022").recognised] == [
        ("Kim Jong Un", "Kim Jong Un, as a party"),
        ("since 2022", "since 2022"),
    ]


def test_nothing_typed_is_lost(read):
    for text in ("aid to the people of Niamey in 2023", 'one "two three" four', '"never closed'):
        reading = read(text)
        words = {*reading.text.split(), *(w for each in reading.recognised for w in each.words.split())}
        assert words == set(text.split())
