"""One answer to one request, through a few redirects, each judged as the first address was."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin

from newsledger import __version__
from newsledger.fetching import addresses
from newsledger.fetching.bodies import body_of
from newsledger.fetching.problems import FetchError
from newsledger.fetching.timed import Connection, Deadline

AGENT = f"newsledger/{__version__}"
_MOVED = frozenset({301, 302, 303, 307, 308})
_SENT = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long all of it may take, how large a body may be once unpacked, how many redirects are followed.

    ``private``: whether addresses of this machine and of private networks may be asked.
    """

    seconds: float = 30.0
    body: int = 20 * 1024 * 1024
    redirects: int = 5
    private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """``url`` is the address that answered in the end; names of headers are in lower case."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def fetch(
    url: str,
    bounds: Bounds,
    headers: Mapping[str, str] | None = None,
    posted: bytes | None = None,
    admit: Callable[[str], None] | None = None,
) -> Answer:
    """What the server answers, whatever its status; raises FetchError where nothing usable comes.

    With ``posted`` the request is a POST. ``admit`` is told each address before it is asked, may wait, and may
    raise FetchError to refuse it; its waiting does not count. Headers go to the first server alone, since a
    redirect may lead to another that they are not meant for.
    """
    deadline, sent, seen = Deadline(bounds.seconds), dict(headers or {}), list[str]()
    while True:
        parts = addresses.split(url)
        if admit is not None:
            with deadline.paused():
                admit(parts.geturl())
        try:
            answer = _exchange(parts, bounds, deadline, {**_SENT, **sent}, posted)
        except TimeoutError as error:
            raise FetchError(f"No whole answer came within {bounds.seconds:g} seconds", where=parts.geturl()) from error
        seen.append(answer.url)
        if answer.status not in _MOVED or "location" not in answer.headers:
            return answer
        url = urljoin(answer.url, answer.headers["location"])
        if len(seen) > bounds.redirects:
            raise FetchError(f"It redirects more than {bounds.redirects} times", where=seen[0], lasting=True)
        sent = {name: value for name, value in sent.items() if name == "Accept"}


def _exchange(
    parts: SplitResult, bounds: Bounds, deadline: Deadline, headers: Mapping[str, str], posted: bytes | None
) -> Answer:
    host, where = parts.hostname or "", parts.geturl()
    at = addresses.allowed(host, addresses.port_of(parts), private=bounds.private)
    connection = Connection(host, addresses.port_of(parts), at, deadline, secure=parts.scheme == "https")
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("GET" if posted is None else "POST", target, posted, dict(headers))
        return _answer(connection.getresponse(), where, bounds)
    except FetchError as error:
        raise FetchError(error.what, where=where, mend=error.mend, lasting=error.lasting) from error
    except TimeoutError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise FetchError(f"The server cannot prove its name: {error.verify_message}", where=where) from error
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise FetchError(f"The connection failed: {told}", where=where) from error
    except (http.client.HTTPException, ValueError) as error:
        told = str(error) or type(error).__name__
        raise FetchError(f"The answer is not HTTP: {told[:120]}", where=where) from error
    finally:
        connection.shut()


def _answer(response: http.client.HTTPResponse, where: str, bounds: Bounds) -> Answer:
    headers = {name.lower(): value for name, value in response.getheaders()}
    moved = response.status in _MOVED and "location" in headers
    body = b"" if moved or response.status == http.client.NOT_MODIFIED else body_of(response, bounds.body)
    return Answer(where, response.status, body, headers)
