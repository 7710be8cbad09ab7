"""Claims for pages: by speaker, by addressee, and by words, read through indexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from newsledger.desk.asking.columns import Columns, PartyKey
from newsledger.desk.serving.state import Desk, PageLine
from newsledger.ledger import matching_rows
from newsledger.ledger.codec import loads
from newsledger.ledger.schema import claims
from newsledger.records import Claim


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with its page."""

    claim: Claim
    page: PageLine | None


def by_speaker(desk: Desk, key: str, columns: Columns, most: int = 20, about: str = "") -> tuple[Said, ...]:
    """The latest claims of a party, or of a country's; ``about`` keeps those with these words."""
    mine = claims.c.speaker_country == key if key in columns.country_codes else _speaker(key)
    with_words = [claims.c.row.in_(matching_rows("claims", f'"{about}"'))] if about else []
    return _found(desk, [mine, *with_words], most)


def _speaker(key: str) -> ColumnElement[bool]:
    return claims.c.speaker == key[1:] if key.startswith("~") else claims.c.speaker_id == key


def naming(desk: Desk, party: PartyKey, most: int = 20) -> tuple[Said, ...]:
    """The latest claims of others whose words name the party."""
    words = party.name.replace('"', " ").strip()
    if not any(char.isalnum() for char in words):
        return ()
    named = claims.c.row.in_(matching_rows("claims", f'"{words}"'))
    whose = claims.c.speaker_country if party.key == party.country else claims.c.speaker_id
    others = whose.is_distinct_from(party.key)
    return _found(desk, [named, others], most)


def _found(desk: Desk, conditions: Sequence[ColumnElement[bool]], most: int) -> tuple[Said, ...]:
    wanted = select(claims.c.record).where(*conditions).order_by(claims.c.sort.desc()).limit(most)
    with desk.ledger.reading() as connection:
        found = [loads(Claim, record) for record in connection.execute(wanted).scalars()]
    return with_pages(desk, found)


def with_pages(desk: Desk, found: Sequence[Claim]) -> tuple[Said, ...]:
    pages = desk.lines([claim.document_id for claim in found])
    return tuple(Said(claim, pages.get(claim.document_id)) for claim in found)
