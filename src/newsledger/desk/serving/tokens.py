"""Who asks: the token that a request brings, and what its role may do."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from newsledger.desk.serving.problems import Refused
from newsledger.desk.serving.state import Desk
from newsledger.ledger.tokens import ROLES, find

COOKIE = "newsledger"
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever asks, by the name of the token; without one, a role of the place asked from."""

    name: str
    role: str | None

    def may(self, role: str) -> bool:
        return self.role is not None and ROLES.index(self.role) >= ROLES.index(role)

    def must(self, role: str) -> None:
        """Raises Refused where the role does not reach: 401 for who has none, 403 for who has a lesser one."""
        if self.may(role):
            return
        if self.name == NOBODY:
            raise Refused(
                401, f"This needs a token of a {role}", mend=f"Make one: newsledger token create --role {role}"
            )
        raise Refused(403, f"This needs the role {role}, and yours is {self.role}")

    def must_read(self) -> None:
        self.must("reader")


def visitor(request: Request, desk: Desk) -> Visitor:
    """Who brings this request; a token that is not known is refused, whatever it asks for."""
    given = _given(request)
    if not given:
        return Visitor(NOBODY, "reader" if desk.open_reading else None)
    with desk.ledger.reading() as connection:
        token = find(connection, given)
    if token is None:
        raise Refused(401, "This token is not known, or was revoked", mend="Make one: newsledger token create")
    return Visitor(token.name, token.role)


def _given(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")
