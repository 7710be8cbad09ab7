"""Acts dated by how long they lie from another: "on Friday, a week after a gunman attacked"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.language import Sentence
from newsledger.records import TimeKind, TimeMention
from newsledger.times.attachment import root_of
from newsledger.times.calendars import bounds, moved
from newsledger.times.intervals import Interval, hull

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_LENGTH = re.compile(r"P(\d+)([DWMY])")
# The marker's clause lies on this side of the one that it hangs on.
_SIDES = {"after": -1, "following": -1, "before": 1}


@dataclass(frozen=True, slots=True)
class Offset:
    """A clause that lies so long from the one above it: its head word, that one's, and the way between.

    ``base`` is the date that stands right before the length ("on Friday, a week after"): that of the clause above.
    """

    mention: TimeMention
    base: TimeMention | None
    clause: Token
    above: Token
    count: int
    unit: str

    def holds(self, token: Token) -> bool:
        """Whether a word stands in the clause."""
        return token.i == self.clause.i or any(a.i == self.clause.i for a in token.ancestors)

    def of(self, when: Interval) -> Interval | None:
        """The clause's interval, by that of the clause above; a day for days and a week, else a whole unit."""
        if when.start is None or when.start != when.end:
            return None
        day = moved(when.start, self.unit, self.count)
        exact = self.unit == "D" or (self.unit == "W" and abs(self.count) == 1)
        return bounds(day, "D" if exact else self.unit) if day is not None else None

    def around(self, when: Interval) -> Interval:
        """The clause's interval, by some days in which the clause above lies; whole units for months and years."""
        ends = [moved(day, self.unit, self.count) for day in when if day is not None]
        return hull(bounds(day, "D" if self.unit in ("D", "W") else self.unit) for day in ends if day is not None)


def offset(predicate: Token, sentence: Sentence, times: Sequence[TimeMention]) -> Offset | None:
    """What dates the predicate or the clause above it, where a length before "after" or "before" stands between."""
    for mention in times:
        found = _offset(mention, sentence, times) if sentence.span.contains(mention.span) else None
        if found is not None and (found.holds(predicate) or predicate.i == found.above.i):
            return found
    return None


def _right_before(mention: TimeMention, sentence: Sentence, times: Sequence[TimeMention]) -> TimeMention | None:
    for other in times:
        between = sentence.text[other.span.end - sentence.span.start : mention.span.start - sentence.span.start]
        if other.span.end <= mention.span.start and other.span.start >= sentence.span.start and between.strip() == ",":
            return other if other.kind is TimeKind.DATE else None
    return None


def _offset(mention: TimeMention, sentence: Sentence, times: Sequence[TimeMention]) -> Offset | None:
    length = _LENGTH.fullmatch(mention.value or "") if mention.kind is TimeKind.DURATION else None
    root = root_of(sentence, mention.span) if length else None
    marker = _marker(root, sentence) if root is not None else None
    if length is None or marker is None:
        return None
    clause = marker.head if marker.dep_ == "mark" else next((c for c in marker.children if c.dep_ in _BELOW), None)
    if clause is None:
        return None
    above = clause.head if marker.dep_ == "mark" else marker.head
    count = int(length.group(1)) * _SIDES[marker.lower_]
    base = _right_before(mention, sentence, times)
    return Offset(mention, base, clause, above, count, length.group(2)) if above.i != clause.i else None


_BELOW = frozenset({"pobj", "pcomp"})


def _marker(root: Token, sentence: Sentence) -> Token | None:
    """The "after" or "before" that follows the length at once."""
    following = next((t for t in sentence.words if t.i == root.i + 1), None)
    return following if following is not None and following.lower_ in _SIDES else None
