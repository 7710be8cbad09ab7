"""Offices that the page itself gives people, where the registry has none for that day or the page has no day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from newsledger.actors.entities import Entity
from newsledger.actors.registry import is_told
from newsledger.actors.titles import OFFICIAL, spoken_for, title_of
from newsledger.actors.vocabulary import vocabulary
from newsledger.records import Party

if TYPE_CHECKING:
    from newsledger.language.tokens import Token


class Offices:
    """Titles that a page gives to people whom the registry knows."""

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}
        self._sectors: dict[str, tuple[str, ...]] = {}

    def learn(self, head: Token, entity: Entity, of: Callable[[Token], Iterable[Party]]) -> None:
        """Keeps the first title before or beside a name that is one of the person's offices, or of another trade."""
        title = title_of(head)
        if title is None:
            return
        if any(is_told(term, title) for term in entity.terms):
            self._titles.setdefault(entity.id, title)
        elif (sectors := _sectors(head, title, of)) and not any({*sectors} & {*t.sectors} for t in entity.terms):
            self._sectors.setdefault(entity.id, sectors)
            self._titles.setdefault(entity.id, title)

    def tell(self, on: date | None) -> bool:
        """Whether the page, once read, tells of offices that its first mentions did not know of."""
        return bool(self._sectors or (on is None and self._titles))

    def title(self, head: Token, entity: Entity) -> str | None:
        """The title at this name, if it is one of the person's offices, else that which the page gives elsewhere."""
        title = title_of(head)
        here = title is not None and any(is_told(term, title) for term in entity.terms)
        return title if here else self._titles.get(entity.id, title)

    def dressed(self, party: Party, entity: Entity, on: date | None) -> Party:
        """The party with what the page says, where the registry has no office of his for the day."""
        sectors = self._sectors.get(entity.id)
        if sectors is None or any(on is not None and (t.holds(on) or t.awaited(on)) for t in entity.terms):
            return party
        return replace(party, sectors=sectors, office=self._titles[entity.id], start=None, end=None)


def _sectors(head: Token, title: str, of: Callable[[Token], Iterable[Party]]) -> tuple[str, ...]:
    known = vocabulary()
    if known.ended(title) or known.lessens(title.lower()):
        return ()
    told = spoken_for(head, of) or tuple(filter(None, (known.sector(title),)))
    return told if {*told} & OFFICIAL else ()
