"""The guard before every page: whose host was asked, what a page may load, and what it must not hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsledger.desk.serving.problems import problem

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Guard:
    """Refuses hosts that are not the desk's own and writes from other sites; adds headers to the rest.

    A page elsewhere can point its own host name at this machine; only the names given are answered.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app, self._hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if refusal := self._refusal(headers, scope["method"]):
            await refusal(scope, receive, _adding(send, scope["path"]))
            return
        await self._app(scope, receive, _adding(send, scope["path"]))

    def _refusal(self, headers: Headers, method: str) -> Any:
        host = bare_host(headers.get("host", ""))
        if "*" not in self._hosts and host not in self._hosts:
            return problem(421, "This desk does not answer to that name", f"The host asked for is {host[:100]!r}.")
        if method in _CHANGING and not _own(headers):
            return problem(403, "A page of another site may not write here", "Use the desk's own pages, or the API.")
        return None


def bare_host(host: str) -> str:
    """The host's name without its port."""
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def _own(headers: Headers) -> bool:
    """Whether a write comes from the desk's own page, or from a program, which sends no origin."""
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    return origin is None or origin.partition("//")[2] == headers.get("host")


def _adding(send: Send, path: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-cache" if path.startswith("/static/") else "no-store")
        await send(message)

    return sending
