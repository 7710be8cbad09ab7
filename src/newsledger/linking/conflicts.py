"""Fields on which an event's reports differ by more than their precision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from newsledger.linking.comparing import counts_meet, far_apart
from newsledger.linking.knowledge import families
from newsledger.linking.parties import alike
from newsledger.linking.revising import standing
from newsledger.linking.signs import party_sign
from newsledger.records import (
    Conflict,
    ConflictValue,
    Count,
    Document,
    Factuality,
    Party,
    Report,
    Revision,
    When,
    WhenBasis,
    Where,
)

V = TypeVar("V")

_COUNTS = ("dead", "injured", "arrested", "displaced")


class Dispute(NamedTuple):
    """What an event's reports disagree on, and what their outlets have since replaced."""

    conflicts: tuple[Conflict, ...]
    revisions: tuple[Revision, ...]


def dispute(reports: Sequence[Report], pages: Mapping[str, Document]) -> Dispute:
    """Each field that is in dispute, with every value told for it that stands and the reports that tell it."""
    found = list(_all(reports, pages))
    conflicts = tuple(conflict for conflict, _ in found if conflict is not None)
    return Dispute(conflicts, tuple(revision for _, revised in found for revision in revised))


_Found = tuple[Conflict | None, list[Revision]]


def _all(reports: Sequence[Report], pages: Mapping[str, Document]) -> Iterator[_Found]:
    dated = [(r, r.when) for r in reports if r.when.basis is WhenBasis.TEXT and r.when.start and r.when.end]
    yield _field("when", dated, pages, _apart_in_time, _days)
    placed = [(r, r.where) for r in reports if r.where is not None and r.type in families()[r.type].placed]
    yield _field("where", placed, pages, far_apart, _place)
    for name in _COUNTS:
        told = [(r, count) for r in reports if r.toll and (count := getattr(r.toll, name)) is not None]
        yield _field(f"toll.{name}", told, pages, lambda a, b: not counts_meet(a, b), _count)
    yield _field("factuality", [(r, r.factuality) for r in reports], pages, _one_denied, lambda f: f.value)
    yield _field("actor", [(r, _side(r)) for r in reports if _side(r)], pages, _other_actor, _names)


def _field(
    field: str,
    told: Sequence[tuple[Report, V]],
    pages: Mapping[str, Document],
    differ: Callable[[V, V], bool],
    word: Callable[[V], str],
) -> _Found:
    """The values that at least one other value contradicts, of those that stand; None where all agree."""
    left, history = standing(field, told, pages, differ, word)
    by_word: dict[str, list[str]] = defaultdict(list)
    value: dict[str, V] = {}
    for report, each in left:
        by_word[word(each)].append(report.report_id)
        value.setdefault(word(each), each)
    shown = sorted(by_word)
    disputed = [a for a in shown if any(differ(value[a], value[b]) for b in shown if a != b)]
    values = tuple(ConflictValue(each, tuple(sorted(by_word[each]))) for each in disputed)
    return Conflict(field, values) if values else None, history


def _apart_in_time(one: When, two: When) -> bool:
    if not (one.start and one.end and two.start and two.end):
        return False
    return one.end < two.start or two.end < one.start


def _days(when: When) -> str:
    start, end = when.start or when.end, when.end or when.start
    return f"{start}" if start == end else f"{start} to {end}"


def _place(where: Where) -> str:
    return ", ".join(part for part in (where.name, where.admin1, where.country) if part)


def _count(count: Count) -> str:
    if count.max == count.min:
        return str(count.min)
    return f"at least {count.min}" if count.max is None else f"{count.min} to {count.max}"


def _one_denied(one: Factuality, two: Factuality) -> bool:
    return (one is Factuality.DENIED) != (two is Factuality.DENIED)


def _side(report: Report) -> tuple[Party, ...]:
    return (*report.actor, *report.recipient) if families()[report.type].symmetric else report.actor


def _other_actor(one: tuple[Party, ...], two: tuple[Party, ...]) -> bool:
    return all(alike(party_sign(a), party_sign(b)).excluded for a in one for b in two)


def _names(parties: tuple[Party, ...]) -> str:
    return ", ".join(sorted({p.name for p in parties}))
