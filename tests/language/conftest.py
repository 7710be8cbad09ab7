from __future__ import annotations

import pytest

from newsledger.language import Parsed, Pipeline, pipeline
from newsledger.records import Document, Published, Zone, ZoneKind


def page(text: str, *zones: Zone, language: str | None = "en") -> Document:
    """A document of one body zone, or of the zones given."""
    whole = zones or (Zone(ZoneKind.BODY, 0, len(text)),)
    return Document("d", "here", "0" * 64, None, None, None, (), language, Published(), text, whole)


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    return pipeline()


@pytest.fixture(scope="session")
def parse(nlp: Pipeline):
    def run(text: str, *zones: Zone, language: str | None = "en") -> Parsed:
        return nlp.parse(page(text, *zones, language=language))

    return run
