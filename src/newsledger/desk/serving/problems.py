"""Errors as RFC 9457 problem details, and as pages for people."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import JSONResponse

from newsledger.errors import NewsledgerError, QueryError


class ProblemResponse(JSONResponse):
    media_type = "application/problem+json"


class Refused(NewsledgerError):
    """A request that is understood and not granted; ``status`` is HTTP's."""

    def __init__(self, status: int, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what, where=where, mend=mend)
        self.status = status


def missing(what: str, wanted: str) -> Refused:
    """There is no such thing in this ledger."""
    return Refused(404, f"There is no {what} of this id", where=wanted[:100], mend="It may have had another before.")


def status_of(error: NewsledgerError) -> int:
    if isinstance(error, Refused):
        return error.status
    return 422 if isinstance(error, QueryError) else 500


def problem(
    status: int, title: str, detail: str = "", headers: Mapping[str, str] | None = None, instance: str | None = None
) -> ProblemResponse:
    """A problem document; its type is HTTP's own meaning of the status."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if instance is not None:
        body["instance"] = instance
    asks = {"www-authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    return ProblemResponse(body, status, {**asks, **(headers or {})})


def problem_of(error: NewsledgerError) -> ProblemResponse:
    """An error on purpose: what went wrong, and what helps."""
    return problem(status_of(error), error.what, error.mend, instance=error.where or None)
