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


@pytest.mark.parametrize(
    ("text", "word", "sectors"),
    [
        ("A bipartisan group of senators met reporters there.", "group", ("LEG",)),
        ("A group of demonstrators met reporters there.", "group", ("CVL",)),
        ("The group met reporters there.", "group", ("SOC",)),
        ("A sheriff's deputy met reporters there.", "deputy", ("COP",)),
        ("A former Kenyan official met reporters there.", "official", ("ELI",)),
        ("The former Kenyan government met reporters there.", "government", ("GOV",)),
        ("Congressional Democrats met reporters there on Monday.", "Democrats", ("LEG", "PTY")),
        ("Many Democrats met reporters there on Monday.", "Democrats", ("PTY",)),
        ("A union official met reporters there.", "official", ("LAB",)),
        ("A local official met reporters there.", "official", ("GOV",)),
        ("A commander of Hamas met reporters there.", "commander", ("REB",)),
        ("The district attorney met reporters there.", "attorney", ("JUD",)),
        ("An attorney met reporters there.", "attorney", ("SOC",)),
    ],
)
def test_the_sector_is_that_of_those_meant(party, text, word, sectors):
    assert party(text, word).sectors == sectors


@pytest.mark.parametrize(
    ("text", "sectors", "office"),
    [
        ("Former Kenyan lawmaker Ann Jensen met reporters there.", ("ELI",), "Former lawmaker"),
        ("Ann Jensen, vice president of the AFL-CIO, met reporters there.", ("LAB",), "vice president"),
        ("The president of the AFL-CIO, Ann Jensen, met reporters there.", ("LAB",), "president"),
    ],
)
def test_the_sector_of_an_unknown_person_is_that_of_the_office_told(party, text, sectors, office):
    found = party(text, "Jensen")
    assert (found.sectors, found.office) == (sectors, office)


def test_a_word_that_means_an_actor_elsewhere_means_none_in_some_phrases(parties):
    assert parties("Police found the weapons in a safe house there.", "house") == ()


def test_the_ambassador_to_a_state_is_another_s(party):
    assert party("The ambassador to Chad met reporters there.", "ambassador").country is None
