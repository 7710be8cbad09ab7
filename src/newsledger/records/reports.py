"""What one document tells: reports with their parts and reasons, and claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from newsledger.records.base import Record, Span, to_dict
from newsledger.records.documents import Document, PlaceMention, TimeMention
from newsledger.records.words import (
    Basis,
    ClaimKind,
    EventType,
    Factuality,
    PartyKind,
    PlacePrecision,
    Precision,
    SourceKind,
    WhenBasis,
)


@dataclass(frozen=True, slots=True)
class When(Record):
    """When an event took place: inclusive dates; both null where unknown."""

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    text: str | None = None
    span: Span | None = None
    basis: WhenBasis = WhenBasis.UNKNOWN
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Where(Record):
    """Where an event took place; coordinates are null where only an area is known."""

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    precision: PlacePrecision
    text: str
    span: Span | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Party(Record):
    """One who acts or is acted upon.

    ``country`` is ISO 3166 alpha-3 or one of PLOVER's extra codes; ``start`` and ``end``
    bound the office held; ``resolved_by`` says how the words became this party.
    """

    text: str
    name: str
    id: str | None = None
    kind: PartyKind = PartyKind.UNKNOWN
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    start: date | None = None
    end: date | None = None
    resolved_by: str = "unresolved"
    span: Span | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Attribution(Record):
    """One link of the chain of who says so."""

    name: str
    id: str | None
    kind: SourceKind
    country: str | None = None
    cue: str | None = None
    span: Span | None = None
    state_controlled: bool = False


@dataclass(frozen=True, slots=True)
class Thing(Record):
    """An object that matters to an event: a weapon, a good, an agreement, a sum."""

    text: str
    kind: str
    quantity: float | None
    unit: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Count(Record):
    """A stated number of people, as the least and the most it can be."""

    min: int
    max: int | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Toll(Record):
    dead: Count | None = None
    injured: Count | None = None
    arrested: Count | None = None
    displaced: Count | None = None


@dataclass(frozen=True, slots=True)
class EvidenceFields(Record):
    actor: tuple[Span, ...] = ()
    recipient: tuple[Span, ...] = ()
    predicate: tuple[Span, ...] = ()
    when: tuple[Span, ...] = ()
    where: tuple[Span, ...] = ()
    attribution: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence(Record):
    """The sentence that a report was read from, with the characters behind each field."""

    sentence: str
    start: int
    end: int
    fields: EvidenceFields


@dataclass(frozen=True, slots=True)
class CoderVersion(Record):
    name: str
    version: str
    codebook: str


@dataclass(frozen=True, slots=True)
class Why(Record):
    """What chose a report's type and parties, in words, and what came second."""

    type: str
    actor: str = ""
    recipient: str = ""
    factuality: str = ""
    second: str | None = None


@dataclass(frozen=True, slots=True)
class Report(Record):
    """One document's sentence saying that an event happened, will happen or did not."""

    report_id: str
    document_id: str
    event_id: str | None
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str | None
    quad: int
    intensity: float
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    when: When
    where: Where | None
    factuality: Factuality
    attribution: tuple[Attribution, ...]
    basis: Basis
    things: tuple[Thing, ...]
    toll: Toll | None
    evidence: Evidence
    confidence: float
    why: Why
    coder: CoderVersion
    judged_by: str | None = None


@dataclass(frozen=True, slots=True)
class Claim(Record):
    """Who said what. ``span`` bounds the content; ``cue_span`` the word of saying; ``speaker_kind``: as a source."""

    claim_id: str
    document_id: str
    speaker: Party | None
    cue: str
    stance: str
    text: str
    span: Span
    kind: ClaimKind
    addressee: Party | None = None
    via: tuple[Attribution, ...] = ()
    about: tuple[str, ...] = ()
    cue_span: Span | None = None
    negated: bool = False
    speaker_kind: SourceKind | None = None

    def __post_init__(self) -> None:
        if self.speaker is not None and not self.speaker.name:  # how the outward form says that nobody is named
            object.__setattr__(self, "speaker", None)

    def to_dict(self) -> dict[str, Any]:
        """The outward form, in which the speaker is always a party: one without words where nobody is named."""
        return {**to_dict(self), "speaker": to_dict(self.speaker or Party("", ""))}


@dataclass(frozen=True, slots=True)
class Coded(Record):
    """All that one document yields."""

    document: Document
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
