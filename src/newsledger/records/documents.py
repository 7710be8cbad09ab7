"""Pages as they are stored, and the times and places that their text names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsledger.records.base import Record, Span
from newsledger.records.words import CODED_ZONES, DateBasis, OutletKind, PlacePrecision, Precision, TimeKind, ZoneKind


@dataclass(frozen=True, slots=True)
class Published(Record):
    """When a page was published: inclusive dates; both null where unknown."""

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: DateBasis = DateBasis.UNKNOWN
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outlet(Record):
    name: str
    id: str | None = None
    country: str | None = None
    kind: OutletKind = OutletKind.OTHER


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
