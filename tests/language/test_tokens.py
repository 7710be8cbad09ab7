"""Plain words answer as spaCy's own tokens do."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsledger.language.tokens import Stretch, Text, Token

TEXTS = [
    "The president of France, Emmanuel Macron, and his wife met Olaf Scholz in Berlin on Monday. They didn't stay.",
    '"We will not wait," he said -- twice --, adding that troops, tanks and 12 planes had left U.S. bases...',
    "Asked whom it blamed, the ministry named  two   groups; neither answered. What that means nobody knows yet!",
    "Kim's al-Qaeda-linked fighters (some 1,500) fled North and South Kivu",
    " Opening blanks, then one word. Yes.",
]
_PLAIN = ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_")
_FLAGS = ("is_alpha", "is_punct", "is_space", "is_stop", "is_quote", "is_right_punct", "like_num")
_MANY = ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts")
_NAMES, _MARKS = ("France", "Berlin", "Kim"), (",", ".", ";", "(", ")", '"', "'s")
_OTHERS = (
    "troops",
    "who",
    "said",
    "that",
    "met",
    "and",
    "the",
    "old",
    "never",
    "gave",
    "up",
    "to",
    "left",
    "which",
    "is",
)
words = st.sampled_from((*_NAMES, *_MARKS, *_OTHERS))


@pytest.fixture(scope="module")
def both(nlp):
    """spaCy's parse of a text, and ours made from it."""

    def parse(text):
        (doc,) = nlp.read([text])
        return doc, nlp.words(doc)

    return parse


def places(tokens) -> list[int]:
    return [t.i for t in tokens]


def told(token) -> dict:
    """All that readers ask of a token."""
    found = {name: getattr(token, name) for name in (*_PLAIN, *_FLAGS)}
    found |= {name: places(getattr(token, name)) for name in _MANY}
    found |= {name: getattr(token, name).i for name in ("head", "left_edge", "right_edge")}
    return found | {
        "length": len(token),
        "opens": bool(token.is_sent_start),
        "sent": (token.sent.start, token.sent.end),
    }


def told_by_subtree(token) -> dict:
    """The same of spaCy's token, its edges those of its subtree: where branches cross it may stop short of them."""
    below = places(token.subtree)
    return told(token) | {"left_edge": min(below), "right_edge": max(below)}


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_answers_as_spacys(both, text):
    doc, ours = both(text)
    assert [told(t) for t in ours] == [told(t) for t in doc]
    assert ours.text == doc.text


@pytest.fixture
def unmended(monkeypatch):
    """Odd strings of words are mended more often than sentences; here it is the parse itself that counts."""
    monkeypatch.setattr("newsledger.language.tokens.mend", lambda words, heads: None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words, min_size=1, max_size=25))
@example(["said", "France", "met", "which", "gave", "who"])
def test_odd_parses_too(both, unmended, chosen):
    doc, ours = both(" ".join(chosen))
    assert [told(t) for t in ours] == [told_by_subtree(t) for t in doc]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words, min_size=1, max_size=25))
@example(["up", "met", "gave", "which", ",", "said"])
def test_a_mended_parse_is_still_a_tree(both, chosen):
    _, ours = both(" ".join(chosen))
    for token in ours:
        above = places(token.ancestors)
        assert token.i not in above
        assert len(set(above)) == len(above)
        assert all(child.head.i == token.i for child in token.children)


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_and_entities(both, text):
    doc, ours = both(text)
    assert [(s.start, s.end, s.text, s.root.i) for s in ours.sents] == [
        (s.start, s.end, s.text, s.root.i) for s in doc.sents
    ]
    assert [(kind, e.start, e.end) for s in ours.sents for kind, e in s.ents] == [
        (e.label_, e.start, e.end) for s in doc.sents for e in s.ents
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_stretches_by_words_and_by_characters(both, text):
    doc, ours = both(text)
    for start in range(len(doc)):
        for end in range(start + 1, min(start + 9, len(doc)) + 1):
            one, other = ours[start:end], doc[start:end]
            assert (one.text, one.root.i, one.start_char, one.end_char) == (
                other.text, other.root.i, other.start_char, other.end_char
            )  # fmt: skip
    for start in range(-1, len(text) + 1):
        for size in (1, 2, 9):
            one, other = ours.covering(start, start + size), doc.char_span(start, start + size, alignment_mode="expand")
            assert (one is None) == (other is None)
            assert one is None or other is None or (one.start, one.end) == (other.start, other.end)


def test_slices_are_cut_to_the_text_and_neighbours_are_not(both):
    doc, ours = both(TEXTS[0])
    for cut in (slice(3, 1), slice(2, 400), slice(None, 4), slice(-3, None)):
        assert places(ours[cut]) == places(doc[cut])
    inside, theirs = ours[2:9], doc[2:9]
    assert places(inside[1:3]) == places(theirs[1:3])
    assert (inside[-1].i, ours[-1].i) == (theirs[-1].i, doc[-1].i)
    assert ours[4].nbor(-2) is ours[2]
    for word, away in ((ours[0], -1), (ours[-1], 1)):
        with pytest.raises(IndexError):
            word.nbor(away)


def test_words_are_one_object_each_and_told_by_their_text(both):
    _, ours = both(TEXTS[0])
    assert isinstance(ours, Text)
    assert all(isinstance(t, Token) for t in ours)
    assert all(t.head is ours[t.head.i] and t.doc is ours for t in ours)
    assert isinstance(ours[0].sent, Stretch)
    assert ours[0].sent is ours[1].sent
    assert repr(ours[1]) == "president"


def test_a_text_without_words(nlp):
    assert list(nlp.words(nlp.nlp.make_doc("")).sents) == []
