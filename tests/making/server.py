"""A web server of this machine that answers as a test says, however badly."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


Reply = bytes | Callable[[Request, socket.socket], bytes | None]


def reply(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole, honest answer; names of headers are given with underscores."""
    raw = body.encode() if isinstance(body, str) else body
    told = {"Content_Length": str(len(raw)), **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in told.items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + raw


@dataclass
class Server:
    """``routes`` may be changed at any time; ``seen`` are the requests, in the order they came."""

    port: int
    routes: dict[str, Reply]
    seen: list[Request] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def asked(self) -> list[str]:
        return [request.path for request in self.seen]


@contextmanager
def serving(routes: dict[str, Reply] | None = None, secure: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server on a free port; a path without a route is not found."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening.getsockname()[1], routes if routes is not None else {})
        threading.Thread(target=_serve, args=(listening, server, secure), daemon=True).start()
        yield server


def _serve(listening: socket.socket, server: Server, secure: ssl.SSLContext | None) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=(connection, server, secure), daemon=True).start()


def _answer(plain: socket.socket, server: Server, secure: ssl.SSLContext | None) -> None:
    with plain:
        try:
            connection = secure.wrap_socket(plain, server_side=True) if secure else plain
            request = _request(connection)
            server.seen.append(request)
            answer = server.routes.get(request.path, reply(status="404 Not Found"))
            raw = answer if isinstance(answer, bytes) else answer(request, connection)
            connection.sendall(raw or b"")
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            return  # the client has gone, as it should of some


def _request(connection: socket.socket) -> Request:
    with connection.makefile("rb") as stream:
        method, path, _ = stream.readline().decode("latin-1").split(" ", 2)
        headers = {}
        while line := stream.readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return Request(method, path, headers, stream.read(int(headers.get("content-length", 0))))
