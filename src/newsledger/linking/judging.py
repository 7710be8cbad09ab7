"""People's verdicts, as linking obeys them: above the machine, the later above the earlier.

A verdict was given on reports that a coder made. Where another coder has since read the page, it
holds of the report of the same words; where there is none, it waits.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

import orjson

from newsledger.ledger import Anchor, Judgement, Ledger, Ruling, Verdict
from newsledger.linking.corrections import accepted, corrected, stored
from newsledger.records import Report

_TOGETHER = frozenset({Verdict.SAME, Verdict.DIFFERENT})
_MOST = 100  # reports of one side of a verdict that are paired with those of the other


def event_id(report_ids: Iterable[str]) -> str:
    """The event's name: it depends on the smallest of its report ids alone."""
    return "e" + hashlib.sha256(min(report_ids).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports that a person says belong together or apart; of two that contradict the higher ``rank`` holds."""

    one: str
    two: str
    same: bool
    who: str
    rank: int


@dataclass(frozen=True, slots=True)
class Rulings:
    """What verdicts make of the reports there are: pairs, the latest first, and what is ruled on single reports.

    ``waiting`` counts verdicts that no report answers to.
    """

    pairs: tuple[Pair, ...]
    reports: Mapping[str, Ruling]
    waiting: int = 0


class _Finder:
    """The reports that a verdict was given on, or what another coder made of the same words."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.by_id = {r.report_id: r for r in reports}
        self._by_page: dict[str, list[Report]] = defaultdict(list)
        for report in sorted(reports, key=lambda r: r.report_id):
            self._by_page[report.document_id].append(report)

    def side(self, name: str | None, anchors: Sequence[Anchor]) -> tuple[str, ...]:
        """Report ids of one side; an event without anchors is spoken of by the report that names it."""
        if anchors:
            return tuple(dict.fromkeys(found for each in anchors for found in self._of(each)))
        if name is None or name in self.by_id:
            return (name,) if name else ()
        return tuple(each for each in sorted(self.by_id) if event_id([each]) == name)[:1]

    def _of(self, anchor: Anchor) -> Iterator[str]:
        if anchor.report_id in self.by_id:
            yield anchor.report_id
            return
        like = [r for r in self._by_page.get(anchor.document_id, ()) if _same_words(anchor, r)]
        if like:
            yield min(like, key=lambda r: (r.type.value != anchor.type, r.report_id)).report_id


def _same_words(anchor: Anchor, report: Report) -> bool:
    return any(a.overlaps(b) for a in anchor.predicate for b in report.evidence.fields.predicate)


def rulings(judgements: Iterable[Judgement], reports: Iterable[Report]) -> Rulings:
    """The verdicts that hold of these reports, which are as their coder made them."""
    held = sorted(judgements, key=lambda j: (j.made, j.number))
    finder = _Finder(tuple(reports)) if held else _Finder(())
    pairs: dict[tuple[str, str], Pair | None] = {}
    single: dict[str, list[Judgement]] = defaultdict(list)
    waiting = 0
    for rank, each in enumerate(held):
        left, right = finder.side(each.left_id, each.left), finder.side(each.right_id, each.right)
        waiting += not left or (each.right_id is not None and not right)
        if each.right_id is None:
            for report_id in left:
                single[report_id].append(each)
        else:
            pairs.update(_paired(left, right, each, rank))
    ruled = {name: found for name in sorted(single) if (found := _ruling(finder.by_id[name], single[name]))}
    latest = sorted((p for p in pairs.values() if p), key=lambda p: (-p.rank, p.one, p.two))
    return Rulings(tuple(latest), ruled, waiting)


def _paired(
    left: Sequence[str], right: Sequence[str], given: Judgement, rank: int
) -> Iterator[tuple[tuple[str, str], Pair | None]]:
    """Every report of one side with every one of the other; what is unsure takes back what was said."""
    for one, two in ((a, b) for a in sorted(left)[:_MOST] for b in sorted(right)[:_MOST] if a != b):
        key = (min(one, two), max(one, two))
        said = given.verdict in _TOGETHER
        yield key, Pair(*key, given.verdict == Verdict.SAME, given.who, rank) if said else None


def _ruling(report: Report, given: Sequence[Judgement]) -> Ruling | None:
    """The verdicts on one report, one after the other."""
    found = reduce(lambda ruling, each: _after(ruling, report, each), given, Ruling(report.report_id, "", {}))
    if not (found.fields or found.accepted or found.rejected):
        return None
    return replace(found, fields=corrected(report, found.fields))


def _after(ruling: Ruling, report: Report, given: Judgement) -> Ruling:
    by = ", ".join(sorted({given.who, *filter(None, ruling.by.split(", "))}))
    if given.verdict == Verdict.CORRECT:
        return replace(ruling, by=by, rejected=False, fields=_with(ruling, given))
    if given.verdict == Verdict.UNSURE:
        return Ruling(report.report_id, "", {})
    if report.type.value not in {a.type for a in given.left} | {ruling.fields.get("type")}:
        return ruling  # another coder calls it another thing than the one that was accepted or rejected
    fields = orjson.loads(given.value) if given.value and given.verdict == Verdict.ACCEPT else {}
    accepts = given.verdict == Verdict.ACCEPT
    return Ruling(report.report_id, by, {**ruling.fields, **fields}, accepted=accepts, rejected=not accepts)


def _with(ruling: Ruling, given: Judgement) -> dict[str, object]:
    """The fields with this correction; one without a value gives the coder's own back."""
    field = given.field or ""
    rest = {name: value for name, value in ruling.fields.items() if name != field}
    return rest if given.value is None else {**rest, field: orjson.loads(given.value)}


def judge(
    ledger: Ledger,
    verdict: str,
    left: str,
    right: str | None = None,
    *,
    who: str,
    made: datetime,
    field: str | None = None,
    value: str | None = None,
    note: str = "",
) -> Judgement:
    """Adds a verdict to the ledger and gives it as kept; it tells when the ledger is linked next.

    ``left`` and ``right`` are ids of reports or events, or the start of one. ``value`` is a correction in a
    person's words ("planned", "2023-07-26 to 2023-07-28", "Sergei Shoigu; Russia") or as JSON; without one a
    correction is taken back. Raises QueryError for what cannot be understood.
    """
    one, two = ledger.whole_id(left), ledger.whole_id(right) if right else None
    given = Judgement(one, two, verdict, who, made, note, field)
    if verdict in (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT):
        report = ledger.report(given.left_id)
        if verdict == Verdict.CORRECT and value is not None:
            given = replace(given, value=stored(report, field or "", value))
        elif verdict == Verdict.ACCEPT:
            given = replace(given, value=accepted(report))
    return ledger.judge(given)
