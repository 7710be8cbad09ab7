"""Gives a report without a place that of its scene, where the page has but one.

Two things carry a place from one sentence to another. Who speaks at a place says there whatever else the page has
him say that day (*in Cairo he said ... He also accused ...*); and on a page whose deeds all lie in one town, which
its opening names, those without a place lie there too. Wherever a second place could be meant, none is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsledger.coding.assembling import Page
from newsledger.coding.ontology import ontology
from newsledger.places import OWN, event_place, is_said_now
from newsledger.records import (
    EventType,
    Factuality,
    Party,
    PlaceMention,
    PlacePrecision,
    Report,
    Span,
    WhenBasis,
    Where,
)

_SPOTS = frozenset({PlacePrecision.POINT, PlacePrecision.CITY, PlacePrecision.ADMIN2})
_HAPPENED = frozenset({Factuality.ACTUAL, Factuality.ONGOING})
# A speaker's place is carried over so many sentences, forward and back: news tells the words first and the place after.
_FORWARD, _BACK = 12, 4
# Sentences of the opening, in which a page names its town.
_OPENING = 3


@dataclass(frozen=True, slots=True)
class _Venue:
    """Where somebody spoke: his key, the number of the sentence, the place, and the report that tells of it."""

    speaker: str
    sentence: int
    where: Where
    told: Report | None


def settled(reports: Sequence[Report], page: Page) -> tuple[Report, ...]:
    """The reports, those without a place of their own with that of their scene."""
    venues, town = _venues(reports, page), _town(reports, page)
    return tuple(_settled(r, page, venues, town) for r in reports)


def _settled(report: Report, page: Page, venues: Sequence[_Venue], town: Where | None) -> Report:
    facts = ontology()[report.type]
    if facts.spoken and facts.verbal and report.where is None:
        return _with(report, _spoken_at(report, page, venues))
    if facts.local and town is not None and not _is_told(report) and _fits(report, town, page):
        return _with(report, replace(town, reason=f"the page's deeds all lie in one place; {town.reason}"))
    return report


def _with(report: Report, where: Where | None) -> Report:
    if where is None:
        return report
    fields = replace(report.evidence.fields, where=(where.span,) if where.span else ())
    return replace(report, where=where, evidence=replace(report.evidence, fields=fields))


def _is_told(report: Report) -> bool:
    """Whether its own sentence tells where, rather than whose country its parties or the sentence before are of."""
    where = report.where
    if where is None or where.span is None:
        return False
    inside = report.evidence.start <= where.span.start < report.evidence.end
    return inside and not where.reason.startswith("no place")


def _key(party: Party) -> str:
    return party.id or party.name


def _at(page: Page, offset: int) -> int:
    sentence = page.parsed.sentence_at(offset)
    return sentence.index if sentence is not None else -1


def _venues(reports: Iterable[Report], page: Page) -> tuple[_Venue, ...]:
    return (*_of_reports(reports, page), *_of_claims(page))


def _of_reports(reports: Iterable[Report], page: Page) -> Iterator[_Venue]:
    """Where those who speak, meet or visit are told to do so."""
    for report in reports:
        speaks = ontology()[report.type].spoken or report.type is EventType.CONSULT
        if speaks and _is_venue(report.where) and _is_told(report) and report.factuality in _HAPPENED:
            sentence = _at(page, report.evidence.start)
            yield from (_Venue(_key(a), sentence, report.where, report) for a in report.actor[:1] if report.where)


def _is_venue(where: Where | None) -> bool:
    """A town in which the speaking itself is put; those who sit in a seat of government speak elsewhere too."""
    town = where is not None and where.geonameid is not None and where.precision is PlacePrecision.CITY
    return town and where is not None and OWN in where.reason and "placed by" in where.reason


def _of_claims(page: Page) -> Iterator[_Venue]:
    """Where words are said that are no event of their own."""
    for claim in page.claims:
        sentence = page.parsed.sentence_at(claim.cue_span.start) if claim.cue_span else None
        cue = sentence.token_at(claim.cue_span.start) if sentence and claim.cue_span else None
        if claim.speaker is None or sentence is None or cue is None:
            continue
        where = event_place(cue, sentence, page.places, (), page.filed, spoken=True)
        if where is not None and _is_venue(where):
            yield _Venue(_key(claim.speaker), sentence.index, where, None)


def _spoken_at(report: Report, page: Page, venues: Sequence[_Venue]) -> Where | None:
    """The one place where its actor speaks on this page, if that is told near by and of the same day."""
    if not report.actor or report.factuality not in _HAPPENED or not _is_own_word(report, page):
        return None
    mine = [v for v in venues if v.speaker == _key(report.actor[0])]
    here = _at(page, report.evidence.start)
    near = [v for v in mine if -_BACK <= here - v.sentence <= _FORWARD and _same_day(report, v.told)]
    if not near or not _one(v.where for v in mine):
        return None
    nearest = min(near, key=lambda v: abs(here - v.sentence)).where
    return replace(nearest, reason=f"where the same speaker is in another sentence; {nearest.reason}")


def _is_own_word(report: Report, page: Page) -> bool:
    """Told by the page or by who does it, and of this occasion; what another says of somebody was said anywhere."""
    speakers = {n for party in report.actor[:1] for n in (party.id, party.name) if n}
    if not all(speakers & {link.id, link.name} for link in report.attribution):
        return False
    at = report.evidence.fields.predicate[0].start
    sentence = page.parsed.sentence_at(at)
    predicate = sentence.token_at(at) if sentence is not None else None
    return sentence is not None and predicate is not None and is_said_now(predicate, sentence)


def _same_day(report: Report, other: Report | None) -> bool:
    """Whether the two may be of one day; what is told of another time is not of this occasion."""
    mine, its = report.when, other.when if other is not None else None
    if its is None or mine.start is None or mine.end is None or its.start is None or its.end is None:
        return WhenBasis.TEXT not in {mine.basis, its.basis if its is not None else None}
    stated = mine.basis is WhenBasis.TEXT and its.basis is not WhenBasis.TEXT
    return not stated and mine.start <= its.end and its.start <= mine.end


def _one(places: Iterable[Where]) -> bool:
    """All are one town or places of its country without a town."""
    held = list(places)
    spots = {w.geonameid or w.name for w in held if w.precision in _SPOTS}
    return len(spots) == 1 and len({w.country for w in held}) == 1


def _town(reports: Sequence[Report], page: Page) -> Where | None:
    """The town of a page whose deeds all lie there, two at least or one that its headline or dateline names."""
    deeds = [r.where for r in reports if r.where is not None and ontology()[r.type].local and _is_told(r)]
    told = [w for w in deeds if w.precision in _SPOTS and w.lat is not None]
    if not told or not _one(deeds):
        return None
    sentences = {s for r in reports if r.where in told for s in [r.evidence.start]}
    named = _opening(page, 1 if len(sentences) == 1 else _OPENING)
    return told[0] if any(_is(place, told[0]) for place in named) else None


def _opening(page: Page, sentences: int) -> Iterator[PlaceMention]:
    """The places of the first sentences, the headline among them, and of the dateline."""
    first = page.parsed.sentences[:sentences]
    end = first[-1].span.end if first else 0
    yield from (p for p in page.all_places if p.span.start < end or p is page.filed)


def _is(place: PlaceMention, town: Where) -> bool:
    return (place.geonameid, place.lat, place.lon) == (town.geonameid, town.lat, town.lon)


def _fits(report: Report, town: Where, page: Page) -> bool:
    """Whether it may have happened there: near the page's time, with parties of that country, no place beside it."""
    if report.factuality not in _HAPPENED or not _is_recent(report, page):
        return False
    if any(p.country not in {town.country, None} for p in (*report.actor, *report.recipient)):
        return False
    own = Span(report.evidence.start, report.evidence.end)
    return all(_is(p, town) or (p.country == town.country and p.precision not in _SPOTS) for p in _within(page, own))


def _within(page: Page, span: Span) -> Iterator[PlaceMention]:
    return (p for p in page.places if span.contains(p.span))


def _is_recent(report: Report, page: Page) -> bool:
    start, end = report.when.start, page.parsed.document.published.end
    return start is not None and end is not None and abs((end - start).days) <= _DAYS


# What lies longer before the page than this is background, and may have been anywhere.
_DAYS = 14
