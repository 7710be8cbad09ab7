from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from newsledger.language import Parsed, Pipeline, pipeline
from newsledger.records import DateBasis, Document, Precision, Published, Zone, ZoneKind

Parse = Callable[..., Parsed]


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    return pipeline()


def published(start: date | None, end: date | None = None) -> Published:
    if start is None:
        return Published()
    precision = Precision.DAY if end in (None, start) else Precision.WEEK
    return Published(start, end or start, precision, DateBasis.GIVEN)


@pytest.fixture(scope="session")
def parse(nlp: Pipeline) -> Parse:
    """Parses a text as the body of a page published on the day given, if one is."""

    def run(text: str, day: date | None = None, end: date | None = None, kind: ZoneKind = ZoneKind.BODY) -> Parsed:
        zone = Zone(kind, 0, len(text))
        document = Document("d", "s", "0", None, None, None, (), "en", published(day, end), text, (zone,))
        return nlp.parse(document)

    return run
