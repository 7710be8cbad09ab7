"""States whose name a part of another state bears too: Georgia on a page about the House of Representatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newsledger.actors.matching import Match
from newsledger.actors.names import fold
from newsledger.actors.references import references
from newsledger.actors.registry import Registry
from newsledger.records import PartyKind, PlaceMention

# A state's home politics is what its parties and its parliament do; at least so often must they be named.
_AT_HOME = frozenset({"PTY", "LEG"})
_LEAST = 2

Matches = Mapping[int, tuple[Match, ...]]


def without_namesakes(found: Matches, registry: Registry, apart: frozenset[str]) -> dict[int, tuple[Match, ...]]:
    """The matches of each sentence without the states whose namesake the page means.

    ``apart`` are those of which the page's places tell that it means the namesake.
    """
    named = _named(found, registry)
    barred = {state for state, other in named.items() if state in apart or _of_home(found, registry, state, other)}
    if not barred:
        return dict(found)
    return {n: tuple(m for m in held if not _is(m, registry, barred)) for n, held in found.items()}


def placed_elsewhere(places: Iterable[PlaceMention], registry: Registry) -> frozenset[str]:
    """The states whose name stands, wherever the page has it as a place, for a part of their namesake's state."""
    told: dict[str, set[str | None]] = {}
    for place in places:
        told.setdefault(fold(place.text), set()).add(place.country)
    meant = (name for name, other in references().namesakes.items() if told.get(name) == {other})
    return frozenset(u.entity for name in meant for u in registry.named(name))


def _named(found: Matches, registry: Registry) -> dict[str, str]:
    """The states with a namesake that the page names, each with the state that the namesake is part of."""
    told = {u.entity for held in found.values() for m in held for u in m.uses if u.use == "name"}
    pairs = ((u.entity, other) for name, other in references().namesakes.items() for u in registry.named(name))
    return {state: other for state, other in pairs if state in told}


def _of_home(found: Matches, registry: Registry, state: str, other: str) -> bool:
    """Whether the page tells of the other state's home politics, and nothing of the first but its name."""
    uses = [m.uses[0] for held in found.values() for m in held]
    if any(registry.entities[u.entity].country == state and (u.entity, u.use) != (state, "name") for u in uses):
        return False
    entities = [registry.entities[u.entity] for u in uses]
    return sum(e.country == other and bool(_AT_HOME & set(e.sectors)) for e in entities) >= _LEAST


def _is(match: Match, registry: Registry, barred: set[str]) -> bool:
    bare = match.end - match.start == 1
    return bare and any(u.entity in barred and registry.entities[u.entity].kind is PartyKind.STATE for u in match.uses)
