"""The interface's OpenAPI document."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsledger.desk.rest.models import Problem
from newsledger.desk.serving.answers import dumped

ADDRESS = "/api/v1/openapi.json"
_ABOUT = """Events, reports, claims, stories and documents of one ledger, as records of the contract.
Reading is open on loopback; elsewhere, and for every write, a token is sent as a bearer."""
_PROBLEMS = {
    "400": "The body is not what its content type says.",
    "401": "No token, or one that is not known.",
    "403": "The token's role does not reach.",
    "404": "There is no such thing.",
    "413": "The body is too large.",
    "422": "The question cannot be understood.",
}


def describe(app: FastAPI) -> None:
    """Gives the application its document, at one address of the interface."""
    app.openapi = lambda: _document(app)  # type: ignore[method-assign]
    app.router.routes.append(Route(ADDRESS, _shown, methods=["GET"]))


def _shown(request: Request) -> Response:
    return Response(dumped(request.app.openapi()), media_type="application/json")


def _document(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=_ABOUT, routes=app.routes)
        _with_problems(made)
        app.openapi_schema = made
    return app.openapi_schema


def _with_problems(made: dict[str, Any]) -> None:
    """Every operation may answer with a problem; FastAPI's own form of an error is never given."""
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            operation["responses"].pop("422", None)
            for status, said in _PROBLEMS.items():
                if method == "post" or (status not in {"400", "413"} and (status != "404" or "{" in path)):
                    operation["responses"][status] = _problem(said)
            operation["security"] = [{"token": []}] if method != "get" else [{}, {"token": []}]


def _problem(said: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": said, "content": {"application/problem+json": {"schema": schema}}}
