"""What tests of several floors share: the stores that a ledger can lie on."""

from __future__ import annotations

import os

import pytest

from making.stores import STORES, fresh, server
from newsledger.ledger import Ledger

# A command run within the process of the tests must not leave that process behind all others for good.
os.environ.setdefault("NEWSLEDGER_NICE", "0")


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
