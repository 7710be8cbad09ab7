"""Parties as they were on an event's day: with the office that they held then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from newsledger.actors.offices import Offices
from newsledger.actors.registry import Registry
from newsledger.records import Party

# What was asked of an office without a name: country, role, the word for it, all that its phrase says.
Asked = tuple[str, str, str, str]


def holder_then(party: Party, asked: Asked | None, on: date | None, registry: Registry) -> Party | None:
    """Who held on an event's day an office that the page tells without a name."""
    held = registry.holder(asked[0], asked[1], on, *asked[2:]) if asked is not None and on is not None else None
    if held is None or asked is None:
        return None
    how = f"office of {asked[1]} on {on}"
    return registry.party(held[0], party.text, on, how=how, confidence=party.confidence, span=party.span)


def dated(party: Party, on: date | None, registry: Registry, offices: Offices) -> Party:
    """The same party with the office held on an event's day."""
    entity = registry.entities.get(party.id or "")
    if entity is None or not entity.terms or on is None:
        return party
    made = registry.party(entity, party.text, on, span=party.span, confidence=party.confidence, title=party.office)
    made = offices.dressed(made, entity, on)
    return replace(made, resolved_by=party.resolved_by, country=made.country or party.country)
