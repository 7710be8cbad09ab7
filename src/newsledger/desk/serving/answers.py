"""A page's answer in its forms: HTML for people, and JSON, CSV and others beside it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from newsledger.desk.asking.wanted import Wanted
from newsledger.desk.serving.problems import Refused
from newsledger.desk.serving.state import Desk
from newsledger.desk.serving.templates import render
from newsledger.desk.serving.tokens import Visitor, visitor
from newsledger.errors import QueryError
from newsledger.exporting.comma import write_rows

MEDIA = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "graphml": "application/xml",
    "atom": "application/atom+xml",
    "jsonl": "application/x-ndjson",
    "html": "text/html; charset=utf-8",
}
_ATTACHED = frozenset({"csv", "graphml", "html", "jsonl"})


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns, for CSV."""

    columns: Sequence[str]
    rows: Iterable[Mapping[str, Any]]

    def encoded(self) -> bytes:
        out = io.BytesIO()
        write_rows(self.rows, out, self.columns)
        return out.getvalue()


@dataclass(frozen=True)
class Answer:
    """What a page shows, and how it is given in other forms. Each is made only when it is asked for."""

    template: str
    context: Mapping[str, Any]
    data: Callable[[], Any]
    table: Callable[[], Table]
    more: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    status: int = 200

    @property
    def forms(self) -> tuple[str, ...]:
        return ("json", "csv", *self.more)


@dataclass(frozen=True)
class Asked:
    """A request to a page: the desk, what is wanted of it, and who asks."""

    request: Request
    desk: Desk
    visitor: Visitor

    @classmethod
    def of(cls, request: Request) -> Asked:
        desk: Desk = request.app.state.desk
        return cls(request, desk, visitor(request, desk))

    @property
    def wanted(self) -> Wanted:
        return Wanted.of(self.request.query_params.multi_items())

    @property
    def path(self) -> str:
        """The page's address without the ending of its form."""
        path = self.request.url.path if self.request.url.path != "/" else "/events"
        form = self.request.scope.get("form")
        return path.removesuffix(f".{form}") if form else path

    def named(self, name: str) -> str:
        return str(self.request.path_params[name])

    def given(self, name: str, longest: int = 500) -> str:
        """A parameter of the address; empty where it is not given. Raises QueryError for one without end."""
        value = self.request.query_params.get(name, "").strip()
        if len(value) > longest:
            raise QueryError(f"The value of {name} is too long", mend=f"Give at most {longest} characters.")
        return value


View = Callable[[Asked], Answer]


def page(path: str, view: View, forms: Sequence[str] = ()) -> list[Route]:
    """The page's routes: itself, and itself with the ending of each form."""
    endings = ("json", "csv", *forms)
    beside = [Route(f"{path}.{ending}", _formed(view, ending), methods=["GET"]) for ending in endings]
    return [*beside, Route(path, _shown(view), methods=["GET"])]


def _shown(view: View) -> Callable[[Request], Response]:
    def shown(request: Request) -> Response:
        asked = Asked.of(request)
        asked.visitor.must_read()
        with asked.desk.turns:
            answer = view(asked)
            return HTMLResponse(html(asked, answer.template, forms=answer.forms, **answer.context), answer.status)

    return shown


def html(asked: Asked, template: str, forms: Sequence[str] = (), **context: Any) -> str:
    """A template with what every page of the desk has."""
    query = asked.request.url.query
    beside = [(form, f"{asked.path}.{form}" + (f"?{query}" if query else "")) for form in forms]
    return render(template, media=MEDIA, asked=asked, path=asked.path, visitor=asked.visitor, beside=beside, **context)


def _formed(view: View, form: str) -> Callable[[Request], Response]:
    def formed(request: Request) -> Response:
        request.scope["form"] = form
        asked = Asked.of(request)
        asked.visitor.must_read()
        return _in_form(view(asked), form, asked.path)

    return formed


def _in_form(answer: Answer, form: str, path: str) -> Response:
    made = {"json": lambda: dumped(answer.data()), "csv": lambda: answer.table().encoded(), **answer.more}
    if form not in made:
        raise QueryError(f"This page has no {form}")
    name = "".join(char if char.isalnum() else "-" for char in path.strip("/"))[:80] or "newsledger"
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"'} if form in _ATTACHED else None
    return Response(made[form](), answer.status, headers, MEDIA[form])


def dumped(value: Any) -> bytes:
    """JSON of plain values, with numbers of the columns among them."""
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_INDENT_2)


Act = Callable[[Asked, Mapping[str, str]], Response]

_LARGEST_FORM = 200_000  # bytes


def act(path: str, doing: Act, of: Callable[[Request], Asked] = Asked.of) -> Route:
    """The route of a form: it does something, and leads to a page."""

    async def done(request: Request) -> Response:
        body = await request.body()
        if len(body) > _LARGEST_FORM:
            raise Refused(413, "This form is too large")
        return await run_in_threadpool(_acted, request, body)

    def _acted(request: Request, body: bytes) -> Response:
        given = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=100))
        return doing(of(request), given)

    return Route(path, done, methods=["POST"])


def back_to(address: str) -> Response:
    """Leads to a page of the desk, never to another site's."""
    own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return RedirectResponse(address if own else "/", HTTPStatus.SEE_OTHER)
