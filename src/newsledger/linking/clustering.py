"""Groups reports into events: best pairs first, no chaining, nothing barred.

Two clusters become one when the mean score over pairs of their members (at most a few of each,
the smallest ids) reaches a threshold and none of those pairs is barred. So a report that is
near to one member and far from the others stays out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsledger.linking.blocking import candidates
from newsledger.linking.comparing import Score, compare
from newsledger.linking.judging import Pair
from newsledger.linking.knowledge import weights
from newsledger.linking.signs import Sign

_SAID = 9.0  # points of a link that a person made: above any that the machine gives


@dataclass(frozen=True, slots=True)
class Link:
    """Why two reports came together; ``why`` is the score in words, or whose verdict it was."""

    one: str
    two: str
    points: float
    why: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Reports of one event, by id, with the links that joined them and who judged any of it."""

    signs: tuple[Sign, ...]
    links: tuple[Link, ...]
    judged_by: str | None = None


@dataclass(slots=True)
class _Grouping:
    """The state of one clustering: each position's group, each group's positions and links."""

    signs: Sequence[Sign]
    group: list[int]
    members: dict[int, list[int]]
    links: dict[int, list[Link]]
    apart: dict[int, set[int]]
    judges: dict[int, set[str]]
    # Points alone: reasons are told again for the few pairs that become links. A barred pair has none.
    points: dict[tuple[int, int], float | None] = field(default_factory=dict)

    def score(self, one: int, two: int) -> float | None:
        """Points of a pair, none where it is barred."""
        pair = (one, two) if one < two else (two, one)
        if pair not in self.points:
            found = self.compared(*pair)
            self.points[pair] = None if found.barred else found.points
        return self.points[pair]

    def compared(self, one: int, two: int) -> Score:
        return compare(self.signs[one], self.signs[two])

    def join(self, one: int, two: int, link: Link) -> None:
        """Puts two's group into one's, the smaller number first."""
        keep, gone = sorted((self.group[one], self.group[two]))
        if keep == gone:
            return
        for position in self.members[gone]:
            self.group[position] = keep
        self.members[keep] = sorted(self.members[keep] + self.members.pop(gone))
        self.links[keep] += [*self.links.pop(gone), link]

    def may_meet(self, one: int, two: int) -> bool:
        """Whether nobody has said of a report in each that they are apart."""
        a, b = self.members[one], self.members[two]
        return not any(self.apart[p] & set(b) for p in a if p in self.apart)

    def fits(self, one: int, two: int) -> bool:
        """Whether two groups are one event as a whole."""
        if not self.may_meet(one, two):
            return False
        few = weights().exemplars
        best: dict[tuple[tuple[str, int], tuple[str, int]], float] = {}
        for p in self.members[one][:few]:
            for q in self.members[two][:few]:
                points = self.score(p, q)
                if points is None:
                    return False
                told = self.signs[p].sentence_at, self.signs[q].sentence_at
                best[told] = max(points, best.get(told, points))
        return sum(best.values()) / len(best) >= weights().mean_threshold


def _start(signs: Sequence[Sign]) -> _Grouping:
    positions = range(len(signs))
    members = {p: [p] for p in positions}
    return _Grouping(signs, list(positions), members, {p: [] for p in positions}, {}, defaultdict(set))


def group(signs: Sequence[Sign], verdicts: Iterable[Pair] = ()) -> tuple[Cluster, ...]:
    """Clusters of signs, which come in the order of their ids."""
    state = _start(signs)
    _obey(state, verdicts)
    heads = _repeated(state)
    for points, one, two in _edges(state, heads):
        a, b = state.group[one], state.group[two]
        if a != b and state.fits(a, b):
            state.join(one, two, Link(signs[one].id, signs[two].id, points, state.compared(one, two).why))
    return tuple(_cluster(state, g) for g in sorted(state.members))


def _obey(state: _Grouping, verdicts: Iterable[Pair]) -> None:
    """Joins and keeps apart as people say; what comes first is the latest, and beats what contradicts it."""
    place = {s.id: i for i, s in enumerate(state.signs)}
    for each in verdicts:
        if each.one not in place or each.two not in place:
            continue
        one, two = place[each.one], place[each.two]
        if each.same and state.may_meet(state.group[one], state.group[two]):
            state.join(one, two, Link(each.one, each.two, _SAID, f"judged the same by {each.who}"))
        elif not each.same and state.group[one] != state.group[two]:
            state.apart.setdefault(one, set()).add(two)
            state.apart.setdefault(two, set()).add(one)
        else:
            continue
        state.judges[one].add(each.who)
        state.judges[two].add(each.who)


def _repeated(state: _Grouping) -> list[int]:
    """Joins reports of one sentence at once, and gives the positions still to be compared."""
    heads: dict[tuple[object, ...], int] = {}
    left = []
    for position, sign in enumerate(state.signs):
        key = (sign.type, sign.report.evidence.sentence, sign.predicate, sign.actor, sign.recipient, sign.days)
        head = heads.setdefault(key, position)
        if head == position or not _repeat(state, head, position):
            left.append(position)
    return left


def _repeat(state: _Grouping, head: int, position: int) -> bool:
    points = state.score(head, position)
    if points is None or points < weights().threshold:
        return False
    if not state.fits(state.group[head], state.group[position]):
        return False
    one, two = state.signs[head].id, state.signs[position].id
    state.join(head, position, Link(one, two, points, state.compared(head, position).why))
    return True


def _edges(state: _Grouping, heads: Sequence[int]) -> list[tuple[float, int, int]]:
    """Pairs that reach the threshold, the best first; ties by position, which is by id."""
    found = []
    least = weights().threshold
    for i, j in candidates([state.signs[h] for h in heads]):
        one, two = heads[i], heads[j]
        points = state.score(one, two)
        if points is not None and points >= least:
            found.append((points, one, two))
        else:
            del state.points[one, two]
    return sorted(found, key=lambda e: (-e[0], e[1], e[2]))


def _cluster(state: _Grouping, number: int) -> Cluster:
    members = state.members[number]
    judges = sorted({who for p in members for who in state.judges.get(p, ())})
    signs = tuple(state.signs[p] for p in members)
    return Cluster(signs, tuple(state.links[number]), ", ".join(judges) or None)
