"""What each source was first or alone to say, how often others said the same, and whom it rests on.

A source is a page's outlet, the agency or page that it copied, and everybody in a report's chain of
attribution: all of them say what the report tells. Others are the reports of the event that did not
come through the source.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import orjson
from sqlalchemy import select

from newsledger.attribution import outlet_link
from newsledger.ledger import DocumentEntry, Ledger, Query
from newsledger.ledger.codec import decode
from newsledger.ledger.parts import part
from newsledger.ledger.schema import reports
from newsledger.linking.origins import source_key
from newsledger.reading import outlet_of
from newsledger.records import Attribution, Factuality, Reliance, SourceAccount, SourceKind

_COPIES = 10  # a copy of a copy of a copy: no page is copied further


@dataclass(frozen=True, slots=True)
class Telling:
    """One report: who tells it, from the page to the first who says so; ``rests``: what makes its source one."""

    report_id: str
    event_id: str
    links: tuple[Attribution, ...]
    rests: str
    day: str | None
    denied: bool


@dataclass(slots=True)
class _Sum:
    """What is gathered about one source while events go by."""

    link: Attribution
    reports: int = 0
    events: int = 0
    shared: int = 0
    corroborated: int = 0
    contested: int = 0
    first: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    rests_on: Counter[tuple[str, str | None, SourceKind]] = field(default_factory=Counter)
    carried_by: Counter[tuple[str, str | None, SourceKind]] = field(default_factory=Counter)


def accounts(ledger: Ledger, about: Query | None = None) -> tuple[SourceAccount, ...]:
    """An account of every source of the ledger, those with most events first; ``about``: of these events only.

    Sources without a name of their own (unnamed officials, pages without an outlet) are nobody's account,
    but they count among the others.
    """
    wanted = None if about is None else frozenset(e.event_id for e in ledger.events(about))
    sums: dict[str, _Sum] = {}
    for _, told in groupby(tellings(ledger, wanted), key=lambda t: t.event_id):
        _add(list(told), sums)
    found = [_account(s) for s in sums.values()]
    return tuple(sorted(found, key=lambda a: (-a.events, -a.reports, a.name, a.id or "")))


def tellings(ledger: Ledger, events: Collection[str] | None = None) -> Iterator[Telling]:
    """Every linked report in order of events, or those of ``events``."""
    pages = {p.document_id: p for p in ledger.entries().records}
    columns = (reports.c.report_id, reports.c.event_id, reports.c.document_id, reports.c.factuality)
    chain = part(reports.c.record, "attribution").label("chain")
    linked = reports.c.event_id.is_not(None), reports.c.rejected.is_(False)
    wanted = select(*columns, chain).where(*linked).order_by(reports.c.event_id, reports.c.sort)
    with ledger.reading() as connection:
        for row in connection.execution_options(yield_per=500).execute(wanted):
            page = pages.get(row.document_id)
            if page is not None and (events is None or row.event_id in events):
                said = tuple(decode(Attribution, link) for link in orjson.loads(row.chain))
                yield _telling(row.report_id, row.event_id, row.factuality == Factuality.DENIED, page, said, pages)


def _telling(
    report: str,
    event: str,
    denied: bool,
    page: DocumentEntry,
    said: Sequence[Attribution],
    pages: Mapping[str, DocumentEntry],
) -> Telling:
    links = _distinct((*_tellers(page, pages), *said))
    last = links[-1] if links else None
    rests = source_key(last, page.document_id) if last else f"page {page.document_id}"
    day = page.published_start.isoformat()[:10] if page.published_start else None
    return Telling(report, event, links, rests, day, denied)


def _tellers(page: DocumentEntry, pages: Mapping[str, DocumentEntry]) -> Iterator[Attribution]:
    """The page's outlet, those of the pages that it copies, and the agency whose copy it is."""
    at: DocumentEntry | None = page
    for _ in range(_COPIES):
        if at is None:
            return
        if at.outlet is not None:
            yield outlet_link(at.outlet)
        if at.wire is not None and (agency := outlet_of(at.wire, None)) is not None:
            yield outlet_link(agency)
        at = pages.get(at.copy_of) if at.copy_of else None


def _key(link: Attribution) -> str:
    return link.id or link.name.casefold()


def _distinct(links: Iterable[Attribution]) -> tuple[Attribution, ...]:
    found: dict[str, Attribution] = {}
    for link in links:
        found.setdefault(_key(link), link)
    return tuple(found.values())


def _add(told: Sequence[Telling], sums: dict[str, _Sum]) -> None:
    """Adds one event's reports to the accounts of those who tell it."""
    own: dict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        for i, link in enumerate(telling.links):
            if link.kind is not SourceKind.ANONYMOUS:
                own[_key(link)].append(telling)
                _relate(sums.setdefault(_key(link), _Sum(link)), telling.links, i)
    for key, mine in own.items():
        ids = {t.report_id for t in mine}
        _compare(sums[key], mine, [t for t in told if t.report_id not in ids])


def _relate(into: _Sum, links: Sequence[Attribution], i: int) -> None:
    into.reports += 1
    if i + 1 < len(links):
        into.rests_on[_named(links[i + 1])] += 1
    if i:
        into.carried_by[_named(links[i - 1])] += 1


def _named(link: Attribution) -> tuple[str, str | None, SourceKind]:
    return link.name, link.id, link.kind


def _compare(into: _Sum, mine: Sequence[Telling], others: Sequence[Telling]) -> None:
    """One event of a source beside what others say of it."""
    into.events += 1
    denied = any(t.denied for t in mine)
    same = [t for t in others if t.denied == denied]
    into.contested += len(same) < len(others)
    if not others:
        into.alone.append(mine[0].event_id)
    if not same:
        return
    into.shared += 1
    into.corroborated += bool({t.rests for t in same} - {t.rests for t in mine})
    if _first_day(mine) and _first_day(mine) < (_first_day(same) or ""):
        into.first.append(mine[0].event_id)


def _first_day(told: Iterable[Telling]) -> str:
    """The earliest day; of none where a page's day is not known, for that page may be the first."""
    days = [t.day for t in told]
    known = [d for d in days if d]
    return min(known) if known and len(known) == len(days) else ""


def _account(of: _Sum) -> SourceAccount:
    link = of.link
    return SourceAccount(
        name=link.name,
        id=link.id,
        kind=link.kind,
        country=link.country,
        state_controlled=link.state_controlled,
        reports=of.reports,
        events=of.events,
        first=tuple(of.first),
        alone=tuple(of.alone),
        shared=of.shared,
        corroborated=of.corroborated,
        contested=of.contested,
        rests_on=_reliances(of.rests_on),
        carried_by=_reliances(of.carried_by),
    )


def _reliances(counted: Counter[tuple[str, str | None, SourceKind]]) -> tuple[Reliance, ...]:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or "", item[0][2]))
    return tuple(Reliance(*named, reports=number) for named, number in ordered)
