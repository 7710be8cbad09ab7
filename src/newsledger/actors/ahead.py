"""People whom a page calls by surname before it gives their names: "McCain" in a headline, "Sen. John McCain" below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from newsledger.actors.coreference import Heard, Memory, surnames_of
from newsledger.actors.genders import by_name
from newsledger.actors.names import fold
from newsledger.actors.phrases import entity_text
from newsledger.actors.registry import LEADERS, Registry
from newsledger.records import Party, PartyKind

if TYPE_CHECKING:
    from newsledger.language import Sentence
    from newsledger.language.tokens import Token


def named_later(memory: Memory, sentences: Sequence[Sentence], registry: Registry, on: date | None) -> dict[str, Party]:
    """By surname, those whom the page, once read, names in full only after that surname first stood alone.

    A surname that two people on the page bear is nobody's ahead of their names, and that of one who rules, or
    leads a party or the opposition, on the page's day is his.
    """
    bearers: dict[str, dict[str, Heard]] = {}
    times: Counter[str] = Counter()
    for heard in _in_full(memory, registry):
        times[heard.party.name] += 1
        for key in surnames_of(heard.party.name):
            bearers.setdefault(key, {}).setdefault(heard.party.id or heard.party.name, heard)
    for held in bearers.values():
        _without_run_together(held, times, registry)
    alone = {key: next(iter(held.values())) for key, held in bearers.items() if len(held) == 1}
    first = _first(sentences, alone)
    return {
        key: heard.party
        for key, heard in alone.items()
        if first.get(key, (heard.sentence, heard.token.i)) < (heard.sentence, heard.token.i)
        and (not registry.rules(key, on, LEADERS) or _leads(heard.party, registry, on))
    }


def run_together(name: str, registry: Registry) -> str | None:
    """The surname in "Venezuela Snowden": what stands behind a state or a capital that may be no part of the name."""
    first, _, rest = name.partition(" ")
    uses = registry.named(first) if rest and by_name(name) is None else ()
    placed = any(u.use != "demonym" and registry.entities[u.entity].kind.is_state for u in uses)
    return rest if placed else None


def _without_run_together(bearers: dict[str, Heard], times: Mapping[str, int], registry: Registry) -> None:
    """Leaves out a name into which a headline runs a state's, where one other bearer of the surname is named.

    Whom the page calls so again bears that name.
    """
    once = {key: heard.party for key, heard in bearers.items() if not heard.party.id and times[heard.party.name] == 1}
    joined = [key for key, party in once.items() if run_together(party.name, registry)]
    if len(joined) + 1 == len(bearers):
        for key in joined:
            del bearers[key]


def _in_full(memory: Memory, registry: Registry) -> Iterator[Heard]:
    """Mentions of people by more than a surname."""
    for heard in memory.heard():
        words = registry.bare(entity_text(heard.token)).split()
        if heard.party.kind is PartyKind.PERSON and len(words) > 1 and fold(heard.token.text) in words:
            yield heard


def _first(sentences: Sequence[Sentence], wanted: dict[str, Heard]) -> dict[str, tuple[int, int]]:
    """Where each surname first stands by itself."""
    found: dict[str, tuple[int, int]] = {}
    for sentence in sentences:
        for token in sentence.words:
            key = fold(token.text)
            if key in wanted and token.text[:1].isupper() and _stands_alone(token):
                found.setdefault(key, (sentence.index, token.i))
    return found


def _stands_alone(token: Token) -> bool:
    """ "Wright" in "Wright Road" is no mention of anybody."""
    return token.dep_ != "compound"


def _leads(party: Party, registry: Registry, on: date | None) -> bool:
    entity = registry.entities.get(party.id or "")
    return entity is not None and any(on is not None and t.role in LEADERS and t.holds(on) for t in entity.terms)
