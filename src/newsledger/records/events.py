"""What documents tell together: events, plans, stories, and what each source told in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsledger.records.base import Record
from newsledger.records.reports import Party, When, Where
from newsledger.records.words import Corroboration, EventType, Factuality, PlanStatus, SourceKind


@dataclass(frozen=True, slots=True)
class Origin(Record):
    """An independent source behind an event, with the reports that rest on it."""

    name: str
    kind: str
    reports: tuple[str, ...]
    interested: bool = False


@dataclass(frozen=True, slots=True)
class ConflictValue(Record):
    value: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict(Record):
    field: str
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class Revision(Record):
    """A value that an outlet told first and replaced later; ``reports`` are the two, the later one last."""

    field: str
    outlet: str
    before: str
    after: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan(Record):
    """An event that was announced before it happened: by which reports, and which tell what became of it.

    ``event_id`` names the other event that tells the outcome, where it is not the planned event itself.
    """

    status: PlanStatus
    planned: tuple[str, ...]
    outcome: tuple[str, ...] = ()
    event_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Event(Record):
    """What one or more reports are about, after linking."""

    event_id: str
    type: EventType
    modes: tuple[str, ...]
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    when: When
    where: Where | None
    factuality: Factuality
    reports: tuple[str, ...]
    documents: int
    outlets: tuple[str, ...]
    origins: tuple[Origin, ...]
    corroboration: Corroboration
    conflicts: tuple[Conflict, ...]
    first_reported: date | None
    story_id: str | None
    confidence: float
    judged_by: str | None = None
    why: str = ""
    plan: Plan | None = None
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Story(Record):
    story_id: str
    title: str
    events: tuple[str, ...]
    actors: tuple[str, ...]
    start: date | None
    end: date | None
    first_reported: date | None
    last_reported: date | None
    countries: tuple[str, ...] = ()
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Reliance(Record):
    """One whose word a source passes on, or who passes on its word; in how many reports."""

    name: str
    id: str | None
    kind: SourceKind
    reports: int


@dataclass(frozen=True, slots=True)
class SourceAccount(Record):
    """What one source told in all, beside what others told of the same events.

    ``first`` and ``alone`` are ids of events; the counts are of events too, but for ``reports``.
    """

    name: str
    id: str | None
    kind: SourceKind
    country: str | None
    state_controlled: bool
    reports: int
    events: int
    first: tuple[str, ...]
    alone: tuple[str, ...]
    shared: int
    corroborated: int
    contested: int
    rests_on: tuple[Reliance, ...]
    carried_by: tuple[Reliance, ...]
