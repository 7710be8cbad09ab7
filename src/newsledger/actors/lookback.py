"""Definite descriptions: "the two leaders", "both sides", "the country", "his forces".

Each finds what the page has named before and says so in ``resolved_by``; none of them guesses
where too few parties stand before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from newsledger.actors.coreference import Heard, Memory
from newsledger.actors.names import fold
from newsledger.actors.phrases import core
from newsledger.actors.references import references
from newsledger.actors.registry import Registry, office_on
from newsledger.actors.vocabulary import vocabulary
from newsledger.records import Party, PartyKind, Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# Words inside another noun phrase are no parties of their own: "a Chinese official".
_INSIDE = frozenset({"amod", "nmod", "compound", "npadvmod"})
# "Who have *both* criticized", "*two* cascades": no party, but how those named before it do a thing, or how many.
_BESIDE_OTHERS = frozenset({"preconj", "det", "advmod", "cc", "dep", "nummod"})
# A description that looks back is right less often than a name.
_SURE = 0.6
_POLITICAL = frozenset({"LEG", "PTY", "ELI", "OPP"})
# Of so many namings of states on a page, the one with this share is the page's own.
_SPOKEN, _MAIN = 6, 0.75


@dataclass(frozen=True)
class Description:
    """A noun phrase that may look back, with all that resolving it needs; most do not, and are never measured."""

    head: Token
    sentence: int
    measured: Callable[[], tuple[str, Span]]
    on: date | None

    @cached_property
    def text(self) -> str:
        return self.measured()[0]

    @cached_property
    def span(self) -> Span:
        return self.measured()[1]

    @property
    def lemma(self) -> str:
        words = [t for t in core(self.head) if t.lower_ not in references().numbers] or [self.head]
        return fold(" ".join(t.lemma_ for t in words))


def several(it: Description, memory: Memory, registry: Registry) -> tuple[Party, ...]:
    """The parties that "the two leaders" stands for, in the order in which they were named."""
    wanted = number(it.head)
    if wanted is None:
        return ()
    for words, find in _ways():
        if it.lemma in words:
            found = find(it, memory, registry, wanted)
            if len(found) == wanted:
                return found
    return ()


_Way = Callable[[Description, Memory, Registry, int], tuple[Party, ...]]


def _ways() -> tuple[tuple[frozenset[str], _Way], ...]:
    known = references()
    either = known.sides | {*known.numbers, *known.pairs}
    return ((known.people, _people), (known.states, _states), (either, _sides))


def number(head: Token) -> int | None:
    """How many are meant; "the leaders" without a number are two."""
    known, word = references(), head.lower_
    # "A pair of drones" is nobody named before.
    paired = known.pairs.get(word) if not any(c.dep_ == "prep" or c.lower_ == "a" for c in head.children) else None
    alone = (known.numbers.get(word) or paired) if head.dep_ not in _BESIDE_OTHERS else None
    if alone or head.tag_ != "NNS":
        return alone
    before = [t.lower_ for t in head.lefts]
    if any(t.dep_ in {"prep", "relcl", "acl", "poss"} for t in head.children):
        return None
    told = next((known.numbers[w] for w in before if w in known.numbers), None)
    return told or (2 if {"the", "these", "those"} & set(before) else None)


def _distinct(it: Description, memory: Memory, key: Callable[[Party], object], wanted: int) -> list[Heard]:
    """The last different ones named before, those who only speak set aside, in text order.

    Where one of them stands with just as many in a row ("France, Britain and Germany urged Iran"), those of the row.
    """
    found: dict[object, Heard] = {}
    rows: dict[tuple[int, int], dict[object, Heard]] = {}
    for heard in memory.back(it.sentence, it.head):
        name = key(heard.party)
        if name is None or heard.token.dep_ in _INSIDE or _speaks(heard):
            continue
        rows.setdefault((heard.sentence, _first_of_row(heard.token)), {}).setdefault(name, heard)
        if len(found) < wanted:
            found.setdefault(name, heard)
    row = next((r for r in rows.values() if len(r) == wanted > 1 and not r.keys().isdisjoint(found)), found)
    return list(row.values())[::-1]


def _first_of_row(token: Token) -> int:
    """The place of the first of the words that it is joined to."""
    return min((token.i, *(t.i for t in token.conjuncts)))


def _speaks(heard: Heard) -> bool:
    """Whether the party stands there as one who tells: "..., officials said"."""
    subject = heard.token.head if heard.token.dep_ == "appos" else heard.token
    verb = subject.head
    tells = verb.dep_ == "parataxis" or any(c.dep_ in {"ccomp", "parataxis"} for c in verb.children)
    return subject.dep_ == "nsubj" and tells and heard.party.kind is not PartyKind.STATE


def _state(registry: Registry) -> Callable[[Party], object]:
    return lambda p: p.country if p.country and _is_state(registry, p.country) else None


def _is_state(registry: Registry, country: str) -> bool:
    entity = registry.entities.get(country)
    return entity is not None and entity.kind is PartyKind.STATE


def _states(it: Description, memory: Memory, registry: Registry, wanted: int) -> tuple[Party, ...]:
    heard = _distinct(it, memory, _state(registry), wanted)
    return tuple(as_state(it, h.party, registry) for h in heard)


def as_state(it: Description, party: Party, registry: Registry) -> Party:
    """The state of a party named before, as what the description stands for."""
    entity = registry.entities[str(party.country)]
    how = f"the state of {party.text}, named before"
    made = registry.party(entity, it.text, it.on, how=how, confidence=_SURE, span=it.span)
    return replace(made, resolved_by=how)


def _people(it: Description, memory: Memory, registry: Registry, wanted: int) -> tuple[Party, ...]:
    """People named before; else the holders of that office in the countries named before."""
    person = _distinct(it, memory, lambda p: p.name if p.kind is PartyKind.PERSON else None, wanted)
    if len(person) == wanted:
        return tuple(_again(it, h.party) for h in person)
    # Where one of them has been named, the other is no ruler of whatever state was named last.
    heard = [] if person else _distinct(it, memory, _state(registry), wanted)
    return tuple(p for h in heard if (p := _in_office(it, str(h.party.country), registry)) is not None)


def _in_office(it: Description, country: str, registry: Registry) -> Party | None:
    role = vocabulary().role(it.lemma)
    held = registry.holder(country, role, it.on) if role and it.on else None
    if held is None:
        return None
    return registry.party(
        held[0], it.text, it.on, how=f"office of {role} on {it.on}", confidence=_SURE, span=it.span, country=country
    )


def _sides(it: Description, memory: Memory, registry: Registry, wanted: int) -> tuple[Party, ...]:
    return tuple(_again(it, h.party) for h in _distinct(it, memory, lambda p: p.country or p.id, wanted))


def _again(it: Description, party: Party) -> Party:
    told = f"earlier in the page: {party.text}"
    return replace(party, text=it.text, span=it.span, resolved_by=told, confidence=round(party.confidence * _SURE, 3))


def may_be_state(head: Token) -> bool:
    """Whether the noun is one that may stand for the state itself: "the country"."""
    return head.lemma_.lower() in references().state and _definite(head)


def the_state(it: Description, memory: Memory, registry: Registry) -> Party | None:
    """ "The country", "the kingdom": the state named last, or that of all parties named near it."""
    if it.lemma not in references().state:
        return None
    state = _state(registry)
    back = [h.party for h in memory.back(it.sentence, it.head) if state(h.party) is not None]
    named = [p for p in back if p.kind.is_state] or (back if len({p.country for p in back}) == 1 else [])
    # "The state" of a federation may be one of its parts.
    if not named or (it.lemma == "state" and named[0].country in references().of_states):
        return None
    return as_state(it, named[0], registry)


def _definite(head: Token) -> bool:
    return head.tag_ in {"NN", "NNP"} and any(t.lower_ in {"the", "this", "that"} for t in head.lefts)


def politician(it: Description, memory: Memory, countries: tuple[str, ...]) -> Party | None:
    """ "The Wisconsin Republican", "the Labour lawmaker": the one politician of it just named."""
    narrowed = any(t.dep_ in {"compound", "amod", "nmod"} and t.text[:1].isupper() for t in it.head.lefts)
    if it.head.lemma_.lower() not in references().politicians or not _definite(it.head) or not narrowed:
        return None
    named = {h.party.id or h.party.name: h.party for h in memory.back(it.sentence, it.head) if _is_politician(h.party)}
    fitting = [p for p in named.values() if not countries or p.country in countries]
    if len(fitting) != 1:
        return None
    how = f"earlier in the page: {fitting[0].text}"
    return replace(fitting[0], text=it.text, span=it.span, resolved_by=how, confidence=_SURE)


def _is_politician(party: Party) -> bool:
    return party.kind is PartyKind.PERSON and party.country is not None and bool(_POLITICAL & set(party.sectors))


def country_of_page(head: Token, memory: Memory) -> Iterator[str]:
    """ "The army", "the government": that of the one country named so far, or of the one named far more than others."""
    countries = [c for c in memory.countries() if len(c) == 3]
    called = references().governments.get(head.lemma_)
    if called:
        countries = [c for c in countries if c in called]
    one = _definite(head) or (head.lower_ in references().collective and any(t.lower_ == "the" for t in head.lefts))
    if not countries or not one or len(core(head)) > 1:
        return
    first, spoken = countries[0], [memory.spoken(c) for c in countries]
    if len(countries) == 1 or (sum(spoken) >= _SPOKEN and spoken[0] >= _MAIN * sum(spoken)):
        yield first


def tagged(text: str) -> str | None:
    """The state whose legislators are marked as the one is behind whose name this text stands."""
    return next((country for country, mark in references().tags.items() if re.match(mark, text)), None)


def followers(it: Description, owners: tuple[Party, ...], registry: Registry) -> Party | None:
    """ "His forces": the armed body that their owner leads that day."""
    for owner in owners:
        entity = registry.entities.get(owner.id or "")
        term = office_on(entity, it.on) if entity is not None else None
        uses = registry.named(term.body) if term is not None and term.body else ()
        if uses and term is not None:
            how = f"led by {owner.name}"
            made = registry.party(registry.entities[uses[0].entity], it.text, it.on, confidence=_SURE, span=it.span)
            return replace(made, resolved_by=how)
    return None
