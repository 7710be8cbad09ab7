"""Tokens that let people and programs in: kept as hashes, never as they are."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from newsledger.errors import QueryError
from newsledger.ledger.auditing import COMMANDS, Action, note
from newsledger.ledger.schema import tokens
from newsledger.records import Record

ROLES = ("reader", "reviewer", "admin")  # each may do what those before it may
_START = "nl_"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Token(Record):
    """A token without its secret. ``name`` is what its holder's work is signed with."""

    token: int
    name: str
    role: str
    made: str
    revoked: str | None


def _hash(secret: str) -> str:
    # A plain hash is enough: the secret has 256 random bits, so it cannot be guessed from it.
    return hashlib.sha256(secret.encode()).hexdigest()


def create(connection: Connection, name: str, role: str, made: datetime, by: str = COMMANDS) -> str:
    """Adds a token and gives its secret, which is told this once. Raises QueryError for a role there is not.

    ``by`` is who makes it, for the audit log.
    """
    if role not in ROLES:
        raise QueryError(f"Unknown role: {role!r}", mend=f"Choose from {', '.join(ROLES)}.")
    if not name.strip():
        raise QueryError("A token needs the name of who holds it")
    secret = _START + secrets.token_urlsafe(_BYTES)
    row = {"name": name.strip()[:80], "role": role, "hash": _hash(secret), "made": made.isoformat(timespec="seconds")}
    key = connection.execute(insert(tokens), row).inserted_primary_key
    note(connection, Action.TOKEN_MADE, by, made, str(key[0] if key else 0), {"name": row["name"], "role": role})
    return secret


def find(connection: Connection, secret: str) -> Token | None:
    """The token of this secret, unless it was revoked."""
    held = tokens.c.hash == _hash(secret), tokens.c.revoked.is_(None)
    row = connection.execute(select(tokens).where(*held)).first()
    return None if row is None else _token(row)


def every(connection: Connection) -> tuple[Token, ...]:
    return tuple(_token(row) for row in connection.execute(select(tokens).order_by(tokens.c.token)))


def revoke(connection: Connection, number: int, at: datetime, by: str = COMMANDS) -> bool:
    """Ends a token for good; False where there is none of this number."""
    mine = tokens.c.token == number, tokens.c.revoked.is_(None)
    ended = update(tokens).where(*mine).values(revoked=at.isoformat(timespec="seconds"))
    done = connection.execute(ended).rowcount == 1
    if done:
        note(connection, Action.TOKEN_REVOKED, by, at, str(number), {})
    return done


def _token(row: object) -> Token:
    return Token(*(getattr(row, name) for name in ("token", "name", "role", "made", "revoked")))
