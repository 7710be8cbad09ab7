"""Fields on which an event's reports differ by more than their precision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any, Generic, NamedTuple, TypeVar

from newsledger.linking.comparing import counts_meet, far_apart
from newsledger.linking.knowledge import families, manner_of_word, words
from newsledger.linking.parties import alike
from newsledger.linking.revising import standing
from newsledger.linking.signs import party_sign
from newsledger.linking.wording import predicate_stems, predicate_words
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

_IN_PERSON = "in person"
_COUNTS = ("dead", "injured", "arrested", "displaced")


class Dispute(NamedTuple):
    """What an event's reports disagree on, and what their outlets have since replaced."""

    conflicts: tuple[Conflict, ...]
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Field(Generic[V]):
    """A field that can be in dispute: its value in a report, whether two differ, and a value in words."""

    name: str
    of: Callable[[Report], V | None]
    differ: Callable[[V, V], bool]
    word: Callable[[V], str]


def dispute(reports: Sequence[Report], pages: Mapping[str, Document]) -> Dispute:
    """Each field that is in dispute, with every value told for it that stands and the reports that tell it."""
    found = [_disputed(field, reports, pages) for field in _fields()]
    conflicts = tuple(conflict for conflict, _ in found if conflict is not None)
    return Dispute(conflicts, tuple(revision for _, revised in found for revision in revised))


def changes(before: Report, after: Report) -> Iterator[tuple[str, str, str]]:
    """The fields on which two reports contradict each other, with both values in words."""
    for field in _fields():
        was, now = field.of(before), field.of(after)
        if was is not None and now is not None and field.differ(was, now):
            yield field.name, field.word(was), field.word(now)


@lru_cache(maxsize=1)
def _fields() -> tuple[Field[Any], ...]:
    counts = (Field(f"toll.{n}", partial(_toll, n), lambda a, b: not counts_meet(a, b), _count) for n in _COUNTS)
    return (
        Field("when", _dated, _two_days, lambda told: _days(told.when)),
        Field("where", _placed, far_apart, _place),
        *counts,
        Field("factuality", lambda r: r.factuality, _one_denied, lambda f: f.value),
        Field("actor", lambda r: _side(r) or None, _other_actor, _names),
    )


class _Dated(NamedTuple):
    """A stated date, and the words of what was done then."""

    when: When
    predicate: frozenset[str]


def _dated(report: Report) -> _Dated | None:
    when = report.when
    stated = when.basis is WhenBasis.TEXT and when.start and when.end
    return _Dated(when, predicate_stems(report)) if stated else None


def _two_days(one: _Dated, two: _Dated) -> bool:
    """Whether one deed has two dates: who arrived on Tuesday and talked on Wednesday contradicts nobody.

    Who talked there on Monday does: nothing of a visit lies before the arrival.
    """
    if not _apart_in_time(one.when, two.when):
        return False
    later = max(one, two, key=lambda told: told.when.start or date.min)
    return bool(one.predicate & two.predicate or later.predicate & words().arriving)


def _placed(report: Report) -> Where | None:
    """The place of what happens at one: an attack, a protest, a meeting in person."""
    family = families()[report.type]
    if report.type not in family.placed:
        return None
    face_to_face = report.type in family.local or _IN_PERSON in map(manner_of_word, predicate_words(report))
    return report.where if face_to_face else None


def _toll(name: str, report: Report) -> Count | None:
    return getattr(report.toll, name) if report.toll else None


def _disputed(
    field: Field[V], reports: Sequence[Report], pages: Mapping[str, Document]
) -> tuple[Conflict | None, list[Revision]]:
    """The values that at least one other value contradicts, of those that stand; None where all agree."""
    told = [(r, held) for r in reports if (held := field.of(r)) is not None]
    left, history = standing(field.name, told, pages, field.differ, field.word)
    by_word: dict[str, list[str]] = defaultdict(list)
    values: dict[str, dict[V, None]] = defaultdict(dict)  # in the order told, each once
    for report, each in left:
        by_word[field.word(each)].append(report.report_id)
        values[field.word(each)][each] = None
    shown = sorted(by_word)
    disputed = [a for a in shown if any(_differ(field, values[a], values[b]) for b in shown if a != b)]
    told_so = tuple(ConflictValue(each, tuple(sorted(by_word[each]))) for each in disputed)
    return Conflict(field.name, told_so) if told_so else None, history


def _differ(field: Field[V], one: Iterable[V], two: Iterable[V]) -> bool:
    others = tuple(two)
    return any(field.differ(a, b) for a in one for b in others)


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
