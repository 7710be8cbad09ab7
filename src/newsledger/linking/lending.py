"""Reports without a date have that of their event, where another report dates it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from newsledger.linking.events import best_when, one_party
from newsledger.linking.knowledge import families
from newsledger.linking.signs import PartySign, party_sign
from newsledger.records import Event, Party, Report, When, WhenBasis


def as_coded(report: Report) -> Report:
    """The report without a date that linking lent it."""
    if report.when.basis is not WhenBasis.LINKED:
        return report
    return replace(report, when=When(text=report.when.text, span=report.when.span))


def lent_dates(events: Iterable[Event], reports: Iterable[Report]) -> dict[str, When]:
    """The date for each report of an event that has none, by report id; ``reports`` are as the coder made them.

    Lenders are the reports of the same event on other pages that have the same type and parties: what the
    report's own page tells of its date, the coder has weighed already, and an event can hold reports that say
    less exactly who did what. Nothing is lent where a lender's date is open at one end, or lenders disagree.
    """
    held = {r.report_id: r for r in reports}
    return {each: when for event in events if event.documents > 1 for each, when in _lent(event, held)}


def _lent(event: Event, held: Mapping[str, Report]) -> Iterator[tuple[str, When]]:
    told = [held[r] for r in sorted(event.reports) if r in held]
    dated = [r for r in told if r.when.start is not None and r.when.end is not None]
    for report in told:
        if report.when.start is None and report.when.end is None:
            lenders = [r for r in dated if r.document_id != report.document_id and _same(r, report)]
            if lenders and _agreed(lenders):
                yield report.report_id, _borrowed(report.when, _finest(lenders))


def _agreed(lenders: Sequence[Report]) -> bool:
    """There are days on which all of the lenders' dates fall."""
    first = max(r.when.start for r in lenders if r.when.start)
    return first <= min(r.when.end for r in lenders if r.when.end)


def _finest(lenders: Sequence[Report]) -> Report:
    """The first whose date is the best of theirs."""
    best = best_when(lenders)
    return next(r for r in lenders if (r.when.start, r.when.end) == (best.start, best.end))


def _same(one: Report, two: Report) -> bool:
    """Both tell of one type, and of the same parties: on the same sides where the type has sides."""
    if one.type is not two.type:
        return False
    if families()[one.type].symmetric:
        return _same_parties((*one.actor, *one.recipient), (*two.actor, *two.recipient))
    return _same_parties(one.actor, two.actor) and _same_parties(one.recipient, two.recipient)


def _same_parties(one: Sequence[Party], two: Sequence[Party]) -> bool:
    """Everybody who is told apart has their like on the other side."""
    mine, others = _told_apart(one), _told_apart(two)
    return _among(mine, others) and _among(others, mine)


def _told_apart(parties: Iterable[Party]) -> list[PartySign]:
    """Those who are more than a nameless word, or an unknown name of the country of a party that is known."""
    signs = [sign for sign in map(party_sign, parties) if sign.grade != "vague"]
    countries = {sign.country for sign in signs if sign.id and sign.country}
    return [sign for sign in signs if sign.id or sign.country not in countries]


def _among(some: Sequence[PartySign], others: Sequence[PartySign]) -> bool:
    return all(any(one_party(a, b) for b in others) for a in some)


def _borrowed(own: When, lender: Report) -> When:
    """The lender's days with the words that the borrowing sentence has for them, if it has any."""
    when = lender.when
    reason = f"report {lender.report_id} of the same event and parties is dated so ({when.basis.value})"
    told = f"{reason}; in its own sentence, {own.reason}" if own.reason else reason
    return When(when.start, when.end, when.precision, own.text, own.span, WhenBasis.LINKED, told)
