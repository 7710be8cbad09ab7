"""The body of an answer, unpacked as it comes and never larger than is allowed."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Iterator

from newsledger.fetching.problems import FetchError

_PIECE = 64 * 1024
_EITHER = zlib.MAX_WBITS | 32  # gzip or zlib, told by the first bytes


def body_of(response: http.client.HTTPResponse, most: int) -> bytes:
    """The whole body. Raises FetchError for one that is too large, broken off, or packed in an unknown way."""
    told = response.getheader("Content-Length", "")
    if told.isdecimal() and len(told) < 19 and int(told) > most:
        raise _too_large(most)
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packing in {"gzip", "x-gzip", "deflate"}:
        return _unpacked(_pieces(response, most), most)
    if packing != "identity":
        raise FetchError(f"The answer is packed as {packing[:20]!r}, which was not asked for", lasting=True)
    return b"".join(_pieces(response, most))


def _pieces(response: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
    total = 0
    while piece := response.read(_PIECE):
        total += len(piece)
        if total > most:
            raise _too_large(most)
        yield piece
    if response.length:
        raise FetchError("The answer broke off before its end")


def _unpacked(pieces: Iterator[bytes], most: int) -> bytes:
    unpacker, found, total = zlib.decompressobj(_EITHER), [], 0
    try:
        for piece in pieces:
            found.append(unpacker.decompress(piece, most + 1 - total))
            total += len(found[-1])
            if total > most:
                raise _too_large(most)
    except zlib.error as error:
        raise FetchError("The answer is packed, and damaged") from error
    if not unpacker.eof:
        raise FetchError("The answer broke off before its end")
    return b"".join(found)


def _too_large(most: int) -> FetchError:
    return FetchError(f"The answer is larger than {most / 2**20:.3g} MB", mend="Leave it out.", lasting=True)
