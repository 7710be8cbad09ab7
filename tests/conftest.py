"""What tests of several floors share: the stores that a ledger can lie on."""

from __future__ import annotations

import pytest

from making.stores import STORES, fresh, server
from newsledger.ledger import Ledger


@pytest.fixture(scope="session")
def postgres():
    with server() as running:
        yield running


@pytest.fixture(params=STORES)
def store(request):
    return request.param


@pytest.fixture
def where(request, store, tmp_path):
    """Where a new ledger is, on each store in turn."""
    return fresh(request, store, tmp_path)


@pytest.fixture
def ledger(where):
    with Ledger.open(where) as opened:
        yield opened
