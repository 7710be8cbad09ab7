"""Human verdicts on reports and events, as the clusterer obeys them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from newsledger.ledger import Judgement

SAME, DIFFERENT = "same", "different"


def event_id(report_ids: Iterable[str]) -> str:
    """The event's name: it depends on the smallest of its report ids alone."""
    return "e" + hashlib.sha256(min(report_ids).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two reports that a person says belong together or apart."""

    one: str
    two: str
    same: bool
    who: str


def verdicts(judgements: Iterable[Judgement], report_ids: Iterable[str]) -> tuple[Verdict, ...]:
    """The last verdict on each pair. An event is spoken of by the report that gave it its id."""
    known = set(report_ids)
    anchors = {event_id([each]): each for each in known}
    found: dict[tuple[str, str], Verdict] = {}
    for each in sorted(judgements, key=lambda j: j.made):
        one, two = (_report(end, known, anchors) for end in (each.left_id, each.right_id))
        if one is None or two is None or one == two:
            continue
        pair = (min(one, two), max(one, two))
        found.pop(pair, None)
        if each.verdict in (SAME, DIFFERENT):
            found[pair] = Verdict(*pair, each.verdict == SAME, each.who)
    return tuple(found[pair] for pair in sorted(found))


def _report(end: str | None, known: set[str], anchors: dict[str, str]) -> str | None:
    return end if end in known else anchors.get(end or "")
