"""Every operation of the interface, asked in every way that its document allows and some that it does not."""

from contextlib import suppress

import pytest
import schemathesis
from httpx2 import InvalidURL
from hypothesis import HealthCheck, given, reject, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from making import CountingCoder
from making.coder import link_all
from newsledger.desk.app import create_app
from newsledger.ledger import Ledger, tokens

from .conftest import HERE, MADE, events_of, fill, pages

pytestmark = pytest.mark.slow

CHECKS = (not_a_server_error, response_schema_conformance, status_code_conformance, content_type_conformance)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with Ledger.open(tmp_path_factory.mktemp("api") / "a.db") as ledger:
        coded = pages()
        fill(ledger, coded, events_of(coded))
        with ledger.writing() as connection:
            secret = tokens.create(connection, "tester", "admin", MADE)
        app = create_app(ledger, coder=CountingCoder, link=link_all)
        with TestClient(app, base_url=HERE, headers={"authorization": f"Bearer {secret}"}) as client:
            yield client


def operations(served):
    """Every operation of the document; a new one is asked without a change here."""
    document = schemathesis.openapi.from_dict(served.get("/api/v1/openapi.json").json())
    return [each.ok() for each in document.get_all_operations()]


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_no_answer_breaks_the_document(served, mode):
    asked = 0
    for operation in operations(served):
        asked += _ask(operation, served, mode)
    assert asked >= 300  # ten operations can be asked wrongly, thirty times each


def _ask(operation, served, mode) -> int:
    number = 0

    @settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        nonlocal number
        number += 1
        wanted = case.as_transport_kwargs(base_url=HERE)
        headers = {**dict(wanted.pop("headers", None) or {}), "authorization": served.headers["authorization"]}
        wanted.pop("cookies", None)
        try:
            answer = served.request(**{k: v for k, v in wanted.items() if v is not None}, headers=headers)
        except InvalidURL:  # longer than any client would send
            reject()
        case.validate_response(schemathesis.Response.from_any(answer), checks=CHECKS)

    with suppress(Unsatisfiable):  # of some operations nothing can be asked wrongly
        ask()
    return number
