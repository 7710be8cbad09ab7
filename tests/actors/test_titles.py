"""What the words around a person's name say of office and trade."""

from __future__ import annotations

import pytest

from newsledger.actors.titles import is_abstract, is_capacity, other_trade, roles, title_of, titles


@pytest.fixture(scope="module")
def name(nlp):
    """The head of the name with this last word."""
    return lambda text, word: next(t for t in nlp.nlp(text) if t.text == word)


def test_titles_stand_before_and_beside(name):
    head = name("Foreign Minister Anna Sample, a Fijian senator, spoke.", "Sample")
    assert any("minister" in words.lower() for words in titles(head))
    assert any("senator" in words for words in titles(head))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("President Anna Sample spoke.", "head of state"),
        ("President Anna Sample spoke.", "head of government"),
        ("Foreign Minister Anna Sample spoke.", "foreign minister"),
    ],
)
def test_a_title_tells_the_role(name, text, role):
    assert role in roles(name(text, "Sample"))


def test_no_title_no_role(name):
    assert roles(name("Anna Sample spoke.", "Sample")) == frozenset()


@pytest.mark.parametrize(
    ("text", "other"),
    [("The pianist Sample spoke.", True), ("Army general Sample spoke.", False), ("Sample spoke.", False)],
)
def test_a_trade_that_no_office_has(name, text, other):
    assert other_trade(name(text, "Sample")) is other


def test_the_title_in_its_own_words(name):
    assert title_of(name("Anna Sample, a Treasury spokeswoman, spoke.", "Sample")) == "Treasury spokeswoman"
    assert title_of(name("Anna Sample spoke.", "Sample")) is None


@pytest.mark.parametrize(
    ("text", "word", "capacity"),
    [
        ("On his second trip as president, Trump spoke in Warsaw.", "president", True),
        ("He was their nominee for president.", "president", True),
        ("He spoke for the president.", "president", False),
        ("They asked for police.", "police", False),
    ],
)
def test_what_somebody_is_or_would_be(nlp, text, word, capacity):
    assert is_capacity(next(t for t in nlp.nlp(text) if t.text == word)) is capacity


@pytest.mark.parametrize(
    ("text", "word", "abstract"),
    [
        ("They were hit with such force.", "force", True),
        ("A Chinese force crossed the river.", "force", False),
        ("The forces crossed the river.", "forces", False),
        ("It was a medium of exchange.", "medium", True),
    ],
)
def test_a_word_that_is_an_actor_only_with_an_article(nlp, text, word, abstract):
    assert is_abstract(next(t for t in nlp.nlp(text) if t.text == word)) is abstract
