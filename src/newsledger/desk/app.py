"""The desk as an application: its pages, its REST interface, and the guard before both."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from newsledger import __version__
from newsledger.desk import rest
from newsledger.desk.pages import ROUTES
from newsledger.desk.serving.answers import Asked, html
from newsledger.desk.serving.guard import LOOPBACK, Guard
from newsledger.desk.serving.problems import problem, problem_of, status_of
from newsledger.desk.serving.state import Desk
from newsledger.desk.serving.templates import STATIC
from newsledger.desk.serving.tokens import NOBODY, Visitor
from newsledger.desk.serving.worker import MakesCoder, Worker, own_coder
from newsledger.errors import NewsledgerError
from newsledger.ledger import Ledger
from newsledger.running import Links, link_reports

_LOG = logging.getLogger("newsledger.desk")
_LARGEST = 64 * 2**20  # bytes that one request may send
_EFFORT = 2  # of compressing, 1 to 9: more takes a page's time twice over for a tenth of its bytes
_SMALLEST = 1_000  # bytes below which compressing saves nothing


def create_app(
    ledger: Ledger,
    *,
    open_reading: bool = True,
    hosts: Iterable[str] = LOOPBACK,
    coder: MakesCoder = own_coder,
    link: Links = link_reports,
    lock: Path | None = None,
) -> FastAPI:
    """The application over an open ledger.

    ``open_reading`` lets anybody read without a token; ``hosts`` are the names it answers to. Pages
    that are added are coded by what ``coder`` makes, and judgements are obeyed by ``link``; of
    several processes over one ledger, the one that holds the file ``lock`` does so.
    """
    app = FastAPI(
        title="newsledger",
        version=__version__,
        max_body_size=_LARGEST,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_working,
    )
    desk = Desk(ledger, open_reading)
    app.state.desk = desk
    app.state.worker = Worker(desk, coder, link, lock)
    app.include_router(rest.router)
    rest.describe(app)
    app.router.routes += [*ROUTES, Mount("/static", StaticFiles(directory=STATIC), name="static")]
    app.add_exception_handler(NewsledgerError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unforeseen)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST, compresslevel=_EFFORT)
    app.add_middleware(Guard, hosts=tuple(hosts))
    return app


@asynccontextmanager
async def _working(app: FastAPI) -> AsyncIterator[None]:
    """Loads the events before they are asked for, and does the work that waits."""
    threading.Thread(target=app.state.desk.columns, daemon=True).start()
    app.state.worker.start()
    yield
    app.state.worker.stop()


def _invalid(_request: Request, error: Any) -> Response:
    """A parameter or a body that is not what the interface says."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return problem(422, f"{where}: {first['msg']}"[:300], "See /api/v1/openapi.json for what can be asked.")


def _told(request: Request, error: Any) -> Response:
    """An error on purpose, as a page for people and as a problem document for programs."""
    if status_of(error) >= 500:
        _LOG.error("%s", error)
    if not _for_people(request):
        return problem_of(error)
    return _page(request, status_of(error), error.what, error.mend, error.where)


def _refused(request: Request, error: Any) -> Response:
    if not _for_people(request):
        return problem(error.status_code, str(error.detail), headers=error.headers)
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
