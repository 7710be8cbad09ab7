"""Signing in with a token, and out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from newsledger.desk.serving.answers import Asked, act, back_to, html
from newsledger.desk.serving.state import Desk
from newsledger.desk.serving.tokens import COOKIE, NOBODY, Visitor
from newsledger.ledger.tokens import find

_DAYS = 30


def _anonymous(request: Request) -> Asked:
    """Whoever asks, even with a token that is no longer good: this page is where to bring another."""
    desk: Desk = request.app.state.desk
    return Asked(request, desk, Visitor(NOBODY, "reader" if desk.open_reading else None))


def sign_in(request: Request) -> Response:
    """The page that asks for a token."""
    asked = _anonymous(request)
    return HTMLResponse(html(asked, "signin.html", back=asked.given("back") or "/review", wrong=False))


def enter(asked: Asked, form: Mapping[str, str]) -> Response:
    """Keeps the token in a cookie that scripts cannot read and other sites cannot send."""
    secret = form.get("token", "").strip()
    with asked.desk.ledger.reading() as connection:
        known = find(connection, secret) is not None
    if not known:
        page = html(asked, "signin.html", back=form.get("back", "/review"), wrong=True)
        return HTMLResponse(page, 401)
    answer = back_to(form.get("back", "/review"))
    secure = asked.request.url.scheme == "https"
    answer.set_cookie(COOKIE, secret, max_age=_DAYS * 86_400, httponly=True, samesite="strict", secure=secure)
    return answer


def leave(_asked: Asked, _form: Mapping[str, str]) -> Response:
    answer = back_to("/")
    answer.delete_cookie(COOKIE)
    return answer


def _whoever(path: str, doing: Callable[[Asked, Mapping[str, str]], Response]) -> Route:
    """The route of a form that asks for no good token."""
    return act(path, doing, _anonymous)


ROUTES = [
    Route("/sign-in", sign_in, methods=["GET"]),
    _whoever("/sign-in", enter),
    _whoever("/sign-out", leave),
]
