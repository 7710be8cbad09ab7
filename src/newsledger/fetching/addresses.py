"""Which addresses may be asked, told from the address itself at the moment of connecting.

A name is resolved once, its addresses are judged, and the connection goes to an address that was
judged: a name that resolves otherwise a moment later gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from urllib.parse import SplitResult, quote, urlsplit

from newsledger.fetching.problems import FetchError

_LONGEST = 2_000
_PORTS = {"http": 80, "https": 443}
# Left as they are in a path or query; everything else that is not plain is written with %.
_SAFE = "%/:=&?~#+!$,;'@()*[]"
# Addresses of IPv6 that carry one of IPv4 inside their last four bytes.
_CARRIERS = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))
Resolve = Callable[[str, int], list[str]]


def split(url: str) -> SplitResult:
    """The parts of an address that may be asked, in plain ASCII. Raises FetchError for any other."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as error:
        raise _refused(url, "It is no address of a page") from error
    if parts.scheme not in _PORTS:
        raise _refused(url, f"Addresses begin with http or https, and this with {parts.scheme or 'neither'}")
    if not host or len(url) > _LONGEST or any(c.isspace() for c in host):
        raise _refused(url, "It names no server" if not host else "It is no address of a page")
    if parts.username is not None or parts.password is not None:
        raise _refused(parts._replace(netloc="***").geturl(), "It has a user's name or password in it")
    inside = f"[{host}]" if ":" in host else host
    netloc = inside if port is None else f"{inside}:{port}"
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
    return SplitResult(parts.scheme, netloc, path, query, "")


def _refused(url: str, what: str) -> FetchError:
    return FetchError(what, where=url[:200], mend="Give the address as a browser shows it.", lasting=True)


def port_of(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


def resolved(host: str, port: int) -> list[str]:
    """The numeric addresses of a host. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def public(address: str) -> bool:
    """Whether an address belongs to the open internet, and so does the one that it may carry inside."""
    told = ipaddress.ip_address(address.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in (told, *_inside(told)))


def _inside(told: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    if isinstance(told, ipaddress.IPv6Address):
        yield from (one for one in (told.ipv4_mapped, told.sixtofour, *(told.teredo or ())) if one is not None)
        if any(told in carrier for carrier in _CARRIERS):
            yield ipaddress.IPv4Address(int(told) & 0xFFFFFFFF)


def allowed(host: str, port: int, *, private: bool, resolve: Resolve = resolved) -> list[str]:
    """The host's addresses that may be asked. Raises FetchError where there is none."""
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "unknown name"
        raise FetchError(f"The server {host} is not found: {reason}", mend="Check its name.") from error
    kept = [address for address in found if private or public(address)]
    if not kept:
        raise FetchError(
            f"The server {host} is on this machine or a private network",
            mend="If that is meant, allow it with --allow-private.",
            lasting=True,
        )
    return kept
