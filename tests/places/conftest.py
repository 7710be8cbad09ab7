"""Pages parsed once a session, and the gazetteer that comes with the package."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsledger.language import Parsed, Pipeline, pipeline
from newsledger.places import Gazetteer, event_place, read_places
from newsledger.records import Document, Outlet, PlaceMention, Published, Where, Zone, ZoneKind

Read = Callable[..., dict[str, PlaceMention]]
Locate = Callable[..., Where | None]


def make(text: str, *, url: str | None = None, country: str | None = None) -> Document:
    outlet = Outlet("The Paper", country=country) if country else None
    zones = (Zone(ZoneKind.BODY, 0, len(text)),)
    return Document("d", "test", "0", url, outlet, None, (), "en", Published(), text, zones)


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    return pipeline()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


@pytest.fixture(scope="session")
def parse(nlp: Pipeline) -> Callable[..., Parsed]:
    return lambda text, **about: nlp.parse(make(text, **about))


@pytest.fixture(scope="session")
def read(parse: Callable[..., Parsed], gazetteer: Gazetteer) -> Read:
    """The page's places by their words; ``countries`` and ``taken`` are passed on."""

    def of(text: str, countries: tuple[str, ...] = (), taken: tuple = (), **about: str) -> dict[str, PlaceMention]:
        found = read_places(parse(text, **about), gazetteer, countries=countries, taken=taken)
        return {p.text: p for p in found}

    return of


@pytest.fixture(scope="session")
def locate(parse: Callable[..., Parsed], gazetteer: Gazetteer) -> Locate:
    """The place of the event whose predicate is this word."""

    def of(text: str, word: str, *, spoken: bool = False) -> Where | None:
        parsed = parse(text)
        sentence = parsed.sentence_at(text.index(word))
        assert sentence is not None
        predicate = sentence.token_at(text.index(word))
        assert predicate is not None
        before = parsed.sentences[: sentence.index]
        return event_place(predicate, sentence, read_places(parsed, gazetteer), before, spoken=spoken)

    return of
