"""Who may read and write."""

from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from newsledger.desk.app import create_app
from newsledger.errors import QueryError
from newsledger.ledger import tokens

from .conftest import HERE, MADE


@pytest.fixture
def closed(ledger):
    """A desk that others can reach."""
    with TestClient(create_app(ledger, open_reading=False), base_url=HERE) as client:
        yield client


def create(ledger, *given):
    with ledger.writing() as connection:
        return tokens.create(connection, *given)


def revoke(ledger, *given):
    with ledger.writing() as connection:
        return tokens.revoke(connection, *given)


def made(ledger):
    with ledger.reading() as connection:
        return [(t.name, t.role, t.revoked) for t in tokens.every(connection)]


def bearing(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def test_a_closed_desk_asks_for_a_token(closed):
    answer = closed.get("/events.json")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert closed.get("/events").status_code == 401


@pytest.mark.parametrize("role", ["reader", "reviewer", "admin"])
def test_any_role_may_read(closed, ledger, role):
    secret = create(ledger, "Jane Sample", role, MADE)
    assert closed.get("/events.json", headers=bearing(secret)).status_code == 200


def test_a_token_that_is_not_known_is_refused_even_where_reading_is_open(program):
    assert program.get("/events.json", headers=bearing("nl_guess")).status_code == 401


def test_a_revoked_token_lets_nobody_in(closed, ledger):
    secret = create(ledger, "Jane Sample", "reader", MADE)
    assert revoke(ledger, 1, datetime(2023, 9, 1, tzinfo=UTC))
    assert closed.get("/events.json", headers=bearing(secret)).status_code == 401
    assert not revoke(ledger, 1, MADE)
    assert not revoke(ledger, 7, MADE)


def test_the_ledger_keeps_no_secret(ledger, tmp_path):
    secret = create(ledger, "Jane Sample", "reader", MADE)
    assert made(ledger) == [("Jane Sample", "reader", None)]
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert secret.encode() not in held


def test_two_tokens_are_never_alike(ledger):
    assert len({create(ledger, "Jane", "reader", MADE) for _ in range(20)}) == 20


def test_a_role_there_is_not_and_a_holder_without_a_name_are_refused(ledger):
    with pytest.raises(QueryError, match="role"):
        create(ledger, "Jane", "owner", MADE)
    with pytest.raises(QueryError, match="name"):
        create(ledger, "  ", "reader", MADE)
