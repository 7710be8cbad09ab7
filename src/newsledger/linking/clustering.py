"""Groups reports into events: best pairs first, no chaining, nothing barred.

Two clusters become one when the mean score over pairs of their members (at most a few of each,
the smallest ids) reaches a threshold and none of those pairs is barred. So a report that is
near to one member and far from the others stays out.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from newsledger.linking.blocking import candidates
from newsledger.linking.comparing import Score, compare
from newsledger.linking.judging import Pair
from newsledger.linking.knowledge import weights
from newsledger.linking.signs import Sign

_SHOWN = 4  # links of a cluster that are told in words
_RECENT = 1_000_000  # pairs that are no links and whose points are remembered
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
    """Reports of one event, by id, with the surest links and the weakest, how many more there are, and who judged."""

    signs: tuple[Sign, ...]
    links: tuple[Link, ...]
    more: int = 0
    judged_by: str | None = None


class _Joined(NamedTuple):
    """A link by positions; ``judge``: whose verdict it was, if anybody's."""

    points: float
    one: int
    two: int
    judge: str | None = None


class _Scores:
    """Points of pairs; reasons are told again for the few pairs that are shown."""

    def __init__(self, signs: Sequence[Sign]) -> None:
        self.signs = signs
        # Pairs that may become links, by ascending code: in arrays, for there are many.
        self._codes, self._points = array("q"), array("d")
        self._recent: dict[int, float | None] = {}

    def compared(self, one: int, two: int) -> Score:
        return compare(self.signs[one], self.signs[two])

    def keep(self, one: int, two: int, points: float) -> None:
        """Holds the points of a pair; pairs must come in order."""
        self._codes.append(one * len(self.signs) + two)
        self._points.append(points)

    def of(self, one: int, two: int) -> float | None:
        """Points of a pair, none where it is barred."""
        code = min(one, two) * len(self.signs) + max(one, two)
        at = bisect_left(self._codes, code)
        if at < len(self._codes) and self._codes[at] == code:
            return self._points[at]
        if code not in self._recent:
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            found = self.compared(one, two)
            self._recent[code] = None if found.barred else found.points
        return self._recent[code]

    def ranked(self) -> Iterator[_Joined]:
        """The pairs held, the best first; ties by position, which is by id."""
        one, two = np.divmod(np.array(self._codes, dtype=np.int64), max(len(self.signs), 1))
        points = np.array(self._points, dtype=np.float64)
        for at in np.lexsort((two, one, -points)):
            yield _Joined(float(points[at]), int(one[at]), int(two[at]))


@dataclass(slots=True)
class _Grouping:
    """The state of one clustering: each position's group; the positions and links of groups of several."""

    scores: _Scores
    group: array[int]
    several: dict[int, list[int]] = field(default_factory=dict)
    links: dict[int, list[_Joined]] = field(default_factory=dict)
    apart: dict[int, set[int]] = field(default_factory=dict)
    judges: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def members(self, group: int) -> Sequence[int]:
        return self.several.get(group) or (group,)

    def join(self, link: _Joined) -> None:
        """Puts one report's group into the other's, the smaller number first."""
        keep, gone = sorted((self.group[link.one], self.group[link.two]))
        if keep == gone:
            return
        held = sorted((*self.members(keep), *self.members(gone)))
        for position in self.members(gone):
            self.group[position] = keep
        self.several.pop(gone, None)
        self.several[keep] = held
        self.links.setdefault(keep, []).extend((*self.links.pop(gone, ()), link))

    def may_meet(self, one: int, two: int) -> bool:
        """Whether nobody has said of a report in each that they are apart."""
        if not self.apart:
            return True
        a, b = self.members(one), self.members(two)
        return not any(self.apart[p] & set(b) for p in a if p in self.apart)

    def fits(self, one: int, two: int) -> bool:
        """Whether two groups are one event as a whole."""
        if not self.may_meet(one, two):
            return False
        few, signs = weights().exemplars, self.scores.signs
        best: dict[tuple[tuple[str, int], tuple[str, int]], float] = {}
        for p in self.members(one)[:few]:
            for q in self.members(two)[:few]:
                points = self.scores.of(p, q)
                if points is None:
                    return False
                told = signs[p].sentence_at, signs[q].sentence_at
                best[told] = max(points, best.get(told, points))
        return sum(best.values()) / len(best) >= weights().mean_threshold


def group(signs: Sequence[Sign], verdicts: Iterable[Pair] = ()) -> tuple[Cluster, ...]:
    """Clusters of signs, which come in the order of their ids."""
    state = _Grouping(_Scores(signs), array("q", range(len(signs))))
    _obey(state, tuple(verdicts))
    _hold_edges(state.scores, _repeated(state))
    for edge in state.scores.ranked():
        a, b = state.group[edge.one], state.group[edge.two]
        if a != b and state.fits(a, b):
            state.join(edge)
    return tuple(_cluster(state, g) for g in range(len(signs)) if state.group[g] == g)


def _obey(state: _Grouping, verdicts: Sequence[Pair]) -> None:
    """Joins and keeps apart as people say; what comes first is the latest, and beats what contradicts it."""
    wanted = {r for each in verdicts for r in (each.one, each.two)}
    place = {s.id: i for i, s in enumerate(state.scores.signs) if s.id in wanted}
    for each in verdicts:
        if each.one not in place or each.two not in place:
            continue
        one, two = place[each.one], place[each.two]
        if each.same and state.may_meet(state.group[one], state.group[two]):
            state.join(_Joined(_SAID, one, two, each.who))
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
    for position, sign in enumerate(state.scores.signs):
        key = (sign.type, sign.report.evidence.sentence, sign.predicate, sign.actor, sign.recipient, sign.days)
        head = heads.setdefault(key, position)
        if head == position or not _repeat(state, head, position):
            left.append(position)
    return left


def _repeat(state: _Grouping, head: int, position: int) -> bool:
    points = state.scores.of(head, position)
    if points is None or points < weights().threshold:
        return False
    if not state.fits(state.group[head], state.group[position]):
        return False
    state.join(_Joined(points, head, position))
    return True


def _hold_edges(scores: _Scores, heads: Sequence[int]) -> None:
    """Holds the points of the candidates that reach the threshold."""
    least = weights().threshold
    for i, j in candidates([scores.signs[h] for h in heads]):
        found = scores.compared(heads[i], heads[j])
        if not found.barred and found.points >= least:
            scores.keep(heads[i], heads[j], found.points)


def _cluster(state: _Grouping, number: int) -> Cluster:
    members = state.members(number)
    judges = sorted({who for p in members for who in state.judges.get(p, ())})
    links = sorted(state.links.get(number, ()), key=lambda link: (-link.points, link.one, link.two))
    shown = links if len(links) <= _SHOWN else [*links[: _SHOWN - 1], links[-1]]
    told = tuple(_told(link, state.scores) for link in shown)
    signs = tuple(state.scores.signs[p] for p in members)
    return Cluster(signs, told, len(links) - len(shown), ", ".join(judges) or None)


def _told(link: _Joined, scores: _Scores) -> Link:
    one, two = scores.signs[link.one].id, scores.signs[link.two].id
    why = f"judged the same by {link.judge}" if link.judge else scores.compared(link.one, link.two).why
    return Link(one, two, link.points, why)
