"""The closed lists of words that fields of records take their values from."""

from __future__ import annotations

from enum import StrEnum


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

    @property
    def is_state(self) -> bool:
        """Itself or by the name of its capital."""
        return self in {PartyKind.STATE, PartyKind.PLACE_AS_STATE}

    @property
    def is_body(self) -> bool:
        return self in {PartyKind.ORGANIZATION, PartyKind.GROUP}


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
