from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from newsledger.attribution import read_claims
from newsledger.language import Parsed, Pipeline, pipeline
from newsledger.records import Claim, Document, Outlet, Party, Published, Span, Zone, ZoneKind


def page(text: str, *zones: Zone, outlet: Outlet | None = None) -> Document:
    """A document of one body zone, or of the zones given."""
    whole = zones or (Zone(ZoneKind.BODY, 0, len(text)),)
    return Document("d", "here", "0" * 64, None, outlet, None, (), "en", Published(), text, whole)


@dataclass(frozen=True)
class Words:
    """Resolves every noun phrase to its own words."""

    text: str

    def agrees(self, pronoun: str, party: Party) -> bool:
        return True

    def party_at(self, span: Span) -> Party | None:
        words = span.of(self.text)
        return Party(text=words, name=words, resolved_by="words", span=span)


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    return pipeline()


@pytest.fixture(scope="session")
def parse(nlp: Pipeline) -> Callable[..., Parsed]:
    return lambda text, *zones, outlet=None: nlp.parse(page(text, *zones, outlet=outlet))


@pytest.fixture(scope="session")
def claims_of(parse: Callable[..., Parsed]) -> Callable[..., tuple[Claim, ...]]:
    def read(text: str, *zones: Zone) -> tuple[Claim, ...]:
        return read_claims(parse(text, *zones), Words(text))

    return read
