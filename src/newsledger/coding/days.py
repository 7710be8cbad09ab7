"""Gives a report without a day of its own that of another of its page, where the page tells but one.

Two things carry a day. Who is told to have spoken on one recent day spoke then whatever else the page has him say
(*on Friday he said ... He urged ...*); and what a page only names (*the attack*) was on the day that the page gives
to a deed of the same type between the same parties. Wherever a second day could be meant, none is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from newsledger.coding.assembling import Page
from newsledger.coding.ontology import ontology
from newsledger.records import Factuality, Party, Precision, Published, Report, Span, When, WhenBasis
from newsledger.times import event_date, is_named, is_of_opening, was_said

# News is at most so many days older than its page.
_NEWS = timedelta(days=6)
_DAYS = frozenset({Precision.DAY, Precision.MINUTE})
_HAPPENED = frozenset({Factuality.ACTUAL, Factuality.ONGOING})


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Who spoke, by his key, and when."""

    speaker: str
    when: When


def dated(reports: Sequence[Report], page: Page) -> tuple[Report, ...]:
    """The reports, those without a day of their own with that of their occasion."""
    spoken = tuple(_spoken(reports, page))
    return tuple(_dated(r, reports, spoken, page) for r in reports)


def _dated(report: Report, reports: Sequence[Report], spoken: Sequence[_Spoken], page: Page) -> Report:
    if _has_a_day(report, page):
        return report
    if is_of_opening(report.when) and _is_own_word(report) and _was_said(report, page):
        return _with(report, _day_of_speaker(report, spoken), "when the same speaker spoke, as another sentence tells")
    if is_named(report.when):
        return _with(report, _day_of_deed(report, reports), "another sentence dates what this one names")
    return report


def _has_a_day(report: Report, page: Page) -> bool:
    """Its own sentence tells a day, though perhaps of something else."""
    own = Span(report.evidence.start, report.evidence.end)
    return any(m.precision in _DAYS and own.contains(m.span) for m in page.times)


def _with(report: Report, when: When | None, why: str) -> Report:
    if when is None:
        return report
    return replace(report, when=replace(when, reason=f'{why} ("{when.text}")', text=None, span=None))


def _key(party: Party) -> str:
    return party.id or party.name


def _keys(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(map(_key, parties))


def _spoken(reports: Sequence[Report], page: Page) -> Iterator[_Spoken]:
    """The days of the page's week on which somebody is told to have spoken."""
    published = page.parsed.document.published
    for report in reports:
        words = ontology()[report.type].verbal and report.factuality in _HAPPENED and len(report.actor) == 1
        if words and _is_recent_day(report.when, published) and _was_said(report, page):
            yield _Spoken(_key(report.actor[0]), report.when)
    for claim in page.claims:
        sentence = page.parsed.sentence_at(claim.cue_span.start) if claim.cue_span else None
        cue = sentence.token_at(claim.cue_span.start) if sentence and claim.cue_span else None
        if claim.speaker is None or sentence is None or cue is None or not was_said(cue):
            continue
        when = event_date(cue, sentence, page.times, page.before(sentence), published, verbal=True)
        if _is_recent_day(when, published):
            yield _Spoken(_key(claim.speaker), when)


def _was_said(report: Report, page: Page) -> bool:
    at = report.evidence.fields.predicate[0].start
    sentence = page.parsed.sentence_at(at)
    predicate = sentence.token_at(at) if sentence is not None else None
    return predicate is not None and was_said(predicate)


def _is_own_word(report: Report) -> bool:
    """Told by the page or by who does it; what another says of somebody was said anywhere."""
    speakers = {n for party in report.actor[:1] for n in (party.id, party.name) if n}
    return all(speakers & {link.id, link.name} for link in report.attribution)


def _is_recent_day(when: When, published: Published) -> bool:
    start, end = published.start, published.end
    if when.basis is not WhenBasis.TEXT or when.start is None or start is None or end is None:
        return False
    return when.precision in _DAYS and start - _NEWS <= when.start <= end


def _day_of_speaker(report: Report, spoken: Sequence[_Spoken]) -> When | None:
    if report.factuality not in _HAPPENED or len(report.actor) != 1:
        return None
    return _only([s.when for s in spoken if s.speaker == _key(report.actor[0])])


def _day_of_deed(report: Report, reports: Sequence[Report]) -> When | None:
    """Only what the text itself dates, no longer than a month, and between the same parties as far as they are told."""
    same = [r.when for r in reports if r is not report and r.type is report.type and _alike(r, report)]
    stated = [w for w in same if w.start is not None]
    close = all(w.basis is WhenBasis.TEXT and w.precision in {*_DAYS, Precision.WEEK, Precision.MONTH} for w in stated)
    return _only(stated) if close else None


def _alike(one: Report, other: Report) -> bool:
    """Every side that both tell is shared, and so is one that says to whom it was done."""
    sides = [(_keys(one.actor), _keys(other.actor)), (_keys(one.recipient), _keys(other.recipient))]
    told = [bool(a & b) for a, b in sides if a and b]
    return all(told) and bool(_keys(one.recipient) & _keys(other.recipient))


def _only(found: Sequence[When]) -> When | None:
    """The one day of them all."""
    return found[0] if len({(w.start, w.end) for w in found}) == 1 else None
