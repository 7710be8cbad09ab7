from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from newsledger.actors import Mentions, Registry
from newsledger.language import Parsed, Pipeline, pipeline
from newsledger.records import DateBasis, Document, Party, Precision, Published, Zone, ZoneKind

DAY = date(2021, 5, 15)


def page(text: str, day: date | None) -> Document:
    published = Published(day, day, Precision.DAY, DateBasis.GIVEN) if day else Published()
    zone = Zone(ZoneKind.BODY, 0, len(text))
    return Document("d", "here", "0" * 64, None, None, None, (), "en", published, text, (zone,))


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    return pipeline()


@pytest.fixture(scope="session")
def parse(nlp: Pipeline) -> Callable[..., Parsed]:
    return lambda text, day=DAY: nlp.parse(page(text, day))


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The registry that ships with the package."""
    return Registry.default()


@pytest.fixture(scope="session")
def mentions(parse: Callable[..., Parsed], registry: Registry) -> Callable[..., Mentions]:
    return lambda text, day=DAY, known=registry: Mentions(parse(text, day), known)


@pytest.fixture(scope="session")
def parties(mentions: Callable[..., Mentions]) -> Callable[..., tuple[Party, ...]]:
    """Whom the noun phrase with this head stands for; ``nth`` of the word's occurrences."""

    def run(text: str, word: str, day: date | None = DAY, nth: int = 1) -> tuple[Party, ...]:
        read = mentions(text, day)
        heads = [(t, s) for s in read.parsed.sentences for t in s.tokens if t.text == word]
        return read.parties(*heads[nth - 1])

    return run


@pytest.fixture(scope="session")
def party(parties: Callable[..., tuple[Party, ...]]) -> Callable[..., Party]:
    """The one party of a phrase."""

    def run(*args, **more) -> Party:
        (found,) = parties(*args, **more)
        return found

    return run
