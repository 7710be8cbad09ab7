"""Records in few words, for the cells of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newsledger.records import Attribution, Event, Party, Precision, Reliance, Report, SourceAccount, When, Where

if TYPE_CHECKING:
    from newsledger.ledger import Change


def party(one: Party) -> str:
    return f"{one.name} ({one.country})" if one.country and one.country != one.name else one.name


def parties(some: Sequence[Party]) -> str:
    return ", ".join(dict.fromkeys(party(one) for one in some)) or "-"


def who(record: Report | Event) -> str:
    return f"{parties(record.actor)} → {parties(record.recipient)}" if record.recipient else parties(record.actor)


def what(record: Report | Event) -> str:
    return " ".join([record.type.value, *(f"({mode})" for mode in record.modes)])


def when(value: When) -> str:
    """The date as finely as it is known."""
    if value.start is None:
        return "-"
    start, end = value.start.isoformat()[:10], (value.end or value.start).isoformat()[:10]
    if value.precision is Precision.YEAR and start[:4] == end[:4]:
        return start[:4]
    if value.precision is Precision.MONTH and start[:7] == end[:7]:
        return start[:7]
    return start if start == end else f"{start} to {end}"


def where(value: Where | None) -> str:
    if value is None:
        return "-"
    return f"{value.name} ({value.country})" if value.country and value.country != value.name else value.name


def chain(links: Sequence[Attribution]) -> str:
    """Who says so, from the one who tells us to the one who first said it."""
    return " ← ".join(f"{link.name} ({link.kind.value})" for link in links)


def source_kind(one: SourceAccount) -> str:
    return f"{one.kind.value}, state-controlled" if one.state_controlled else one.kind.value


def reliances(some: Sequence[Reliance]) -> str:
    """Sources with the number of reports that they stand behind, or pass on."""
    return ", ".join(f"{one.name} {one.reports}" for one in some) or "-"


def change(one: Change) -> str:
    """A field that was read anew: from what, to what."""
    return f"{one.field}: {value(one.before)} → {value(one.after)}"


def value(held: Any) -> str:
    """A field's exported value in few words."""
    if isinstance(held, list):
        return ", ".join(map(value, held)) or "-"
    if not isinstance(held, dict):
        return "-" if held is None else str(held)
    if "start" in held:
        return " to ".join(dict.fromkeys(str(held[end]) for end in ("start", "end") if held[end])) or "-"
    return str(held["name"]) if "name" in held else ", ".join(f"{k} {value(v)}" for k, v in held.items() if v)
