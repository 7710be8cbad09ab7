"""What a ledger can be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TypedDict

from newsledger.errors import QueryError
from newsledger.ledger.dates import Days, parse_days
from newsledger.records import EventType, Factuality, PlanStatus

_ANYWHERE = frozenset({"start", "end", "outlet", "text", "superseded", "limit", "cursor"})
_HAPPENING = _ANYWHERE | {
    "actor",
    "partner",
    "actor_country",
    "recipient_country",
    "type",
    "mode",
    "place",
    "factuality",
    "min_confidence",
}
# A store nests what it compares, and ends at a depth of a thousand.
_MOST_WORDS, _LONGEST = 100, 2_000
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # the latter is how a terminal hands on bytes that are no text
_PLANNED = "planned"  # planned, whatever became of it
# The questions that each kind of record can answer.
ANSWERS = {
    "documents": _ANYWHERE | {"document"},
    "reports": _HAPPENING | {"document", "event", "rejected"},
    "claims": _ANYWHERE | {"document", "speaker", "cue", "stance", "addressee", "via"},
    "events": _HAPPENING | {"corroboration", "story", "plan"},
    "months": frozenset({"type", "actor_country", "recipient_country", "start", "end"}),
    "stories": frozenset({"start", "end", "actor", "partner", "limit", "cursor", "superseded"}),
}


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions that all hold; one left out holds of everything.

    ``actor`` and ``partner`` take a name (all of its words, in any order) or an ISO alpha-3
    or PLOVER country code, and match a party on either side; ``partner`` is another party than
    ``actor``. ``start`` and ``end`` are whole or partial dates, both included, and keep what
    overlaps them: an event's date, a document's publication. ``text`` is searched as words,
    or as a phrase within quotation marks. ``speaker`` and ``addressee`` are named as ``actor``
    is, and so is ``via``, through whom a claim came; ``cue`` is a claim's word of saying as it
    stands (warned), or what it does, which ``stance`` asks for alone (warns, whatever the
    word). ``story`` is a story's whole id; ``plan`` keeps planned events: all
    of them ("planned"), or by what became of them ("pending"). ``rejected`` also gives reports that a person rejected.
    ``limit`` and ``cursor`` page through the answer.
    """

    actor: str | None = None
    partner: str | None = None
    actor_country: str | None = None
    recipient_country: str | None = None
    type: str | None = None
    mode: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    factuality: str | None = None
    corroboration: str | None = None
    min_confidence: float = 0.0
    text: str | None = None
    outlet: str | None = None
    speaker: str | None = None
    cue: str | None = None
    stance: str | None = None
    addressee: str | None = None
    via: str | None = None
    document: str | None = None
    event: str | None = None
    story: str | None = None
    plan: str | None = None
    superseded: bool = False
    rejected: bool = False
    limit: int | None = None
    cursor: str | None = None

    def __post_init__(self) -> None:
        for each in fields(self):
            if isinstance(said := getattr(self, each.name), str):
                must_be_words(said)
        _among(self.type and self.type.upper(), [t.value for t in EventType], "event type")
        _among(self.factuality, [f.value for f in Factuality], "factuality")
        _among(self.plan, [_PLANNED, *PlanStatus], "outcome of a plan")
        if self.limit is not None and self.limit < 1:
            raise QueryError(f"A limit is at least 1, not {self.limit}", mend="Leave it out to get everything.")
        if not 0 <= self.min_confidence <= 1:
            raise QueryError(f"A confidence lies between 0 and 1, not at {self.min_confidence}")
        first, last = self.first_day, self.last_day
        if first and last and first > last:
            raise QueryError(f"{self.start} comes after {self.end}", mend="Give the earlier date first.")

    @property
    def first_day(self) -> str | None:
        return parse_days(self.start).first.isoformat() if self.start else None

    @property
    def last_day(self) -> str | None:
        return parse_days(self.end).last.isoformat() if self.end else None

    def asked(self) -> frozenset[str]:
        """The names of the conditions given."""
        return frozenset(f.name for f in fields(self) if getattr(self, f.name) != f.default)

    def must_suit(self, kind: str) -> None:
        """Raises QueryError where records of this kind do not have what is asked for."""
        if odd := sorted(self.asked() - ANSWERS[kind]):
            raise QueryError(f"{kind.capitalize()} cannot be asked for {', '.join(odd)}", mend="Leave that out.")


class Conditions(TypedDict, total=False):
    """A question's conditions by name, as they can be given without a ``Query``."""

    actor: str | None
    partner: str | None
    actor_country: str | None
    recipient_country: str | None
    type: str | None
    mode: str | None
    start: str | None
    end: str | None
    place: str | None
    factuality: str | None
    corroboration: str | None
    min_confidence: float
    text: str | None
    outlet: str | None
    speaker: str | None
    cue: str | None
    stance: str | None
    addressee: str | None
    via: str | None
    document: str | None
    event: str | None
    story: str | None
    plan: str | None
    superseded: bool
    rejected: bool
    limit: int | None
    cursor: str | None


def must_be_words(said: str) -> None:
    """Raises QueryError for what no ledger can hold, and for more words than a store compares at once."""
    if len(said) > _LONGEST or len(said.split()) > _MOST_WORDS:
        raise QueryError(
            "This is too long to ask for",
            where=said[:40],
            mend=f"Give {_MOST_WORDS} words, {_LONGEST} characters, at most.",
        )
    if _NO_TEXT.search(said):
        raise QueryError("These words hold bytes that are no text", mend="Write them in UTF-8.")


def _among(given: str | None, known: list[str], what: str) -> None:
    if given is not None and given not in known:
        raise QueryError(f"Unknown {what}: {given!r}", mend=f"Choose from {', '.join(known)}.")


__all__ = ["ANSWERS", "Days", "Query", "parse_days"]
