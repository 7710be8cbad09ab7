"""How alike two parties, and two sides of an event, are."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from newsledger.linking.knowledge import weights
from newsledger.linking.signs import PartySign
from newsledger.records import PartyKind

_SPELLED_ALIKE = 88  # rapidfuzz points: "Kadhafi" and "Gaddafi" stay apart, "Shoygu" and "Shoigu" do not


class Alike(NamedTuple):
    """``likeness`` from 0 to 1, how far the party singles out an event, and whether they exclude each other."""

    likeness: float
    specificity: float
    excluded: bool
    reason: str


@lru_cache(maxsize=500_000)
def alike(one: PartySign, two: PartySign) -> Alike:
    """Compares two parties; symmetric."""
    name, excluded = _relation(one, two)
    grades = weights()["specificity"]
    specific = min(grades[one.grade], grades[two.grade])
    return Alike(weights()["likeness"][name], specific, excluded, name.replace("_", " "))


def _relation(one: PartySign, two: PartySign) -> tuple[str, bool]:
    if one.id and one.id == two.id:
        return "same", False
    # A nameless party has its country from its surroundings, which may be wrong.
    if "vague" in (one.grade, two.grade):
        return ("vague_word" if one.tokens & two.tokens else "cannot_tell"), False
    if _one_full_name(one, two):  # whatever country their surroundings lend them
        return "name", False
    if one.country and two.country and one.country != two.country:
        return "other", True
    if one.id and two.id:
        return _of_one_country(one, two)
    return _by_name(one, two)


def _one_full_name(one: PartySign, two: PartySign) -> bool:
    return not (one.id and two.id) and len(one.tokens) > 1 and one.tokens == two.tokens


def _of_one_country(one: PartySign, two: PartySign) -> tuple[str, bool]:
    if one.country is None or one.country != two.country:
        return "other", True
    kinds = {one.kind, two.kind}
    if "state" in (one.grade, two.grade):  # the state itself, or its delegation, officials or troops
        person = PartyKind.PERSON in kinds and not (one.office or two.office)
        return ("state_and_person" if person else "state_and_body"), False
    return "one_state", kinds == {PartyKind.PERSON}


def _by_name(one: PartySign, two: PartySign) -> tuple[str, bool]:
    if one.tokens == two.tokens:
        return "name", False
    if one.tokens <= two.tokens or two.tokens <= one.tokens:
        return "part_of_name", False
    if fuzz.token_sort_ratio(" ".join(sorted(one.tokens)), " ".join(sorted(two.tokens))) >= _SPELLED_ALIKE:
        return "name", False
    if one.country and one.country == two.country:
        return _of_one_country(one, two)
    unlike = one.kind is not two.kind and {one.grade, two.grade} == {"named"}
    if one.tokens & two.tokens or unlike or {one.grade, two.grade} == {"state", "named"}:
        return "cannot_tell", False
    return "other", True


class SideAlike(NamedTuple):
    """Two sides compared: ``known`` is false where one names nobody."""

    known: bool
    points: float
    excluded: bool
    reason: str


_UNKNOWN = SideAlike(False, 0.0, False, "")


@lru_cache(maxsize=200_000)
def sides(one: tuple[PartySign, ...], two: tuple[PartySign, ...]) -> SideAlike:
    """Points for two sides: each party of the shorter meets its best match in the longer."""
    if not one or not two:
        return _UNKNOWN
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    best = [max((alike(p, q) for q in long), key=_worth) for p in short]
    points = sum(_points(a) for a in best) / len(best)
    reason = max(best, key=_worth).reason
    return SideAlike(True, points, all(a.excluded for a in best), reason)


def _worth(found: Alike) -> tuple[float, float]:
    return found.likeness, found.specificity


def _points(found: Alike) -> float:
    party = weights()["party"]
    if found.excluded:
        return 0.0
    scaled = (found.likeness - party["neutral"]) / (1 - party["neutral"])
    return party["side"] * found.specificity * scaled


class Fit(NamedTuple):
    """Parties on both sides compared."""

    points: float
    barred: bool
    reason: str


_Side = tuple[PartySign, ...]
_Sides = tuple[_Side, _Side]


def fit(
    one: tuple[_Side, _Side], two: tuple[_Side, _Side], symmetric: bool, local: bool, directed: bool = False
) -> Fit:
    """Both sides compared, straight and, in a symmetric family, with sides changed; the better counts.

    ``directed``: what both tell of goes one way, so that changed sides are another event.
    """
    straight = _both(one[0], two[0], one[1], two[1], local)
    if not symmetric:
        return straight
    if not (one[0] and one[1] and two[0] and two[1]) and min(len({*one[0], *one[1]}), len({*two[0], *two[1]})) > 1:
        return _one_sided(one, two, directed)
    crossed = _both(one[0], two[1], one[1], two[0], local)
    against = weights()["party"]["answered" if directed else "swapped"]
    turned = Fit(crossed.points - against, crossed.barred, crossed.reason + ", sides changed")
    return min(straight, turned, key=lambda f: (f.barred, -f.points))


def _one_sided(one: _Sides, two: _Sides, directed: bool) -> Fit:
    found = _together((*one[0], *one[1]), (*two[0], *two[1]))
    if not directed or _is_mutual(one) == _is_mutual(two):
        return found
    return Fit(found.points - weights()["party"]["mutual"], found.barred, found.reason + ", one way and both ways")


def _is_mutual(sides_of: _Sides) -> bool:
    return not (sides_of[0] and sides_of[1])


@lru_cache(maxsize=200_000)
def _together(one: _Side, two: _Side) -> Fit:
    """Parties of a meeting that one report puts on one side ("A and B met"): each must have its match."""
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    best = [max((alike(p, q) for q in long), key=_worth) for p in short]
    mean = sum(_points(a) for a in best) / len(best)
    apart = sum(a.excluded for a in best)
    points = 2 * mean - (weights()["party"]["conflict"] if apart else 0.0)
    return Fit(points, apart == len(best), "together " + ", ".join(a.reason for a in best))


def _both(a: _Side, b: _Side, c: _Side, d: _Side, local: bool) -> Fit:
    first, second = sides(a, b), sides(c, d)
    if not (first.known or second.known):
        return Fit(0.0, False, "no parties to compare")
    points = _side_points(first, local) + _side_points(second, False)
    if first.known != second.known:
        points *= weights()["party"]["alone"] if points > 0 else 1.0
    barred = (first.excluded and second.excluded) or (first.excluded and not second.known and not local)
    barred = barred or (second.excluded and not first.known)
    return Fit(points, barred, _words(first, second))


def _side_points(found: SideAlike, local: bool) -> float:
    if found.excluded:
        return -weights()["party"]["local_conflict" if local else "conflict"]
    return found.points


def _words(first: SideAlike, second: SideAlike) -> str:
    told = [f"{side} {found.reason}" for side, found in (("actor", first), ("recipient", second)) if found.known]
    return ", ".join(told)
