"""The frozen types that every floor speaks.

Character offsets count Unicode code points in ``Document.text``, start inclusive, end
exclusive. ``to_dict`` gives any record in the form of the records contract: dates as ISO
8601 strings, spans as two-element lists, enumerations as their words.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any, NamedTuple


class Span(NamedTuple):
    """Half-open range of characters in a document's stored text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


class Precision(StrEnum):
    """How finely a date is known."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    INTERVAL = "interval"
    UNKNOWN = "unknown"


class DateBasis(StrEnum):
    """What a publication date rests on."""

    METADATA = "metadata"
    URL = "url"
    TEXT = "text"
    LINKED = "linked events"
    GIVEN = "given"
    UNKNOWN = "unknown"


class WhenBasis(StrEnum):
    """What an event's date rests on."""

    TEXT = "text"
    DOCUMENT = "document"
    LINKED = "linked event"
    UNKNOWN = "unknown"


class PlacePrecision(StrEnum):
    POINT = "point"
    CITY = "city"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    REGION = "region"


class ZoneKind(StrEnum):
    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    BLOCK_QUOTE = "block quote"
    PULL_QUOTE = "pull quote"
    PROMOTION = "promotion"
    BOILERPLATE = "boilerplate"
    COMMENT = "comment"


CODED_ZONES = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.CAPTION, ZoneKind.BLOCK_QUOTE})


class OutletKind(StrEnum):
    NEWSPAPER = "newspaper"
    AGENCY = "agency"
    STATE_MEDIA = "state media"
    BROADCASTER = "broadcaster"
    BLOG = "blog"
    GOVERNMENT = "government"
    NGO = "ngo"
    OTHER = "other"


class PartyKind(StrEnum):
    PERSON = "person"
    STATE = "state"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLACE_AS_STATE = "place-as-state"
    UNKNOWN = "unknown"


class Factuality(StrEnum):
    ACTUAL = "actual"
    ONGOING = "ongoing"
    PLANNED = "planned"
    ATTEMPTED = "attempted"
    REQUESTED = "requested"
    CONDITIONAL = "conditional"
    DENIED = "denied"


class Basis(StrEnum):
    """How the telling document comes to know what it reports."""

    STATED = "stated"
    REPORTED = "reported"
    ALLEGED = "alleged"
    QUOTED = "quoted"
    INTELLIGENCE = "intelligence"


class SourceKind(StrEnum):
    OUTLET = "outlet"
    AGENCY = "agency"
    OFFICIAL = "official"
    GOVERNMENT = "government"
    DOCUMENT = "document"
    INTELLIGENCE = "intelligence"
    ANONYMOUS = "anonymous"
    EXPERT = "expert"
    PERSON = "person"


class ClaimKind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class TimeKind(StrEnum):
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"


class Corroboration(StrEnum):
    SINGLE = "single origin"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    DENIED = "denied"


class PlanStatus(StrEnum):
    """What became of what was planned, as far as the pages tell."""

    PENDING = "pending"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    NEVER = "did not happen"


class EventType(StrEnum):
    """The sixteen PLOVER 2.0 event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return to_dict(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(v) for v in value]
    return value


def to_dict(record: Any) -> dict[str, Any]:
    """The record as JSON-ready built-in types, fields in declared order."""
    return {f.name: _plain(getattr(record, f.name)) for f in dataclasses.fields(record)}


class Record:
    """Gives every record its ``to_dict``, and its table in a notebook."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        return to_dict(self)

    def _repr_html_(self) -> str:
        # A notebook asks for it; nothing else needs the module.
        from newsledger.reprs import html_of

        return html_of(self)


@dataclass(frozen=True, slots=True)
class Published(Record):
    """When a page was published: inclusive dates; both null where unknown."""

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: DateBasis = DateBasis.UNKNOWN
    reason: str = ""


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
class Outlet(Record):
    name: str
    id: str | None = None
    country: str | None = None
    kind: OutletKind = OutletKind.OTHER


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
class Zone(Record):
    kind: ZoneKind
    start: int
    end: int
    outlet: Outlet | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def coded(self) -> bool:
        return self.kind in CODED_ZONES


@dataclass(frozen=True, slots=True)
class KnownPair(Record):
    """Words of the text that name two parties: only what passes between them is asked for."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document(Record):
    """A page as stored: one text, with zones that cover it from end to end."""

    document_id: str
    source: str
    sha256: str
    url: str | None
    outlet: Outlet | None
    title: str | None
    authors: tuple[str, ...]
    language: str | None
    published: Published
    text: str
    zones: tuple[Zone, ...]
    copy_of: str | None = None
    wire: str | None = None
    input_id: str | None = None
    known_pair: KnownPair | None = None


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


@dataclass(frozen=True, slots=True)
class TimeMention(Record):
    """A time expression with its TIMEX3 value and, for dates, inclusive bounds."""

    document_id: str
    span: Span
    text: str
    kind: TimeKind
    value: str
    start: date | None
    end: date | None
    precision: Precision
    anchored_by: str


@dataclass(frozen=True, slots=True)
class PlaceMention(Record):
    document_id: str
    span: Span
    text: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    precision: PlacePrecision
    confidence: float
    reason: str = ""


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


@dataclass(frozen=True, slots=True)
class Coded(Record):
    """All that one document yields."""

    document: Document
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
