"""Parties that the registry does not hold, made of the page's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newsledger.actors.names import fold
from newsledger.actors.phrases import core, entity_text
from newsledger.actors.titles import OFFICIAL, title_of, titles
from newsledger.actors.vocabulary import vocabulary
from newsledger.records import Party, PartyKind, Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_PLURAL_SECTORS = frozenset({"CVL", "REB", "MIL", "COP", "REF", "LAB", "UAF"})
_BODIES = frozenset({"GOV", "JUD", "LEG"})

# How a party's reason says that the words of its own phrase name its country, and that those before it do.
FROM_PHRASE = "; country from its phrase"
FROM_BEFORE = "; country from the page before it"
# How it says that the party is called by a people that lives in several states, so that only places tell its own.
OF_PEOPLE = ": a people's name"


def group(head: Token, text: str, span: Span, sector: str, country: str | None, told: str = "") -> Party:
    """A generic actor: "protesters", "the Interior Ministry"; ``told``: what tells the country, if anything."""
    name = " ".join(t.text for t in core(head)).replace(" - ", "-")
    if head.ent_type_ == "ORG" and head.pos_ == "PROPN":
        name = entity_text(head).removeprefix("the ").removeprefix("The ")
    return Party(
        text=text,
        name=name,
        kind=_kind(head, sector),
        country=country,
        sectors=(sector,),
        resolved_by=f"generic noun{told}",
        span=span,
        confidence=0.7 if country else 0.4,
    )


def _kind(head: Token, sector: str) -> PartyKind:
    if sector in _PLURAL_SECTORS or head.tag_ == "NNS":
        return PartyKind.GROUP
    return PartyKind.ORGANIZATION if sector in _BODIES else PartyKind.UNKNOWN


def unknown_person(
    head: Token, text: str, span: Span, name: str, country: str | None, spoken: tuple[str, ...] | None
) -> Party:
    """A person whom the registry lacks: what the words before and beside the name tell.

    ``spoken``: the sectors of the body for which he speaks, where his title names one.
    """
    sectors = [_held(words) for words in titles(head) if vocabulary().sector(words)]
    return Party(
        text=text,
        name=name,
        kind=PartyKind.PERSON,
        country=country,
        sectors=tuple(sectors[:1]) if spoken is None else spoken,
        office=title_of(head),
        resolved_by="unresolved name" + (FROM_PHRASE if country else ""),
        span=span,
        confidence=0.5,
    )


def _held(title: str) -> str:
    """The sector of a title; of one that is told to be held no more, that of former officials."""
    known = vocabulary()
    sector = str(known.sector(title))
    return "ELI" if sector in OFFICIAL and known.past & {*fold(title).split()} else sector


def unknown_body(head: Token, text: str, span: Span, country: str | None) -> Party:
    """A named body that the registry lacks."""
    return Party(
        text=text,
        name=entity_text(head),
        kind=PartyKind.ORGANIZATION,
        country=country,
        resolved_by="unresolved name",
        span=span,
        confidence=0.4,
    )


def together(parties: Sequence[Party]) -> Party | None:
    """One party for several that one word stands for, as "the three"; the only one as it is."""
    if len(parties) < 2:
        return parties[0] if parties else None
    first, countries = parties[0], {p.country for p in parties}
    return replace(
        first,
        name=", ".join(p.name for p in parties),
        id=None,
        kind=PartyKind.GROUP,
        country=countries.pop() if len(countries) == 1 else None,
        office=None,
        start=None,
        end=None,
        resolved_by="; ".join(dict.fromkeys(p.resolved_by for p in parties)),
    )
