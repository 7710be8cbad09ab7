"""The desk as an application: its pages, its REST interface, and the guard before both."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from newsledger import __version__
from newsledger.desk.pages import ROUTES
from newsledger.desk.serving.answers import Asked, html
from newsledger.desk.serving.guard import LOOPBACK, Guard
from newsledger.desk.serving.problems import problem, problem_of, status_of
from newsledger.desk.serving.state import Desk
from newsledger.desk.serving.templates import STATIC
from newsledger.desk.serving.tokens import NOBODY, Visitor
from newsledger.errors import NewsledgerError
from newsledger.ledger import Ledger

_LOG = logging.getLogger("newsledger.desk")
_SMALLEST = 1_000  # bytes below which compressing saves nothing


def create_app(ledger: Ledger, *, open_reading: bool = True, hosts: Iterable[str] = LOOPBACK) -> FastAPI:
    """The application over an open ledger.

    ``open_reading`` lets anybody read without a token; ``hosts`` are the names it answers to.
    """
    app = FastAPI(title="newsledger", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(ledger, open_reading)
    app.router.routes += [*ROUTES, Mount("/static", StaticFiles(directory=STATIC), name="static")]
    app.add_exception_handler(NewsledgerError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _unforeseen)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST, compresslevel=5)
    app.add_middleware(Guard, hosts=tuple(hosts))
    return app


def _told(request: Request, error: Any) -> Response:
    """An error on purpose, as a page for people and as a problem document for programs."""
    if status_of(error) >= 500:
        _LOG.error("%s", error)
    if not _for_people(request):
        return problem_of(error)
    return _page(request, status_of(error), error.what, error.mend, error.where)


def _refused(request: Request, error: Any) -> Response:
    if not _for_people(request):
        return problem(error.status_code, str(error.detail))
    return _page(request, error.status_code, "There is no such page", "Begin at the search.", request.url.path[:200])


def _unforeseen(request: Request, error: Any) -> Response:
    _LOG.exception("A page failed", exc_info=error)
    return problem(500, "Something went wrong here", "The desk's own log says what.")


def _page(request: Request, status: int, what: str, mend: str, where: str) -> Response:
    asked = Asked(request, request.app.state.desk, Visitor(NOBODY, None))
    body = html(asked, "problem.html", status=status, what=what, mend=mend, where=where)
    return HTMLResponse(body, status)


def _for_people(request: Request) -> bool:
    if request.url.path.startswith("/api/") or "form" in request.scope:
        return False
    return "text/html" in request.headers.get("accept", "text/html") or "*/*" in request.headers.get("accept", "")
