"""Chooses, for each name on a page, the one of its bearers that the page means.

All names of a page are settled together. A bearer's own weight (how large and how plain a
meaning it is) is joined by what the page gives it: a larger place written beside the name,
states and countries named or acting on the page, the outlet's country, and other names of
the page with bearers close by. Names settle in rounds, each leaning on the last round's
likely bearers of the others. One name has one meaning a page.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from newsledger.places.gazetteer import Entry

Floats = NDArray[np.float64]

_LESSER = frozenset({"city", "seat"})
_TOWNS = _LESSER | {"capital"}
_AREAS = frozenset({"country", "admin1", "region", "sea", "historical"})
# The feature of a place known only by its name and the country that holds it.
UNLISTED = "unlisted"
# Most bearers of one name that are weighed; past them come hamlets.
WEIGHED = 24
_ROUNDS = 3
# Support from other names falls to a third at this distance (km).
_REACH = 120.0
# Points: a tenfold population; a written container; the country of an actor or of the outlet.
_PER_TENFOLD = 1.0
_CONTAINED = 7.0
_CONTAINED_COUNTRY = 5.0
_ACTING = 0.8
_AT_HOME = 1.5
_NEIGHBOURS = 2.2
_TOWN_FIRST = 2.5
_COUNTRY_FIRST = 3.0
# A town's byname that is a country's own name ("Turkey" was New Providence's) hardly ever means the town.
_BYNAME = 6.0
# A byname, often a former one ("Salisbury" was Harare's), says less where a town of so many people is called so.
_FORMER, _TOWN = 2.0, 15_000
# A page that names other states speaks of their capitals rather than of towns at home that are called alike: so much
# a state, for so many at most. Pages of local news, which mean their own Athens, name none.
_PER_STATE, _MOST_STATES = 1.0, 8
# And hardly of a town that is called like a state: of China in Maine, where Russia and Mexico are named too.
_PER_OTHER_STATE = 2.0
# What is said of capitals holds of cities of so many people too that are so many times as large as their namesakes
# abroad and have none at home.
_GREAT, _DWARFED = 100_000, 4
# A region of no one state is hardly ever the quarter of a town that bears its name, nor is a famous spot.
_REGION, _WIDE_REGION = 9.0, 13.0
# A town called like a sea (Pacific, in two American states) is hardly ever meant by the bare name.
_SEA = 4.0
# Degrees between the middle of a town and that of its county.
_ONE_SPOT = 0.6
# Support past this many near names adds nothing: a long page must not drown plain meanings.
_MOST_SUPPORT = 3.5


@dataclass
class Name:
    """One name of the page: its bearers, and the names written as holding it."""

    key: str
    entries: tuple[Entry, ...]
    feature: str
    holders: set[str] = field(default_factory=set)
    held: bool = False
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """The bearer chosen, its share of the belief (0..1) and the reason in words."""

    entry: Entry | None
    share: float
    reason: str


def own_weight(entry: Entry, feature: str) -> float:
    """Points for meaning this bearer by the bare name, before the page is looked at."""
    if entry.feature in {"country", "historical"}:
        base = 10.5
    elif entry.feature in {"region", "sea", "point"}:
        wide = not entry.country and entry.feature == "region"
        base = _WIDE_REGION if wide or entry.feature == "point" else _REGION
    elif entry.feature == "admin1":
        base = 5.3 + 0.25 * _magnitude(entry)
    elif entry.feature == "admin2":
        base = 1.6 + 0.5 * _magnitude(entry)
    else:
        base = _PER_TENFOLD * _magnitude(entry) + (2.3 if entry.feature == "capital" else 0.0)
    return base - (0.0 if entry.primary else 1.2) + (3.0 if feature and _of_kind(entry, feature) else 0.0)


def _named_after_town(entry: Entry, name: Name) -> bool:
    """A division that bears its chief town's name: the bare name means the town."""
    sibling = any(
        e.feature in _TOWNS and e.primary and e.country == entry.country and e.admin1 == entry.admin1
        for e in name.entries
    )
    return entry.feature in {"admin1", "admin2"} and name.feature not in {"admin1", "admin2"} and sibling


def _shares_with_country(entry: Entry, name: Name) -> bool:
    """A place in a country whose own name this is: its capital, or the state around that."""
    return entry.feature != "country" and any(
        e.feature == "country" and e.primary and e.country == entry.country for e in name.entries
    )


def _is_byname_of_country(entry: Entry, name: Name) -> bool:
    return not entry.primary and any(e.feature == "country" and e.primary for e in name.entries)


def _is_town_called_like_a_country(entry: Entry, name: Name) -> bool:
    """China in Maine, Mexico in Missouri: not its capital, and hardly meant where other states are named too."""
    return entry.feature in _LESSER and any(e.feature == "country" and e.primary for e in name.entries)


def _is_town_called_like_a_sea(entry: Entry, name: Name) -> bool:
    return entry.feature in _LESSER and any(e.feature == "sea" for e in name.entries)


def _is_one_spot(one: Entry, other: Entry) -> bool:
    """Places of one name in the same division, about as far apart as a town's ends."""
    alike = one.country == other.country and one.admin1 == other.admin1
    return alike and abs(one.lat - other.lat) + abs(one.lon - other.lon) < _ONE_SPOT


def _is_byname_of_town(entry: Entry, name: Name) -> bool:
    """A town's name of old or in another tongue, where a town in another country bears it now."""
    towns = (e for e in name.entries if e.primary and e.feature in _TOWNS and e.country != entry.country)
    return not entry.primary and entry.feature in _TOWNS and any(e.population >= _TOWN for e in towns)


def _is_great(entry: Entry, name: Name) -> bool:
    """A great city, and the only town of its name in its country."""
    alike = (e for e in name.entries if e.primary and e.feature in _TOWNS and e.country == entry.country)
    great = entry.primary and entry.feature in _TOWNS and entry.population >= _GREAT
    return great and all(e is entry for e in alike)


def _of_kind(entry: Entry, feature: str) -> bool:
    return entry.feature == feature or (feature == "city" and entry.feature in {"capital", "seat"})


def _magnitude(entry: Entry) -> float:
    return math.log10(max(entry.population, 300))


class Page:
    """The names of one page and what the page says of where it is."""

    def __init__(self, names: Sequence[Name], countries: Collection[str], home: str | None) -> None:
        self.names = [n for n in names if n.entries]
        self.by_key = {n.key: n for n in names}
        self.countries, self.home = frozenset(countries), home
        self.entries = [e for n in self.names for e in n.entries]
        self.states = {n.entries[0].country for n in self.names if n.entries[0].feature == "country"} - {home}
        self.owner = np.array([i for i, n in enumerate(self.names) for _ in n.entries], dtype=np.int64)

    def settle(self) -> dict[str, Choice]:
        """The choice for every name that has bearers."""
        return {**self._unlisted(), **self._settled()} if self.entries else {}

    def _unlisted(self) -> dict[str, Choice]:
        """Names that no gazetteer holds take the country of what holds them."""
        found = {}
        for name in (n for n in self.by_key.values() if not n.entries):
            countries = {e.country for h in name.holders for e in self.by_key[h].entries[:1] if e.country}
            if len(countries) == 1:
                area = Entry(name.key, countries.pop(), "", "", 0.0, 0.0, None, 0, UNLISTED)
                found[name.key] = Choice(
                    area, 0.5, "no gazetteer holds the name; the country is that written beside it"
                )
        return found

    def _settled(self) -> dict[str, Choice]:
        start = np.array([self._alone(n, e) for n in self.names for e in n.entries])
        near = self._nearness()
        points = start
        for _ in range(_ROUNDS):
            points = start + _NEIGHBOURS * self._support(near, self._shares(points))
        return dict(self._choices(points, self._shares(points)))

    def _alone(self, name: Name, entry: Entry) -> float:
        points = own_weight(entry, name.feature) - (_TOWN_FIRST if _named_after_town(entry, name) else 0.0)
        points -= _COUNTRY_FIRST if _shares_with_country(entry, name) else 0.0
        points -= _BYNAME if _is_byname_of_country(entry, name) else 0.0
        points -= _FORMER if _is_byname_of_town(entry, name) else 0.0
        points += _PER_STATE * min(len(self.states), _MOST_STATES) if self._foremost(entry, name) else 0.0
        points -= _SEA if _is_town_called_like_a_sea(entry, name) else 0.0
        points -= self._other_states(name) if _is_town_called_like_a_country(entry, name) else 0.0
        points += _ACTING * (entry.country in self.countries) + _AT_HOME * (
            bool(entry.country) and entry.country == self.home
        )
        return points + max((self._contained(entry, h) for h in name.holders), default=0.0)

    def _other_states(self, name: Name) -> float:
        """Points for the states that the page names beside the one that this name may mean, from the second on."""
        others = self.states - {e.country for e in name.entries if e.feature == "country"}
        return _PER_OTHER_STATE * min(max(len(others) - 1, 0), _MOST_STATES)

    def _foremost(self, entry: Entry, name: Name) -> bool:
        """A foreign capital larger than all places of its name in other countries, or a city that dwarfs them."""
        told = entry.feature == "capital" or _is_great(entry, name)
        if entry.country == self.home or not told or _is_byname_of_town(entry, name):
            return False
        times = 1 if entry.feature == "capital" else _DWARFED
        return all(times * e.population < entry.population for e in name.entries if e.country != entry.country)

    def _contained(self, entry: Entry, key: str) -> float:
        holder = self.by_key.get(key)
        return max((_inside(entry, h) for h in holder.entries), default=0.0) if holder else 0.0

    def _shares(self, points: Floats) -> Floats:
        """Each bearer's share of the belief within its name (softmax)."""
        top = np.full(len(self.names), -np.inf)
        np.maximum.at(top, self.owner, points)
        weight = np.exp(points - top[self.owner])
        total = np.bincount(self.owner, weights=weight, minlength=len(self.names))
        return np.asarray(weight / total[self.owner])

    def _nearness(self) -> Floats:
        """Bearer by bearer: how much one speaks for the other; none within a name."""
        lat = np.radians([e.lat for e in self.entries])
        lon = np.radians([e.lon for e in self.entries])
        flat = np.hypot(lat[:, None] - lat, (lon[:, None] - lon) * np.cos((lat[:, None] + lat) / 2)) * 6371.0
        near = np.exp(-flat / _REACH)
        area = np.array([e.feature in _AREAS for e in self.entries])
        near[area[:, None] | area[None, :]] = 0.0
        near += self._kinship()
        near[self.owner[:, None] == self.owner] = 0.0
        return np.asarray(near)

    def _kinship(self) -> Floats:
        """Being in the same country counts a little, in the same first-level division more."""
        country = _numbers([e.country for e in self.entries])
        state = _numbers([f"{e.country}/{e.admin1}" if e.admin1 else "" for e in self.entries])
        same_country = (country[:, None] == country) & (country > 0)
        same_state = (state[:, None] == state) & (state > 0)
        return np.asarray(0.3 * same_country + 0.4 * same_state)

    def _support(self, near: Floats, shares: Floats) -> Floats:
        """What the other names give each bearer: their likely bearers' nearness, damped so
        that a page of many names does not drown a name's own weight."""
        weight = np.array([1.0 + 0.3 * math.log(max(n.mentions, 1)) for n in self.names])
        total = near @ (shares * weight[self.owner])
        return np.asarray(2.0 * np.log1p(np.minimum(total, _MOST_SUPPORT)))

    def _choices(self, points: Floats, shares: Floats) -> Iterator[tuple[str, Choice]]:
        for i, name in enumerate(self.names):
            mine = np.flatnonzero(self.owner == i)
            best = int(mine[np.argmax(points[mine])])
            entry = self.entries[best]
            # A town and the county round it are one belief: "Geneva" is the city, the district and the canton.
            share = float(sum(shares[j] for j in mine if j == best or _is_one_spot(self.entries[j], entry)))
            elsewhere = self._elsewhere(name, entry)
            yield name.key, elsewhere or Choice(entry, share, self._reason(name, entry, len(mine)))

    def _elsewhere(self, name: Name, entry: Entry) -> Choice | None:
        """No bearer of a town's name lies in the country written beside it: it is a place
        that the gazetteer lacks, in that country."""
        if entry.feature not in {"city", "seat", "admin2"}:
            return None
        held = [e for h in sorted(name.holders) if h in self.by_key for e in self.by_key[h].entries]
        holders = [e for e in held if e.feature in _AREAS] or held  # "X, Ontario" names no town called Ontario
        countries = {c for e in holders for c in (e.country, *e.countries) if c}
        if not countries or any(e.country in countries for e in name.entries):
            return None
        area = Entry(name.key, holders[0].country, "", "", 0.0, 0.0, None, 0, UNLISTED)
        return Choice(area, 0.5, "no place of this name lies in the larger one written beside it")

    def _reason(self, name: Name, entry: Entry, bearers: int) -> str:
        if bearers == 1:
            return "the only place of this name"
        if any(self._contained(entry, h) for h in name.holders):
            return "the larger place written beside it holds it"
        if entry.country and entry.country in self.countries:
            return "best supported by the page's other places, in a country of its actors"
        return "best supported by size and the page's other places"


def _numbers(labels: Sequence[str]) -> NDArray[np.int64]:
    """Equal labels get equal numbers; the empty label gets 0."""
    seen: dict[str, int] = {"": 0}
    return np.array([seen.setdefault(label, len(seen)) for label in labels], dtype=np.int64)


def _inside(entry: Entry, holder: Entry) -> float:
    """Points for the bearer lying in the written larger place."""
    if holder.feature in {"country", "historical"}:
        return (
            _CONTAINED_COUNTRY
            if entry.country in {holder.country, *holder.countries} and entry.feature != "country"
            else 0.0
        )
    same = entry.country == holder.country and bool(entry.country)
    if holder.feature == "admin1":
        return _CONTAINED if same and entry.admin1 == holder.admin1 and entry.feature != "admin1" else 0.0
    if holder.feature == "admin2":
        return (
            _CONTAINED if same and entry.admin2 == holder.admin2 and entry.feature not in {"admin1", "admin2"} else 0.0
        )
    if holder.feature in {"region", "sea"}:
        return 3.0 if entry.country and entry.country in holder.countries else 0.0
    close = abs(entry.lat - holder.lat) + abs(entry.lon - holder.lon) < 1.0
    return 2.0 if close and holder.population > entry.population else 0.0
