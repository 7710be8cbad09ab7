from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from newsledger.actors import Mentions, Registry
from newsledger.coding.candidates import Candidate, candidates
from newsledger.coding.codebook import Codebook, codebook
from newsledger.coding.decision import Decision, by_codebook
from newsledger.coding.selection import select
from newsledger.language import Parsed, Pipeline, Sentence, pipeline
from newsledger.records import DateBasis, Document, Precision, Published, Zone, ZoneKind

DAY = date(2021, 5, 15)


def page(text: str) -> Document:
    published = Published(DAY, DAY, Precision.DAY, DateBasis.GIVEN)
    zone = Zone(ZoneKind.BODY, 0, len(text))
    return Document("d", "here", "0" * 64, None, None, None, (), "en", published, text, (zone,))


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    return pipeline()


@pytest.fixture(scope="session")
def parse(nlp: Pipeline) -> Callable[[str], Parsed]:
    return lambda text: nlp.parse(page(text))


@pytest.fixture(scope="session")
def book() -> Codebook:
    return codebook()


@pytest.fixture(scope="session")
def sentence(parse) -> Callable[[str], Sentence]:
    """The one sentence of a text."""

    def run(text: str) -> Sentence:
        (found,) = parse(text).sentences
        return found

    return run


@pytest.fixture(scope="session")
def found(sentence, book) -> Callable[[str], list[Candidate]]:
    return lambda text: list(candidates(sentence(text), book))


@pytest.fixture(scope="session")
def decided(parse, book) -> Callable[[str], list[Decision]]:
    """Every candidate that codebook and parse decide, before the rules of selection."""

    def run(text: str) -> list[Decision]:
        parsed = parse(text)
        mentions = Mentions(parsed, Registry.default())
        return [d for s in parsed.sentences for d in by_codebook(s, mentions, book)]

    return run


@pytest.fixture(scope="session")
def selected(decided) -> Callable[[str], list[Decision]]:
    """The events that stand after selection; the texts here are of one sentence."""
    return lambda text: select(decided(text))
