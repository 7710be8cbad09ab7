"""Of which states a page speaks: what its nameless parties ("lawmakers", "local police") may be taken to be of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from newsledger.actors.coreference import Heard
from newsledger.actors.making import FROM_PHRASE
from newsledger.records import Party

# Of so many namings of states on a page, the one with this share is the page's own: on such pages of 72 that readers
# judged, the nameless of home affairs were all of that state; with three namings in four there were strangers.
_SPOKEN, _OWN = 6, 0.85
# So many legislators of one state and of no other say whose "senators" are meant.
_KIN = 2
_INSIDE = frozenset({"in", "inside", "across", "throughout", "within"})


@dataclass(frozen=True, slots=True)
class Homelands:
    """States by what the page says of them.

    ``own`` is the state of which a page speaks all but alone, ``most`` the one that it names most. ``kin`` holds by
    sector the one state whose parties of that sector it names, ``told`` by sentence the states that it names there,
    ``inside`` how often it puts a thing in a state ("in eastern Ukraine"). ``ruled`` holds for each territory that it
    names the state that rules it.
    """

    own: str | None = None
    most: str | None = None
    kin: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[int, frozenset[str]] = field(default_factory=dict)
    inside: Mapping[str, int] = field(default_factory=dict)
    ruled: Mapping[str, str] = field(default_factory=dict)


def homelands(heard: Iterable[Heard]) -> Homelands:
    """What the named parties of a page tell; those that have a state only by guess do not count."""
    named = [h for h in heard if len(h.party.country or "") == 3 and _is_told(h.party)]
    counted = Counter(str(h.party.country) for h in named).most_common()
    most = counted[0][0] if counted else None
    total = sum(n for _, n in counted)
    own = most if total >= _SPOKEN and counted[0][1] >= _OWN * total else None
    return Homelands(own, most, _kin(named), _told(named), _inside(named), _ruled(named))


def _is_told(party: Party) -> bool:
    """Whether a party's state is told by a name; that of rebels, who have few names, also by their own phrase."""
    named = party.id is not None or not party.resolved_by.startswith("generic noun")
    return named or (party.sectors[:1] == ("REB",) and party.resolved_by.endswith(FROM_PHRASE))


def _kin(named: Iterable[Heard]) -> dict[str, str]:
    by_sector: dict[str, Counter[str]] = {}
    for one in named:
        for sector in one.party.sectors[:1]:
            by_sector.setdefault(sector, Counter())[str(one.party.country)] += 1
    return {s: next(iter(c)) for s, c in by_sector.items() if len(c) == 1 and c.total() >= _KIN}


def _told(named: Iterable[Heard]) -> dict[int, frozenset[str]]:
    by_sentence: dict[int, set[str]] = {}
    for one in named:
        by_sentence.setdefault(one.sentence, set()).add(str(one.party.country))
    return {n: frozenset(states) for n, states in by_sentence.items()}


def _inside(named: Iterable[Heard]) -> dict[str, int]:
    states = (h for h in named if h.party.kind.is_state and h.token.dep_ == "pobj")
    return dict(Counter(str(h.party.country) for h in states if h.token.head.lower_ in _INSIDE))


def _ruled(named: Iterable[Heard]) -> dict[str, str]:
    bodies = (h.party for h in named if h.party.id and h.party.kind.is_body)
    return {p.name: str(p.country) for p in bodies}
