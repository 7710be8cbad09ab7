"""The reference of the REST interface, from the same description that it gives of itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from fastapi import FastAPI

from manual.tables import table
from newsledger.desk.rest.routes import router

Described = dict[str, Any]


@lru_cache(maxsize=1)
def described() -> Described:
    """The OpenAPI description of the routes."""
    app = FastAPI()
    app.include_router(router)
    return app.openapi()


def operations() -> Iterator[tuple[str, str, Described]]:
    """Method, path and description of every operation, by path."""
    for path, methods in sorted(described()["paths"].items()):
        for method, told in sorted(methods.items()):
            yield method.upper(), path, told


def page() -> str:
    return "\n".join([_HEAD, *(_operation(*each) for each in operations())])


_HEAD = """# REST interface

Every operation under `/api/v1`, made from the description that the interface gives of itself at
`/api/v1/openapi.json`. Who may do what, and how a token is sent, is told in [The desk](../desk.md#who-may-do-what);
the records that come back are those of [Records](../records.md). Lists give `records` and `next`, the cursor of the
page that follows. Errors are problem details (RFC 9457).
"""


def _operation(method: str, path: str, told: Described) -> str:
    said = [f"## {method} {path}\n", f"{told.get('description', '')}\n"]
    rows = [_parameter(each) for each in told.get("parameters", ())]
    said += [table(("parameter", "in", "takes", "meaning"), rows)] if rows else []
    said += [f"Takes {_body(told['requestBody'])}.\n"] if "requestBody" in told else []
    return "\n".join([*said, f"Answers {', '.join(_answers(told['responses']))}.\n"])


def _parameter(each: Described) -> tuple[str, str, str, str]:
    needed = " (needed)" if each.get("required") else ""
    return f"`{each['name']}`{needed}", each["in"], _kind(each["schema"]), each.get("description") or "-"


def _kind(schema: Described) -> str:
    """What a value looks like, in words."""
    if "$ref" in schema:
        return _kind(_resolved(schema["$ref"]))
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"] if each.get("type") != "null")
    if "enum" in schema:
        return "one of " + ", ".join(f"`{word}`" for word in schema["enum"])
    if schema.get("type") == "array":
        return f"any number, {_kind(schema['items'])}"
    return _bounded(schema)


def _bounded(schema: Described) -> str:
    kind = {"string": "words", "integer": "a number", "number": "a number", "boolean": "true or false"}
    least, most = schema.get("minimum"), schema.get("maximum")
    between = f" from {least:g} to {most:g}" if least is not None and most is not None else ""
    return kind.get(str(schema.get("type")), "a value") + between


def _resolved(reference: str) -> Described:
    found: Described = described()["components"]["schemas"][reference.rsplit("/", 1)[-1]]
    return found


def _body(body: Described) -> str:
    schema = body["content"]["application/json"]["schema"]
    fields = _resolved(schema["$ref"])["properties"] if "$ref" in schema else {}
    return "JSON with " + ", ".join(f"`{name}`" for name in fields) if fields else "JSON"


def _answers(responses: Described) -> Iterator[str]:
    for status, told in responses.items():
        schema = told.get("content", {}).get("application/json", {}).get("schema", {})
        yield f"{status} with {_named(schema)}" if schema and status < "400" else f"{status} for an error"


def _named(schema: Described) -> str:
    return f"`{schema['$ref'].rsplit('/', 1)[-1]}`" if "$ref" in schema else "JSON"
