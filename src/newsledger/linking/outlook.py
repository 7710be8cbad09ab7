"""Reports as linking sees them: what a page cannot know has happened, and where it is no party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from newsledger.linking.knowledge import families, words
from newsledger.linking.wording import folded, predicate_stems, predicate_words
from newsledger.records import DateBasis, Document, Factuality, Party, PartyKind, Report, WhenBasis, Where

_TOLD_AS_FACT = frozenset({Factuality.ACTUAL, Factuality.ONGOING})


def seen(reports: Iterable[Report], pages: Mapping[str, Document]) -> tuple[Report, ...]:
    """The reports as they are compared; one that a person has judged stays as it is."""
    return tuple(r if r.judged_by else _elsewhere(_foreseen(r, pages)) for r in reports)


def _foreseen(report: Report, pages: Mapping[str, Document]) -> Report:
    """A stated day that lies after the page's own is yet to come, however it is worded."""
    page, when = pages.get(report.document_id), report.when
    if page is None or report.factuality not in _TOLD_AS_FACT or when.basis is not WhenBasis.TEXT:
        return report
    printed = page.published
    # A page that linking dated has its date from events, and may not date them in turn.
    if printed.end is None or printed.basis is DateBasis.LINKED or when.start is None or when.start <= printed.end:
        return report
    return report if _past(report) else replace(report, factuality=Factuality.PLANNED)


def _past(report: Report) -> bool:
    """Whether the predicate stands in the past, so that its day must be wrong."""
    said = predicate_words(report)
    return any(word in words().past or word.endswith("ed") for word in said)


def _elsewhere(report: Report) -> Report:
    """The report without parties that are only where it happened."""
    where = report.where
    if where is None:
        return report
    actor, recipient = (tuple(p for p in side if not _names(p, where)) for side in (report.actor, report.recipient))
    if not actor and not recipient:
        return report
    if families()[report.type].symmetric and not predicate_stems(report) & words().going:
        actor, recipient = _hosts_apart(actor, recipient, where), _hosts_apart(recipient, actor, where)
    return replace(report, actor=actor, recipient=recipient)


def _names(party: Party, where: Where) -> bool:
    """Whether an unresolved party is the place's own name."""
    if party.id is not None or party.kind is PartyKind.PERSON:
        return False
    return folded(party.name) in {folded(where.name), folded(where.text)}


def _hosts_apart(side: tuple[Party, ...], other: tuple[Party, ...], where: Where) -> tuple[Party, ...]:
    """The side, without a state that only lends the ground to two others who meet there."""
    guests = {p.country for p in other if p.country}
    only_ground = all(p.kind.is_state and p.country == where.country for p in side)
    return () if side and only_ground and len(guests) > 1 and where.country not in guests else side
