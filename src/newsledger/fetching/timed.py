"""A connection on which the whole exchange has one deadline, however slowly the bytes drip."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

Clock = time.monotonic


class Deadline:
    """So many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._end = Clock() + seconds

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What is done here takes none of the time."""
        began = Clock()
        yield
        self._end += Clock() - began

    def left(self) -> float:
        """Seconds until the end. Raises TimeoutError past it."""
        rest = self._end - Clock()
        if rest <= 0:
            raise TimeoutError
        return rest


class _Bytes(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)


class _Line:
    """What http.client asks of a socket; each read is given no more time than is left."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: Any) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        return io.BufferedReader(_Bytes(self._sock, self._deadline))

    def close(self) -> None:
        """http.client closes its socket while the body is still to be read; ``Connection.shut`` does so in the end."""


class Connection(http.client.HTTPConnection):
    """A connection to one of some addresses, under the host's name."""

    def __init__(self, host: str, port: int, addresses: Iterable[str], deadline: Deadline, *, secure: bool) -> None:
        super().__init__(host, port)
        self._addresses, self._deadline, self._secure = list(addresses), deadline, secure
        self._raw: socket.socket | None = None
        # The port is told to the server where the scheme does not imply it.
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        self._raw = self._ready()
        self.sock: Any = _Line(self._raw, self._deadline)

    def shut(self) -> None:
        """Ends the connection, whatever has been read of it."""
        self.close()
        if self._raw is not None:
            self._raw.close()

    def _ready(self) -> socket.socket:
        raw = self._dialled()
        if not self._secure:
            return raw
        raw.settimeout(self._deadline.left())
        try:
            return ssl.create_default_context().wrap_socket(raw, server_hostname=self.host)
        except OSError:
            raw.close()
            raise

    def _dialled(self) -> socket.socket:
        problem: OSError = OSError("no address")
        for address in self._addresses:
            try:
                return socket.create_connection((address, self.port), self._deadline.left())
            except OSError as error:
                problem = error
        raise problem
