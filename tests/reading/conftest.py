"""Limits that a test sets for itself."""

import pytest

from newsledger.reading import limits
from newsledger.settings import LIMIT


@pytest.fixture
def limit(monkeypatch):
    """Sets limits as the environment would: ``limit(page_bytes=1_000)``."""

    def setting(**named):
        for name, value in named.items():
            monkeypatch.setenv(LIMIT + name.upper(), str(value))
        limits.limits.cache_clear()

    yield setting
    limits.limits.cache_clear()
