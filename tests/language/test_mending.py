from __future__ import annotations

import pytest

from newsledger.language.pipeline import pipeline
from newsledger.reading import read_row


def _heads(text):
    (sentence,) = pipeline().parse(read_row({"text": text})).sentences
    return {w.text: (w.dep_, w.head.text) for w in sentence.words}


@pytest.mark.parametrize(
    ("text", "noun", "verb"),
    [
        (
            "The navy has seized other foreign tankers and the ministry blames Tehran for the raid.",
            "ministry",
            "blames",
        ),
        ("Police arrested four students and the opposition called for protests.", "opposition", "called"),
        ("The army shelled the town and rebels fled.", "rebels", "fled"),
    ],
)
def test_a_noun_right_before_a_second_verb_is_its_subject(text, noun, verb):
    assert _heads(text)[noun] == ("nsubj", verb)


def test_what_is_done_to_the_second_is_told_in_the_passive():
    found = _heads("The army took the town and its governor was arrested.")
    assert found["governor"] == ("nsubjpass", "arrested")
    assert found["town"] == ("dobj", "took")


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("He said the town and the villages fell.", "villages"),
        ("He praised the soldiers and officers wounded in the war.", "officers"),
    ],
)
def test_joined_nouns_stay_joined_where_grammar_allows_it(text, noun):
    assert _heads(text)[noun][0] == "conj"
