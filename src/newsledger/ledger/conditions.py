"""A query's conditions in SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Table,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union,
)

from newsledger.errors import QueryError
from newsledger.ledger.folding import fold
from newsledger.ledger.matching import matching
from newsledger.ledger.query import Query, must_be_words
from newsledger.ledger.schema import (
    claims,
    documents,
    event_parties,
    event_reports,
    events,
    names,
    report_parties,
    reports,
    stories,
)

Condition = ColumnElement[bool]

_COUNTRY = re.compile(r"[A-Z]{3}")
_OWN_ID = {"reports": "report_id", "events": "event_id"}
_PARTIES = {"reports": report_parties, "events": event_parties}


def conditions(table: Table, query: Query) -> list[Condition]:
    """What rows of the table must meet; raises QueryError for questions that they cannot answer."""
    query.must_suit(table.name)
    found = list(_OF[table.name](query))
    if query.cursor:
        found.append(table.c.sort > query.cursor)
    return found


def _of_documents(query: Query) -> Iterator[Condition]:
    yield from _page(query)
    if query.document:
        yield documents.c.document_id == query.document
    if query.text:
        yield documents.c.row.in_(matching("documents", query.text))


def _page(query: Query) -> Iterator[Condition]:
    if not query.superseded:
        yield documents.c.superseded_by.is_(None)
    yield from _between(documents.c.published_start, documents.c.published_end, query)
    if query.outlet:
        yield _from_outlet(query.outlet)


def _of_claims(query: Query) -> Iterator[Condition]:
    yield _on_pages(claims, query.outlet, _page(query))
    if query.document:
        yield claims.c.document_id == query.document
    if query.speaker:
        columns = claims.c.speaker_folded, claims.c.speaker_country
        yield claims.c.row.in_(_listed(claims.c.row, query.speaker, *columns))
    if query.addressee:
        yield _named(query.addressee, claims.c.addressee_folded, claims.c.addressee_country)
    if query.via:
        yield _all_words(query.via, claims.c.via_folded)
    if query.cue:
        yield _saying(query.cue)
    if query.stance:
        yield claims.c.stance == query.stance.lower()
    if query.text:
        yield claims.c.row.in_(matching("claims", query.text))


def _saying(wanted: str) -> Condition:
    """The words stand in the cue, or name what it does."""
    words = " ".join(wanted.lower().split())
    cue = func.lower(literal(" ") + claims.c.cue + literal(" "))
    return or_(cue.contains(f" {words} ", autoescape=True), claims.c.stance == words)


def _of_reports(query: Query) -> Iterator[Condition]:
    yield from _happening(reports, query)
    if pages := _pages_behind(query):
        yield _on_pages(reports, query.outlet, pages)
    if not query.rejected:
        yield reports.c.rejected.is_(False)
    if query.document:
        yield reports.c.document_id == query.document
    if query.event:
        yield reports.c.event_id == query.event
    if query.text:
        yield reports.c.row.in_(matching("reports", query.text))


def _of_events(query: Query) -> Iterator[Condition]:
    yield from _happening(events, query)
    if query.corroboration:
        yield events.c.corroboration == query.corroboration
    if query.story:
        yield events.c.story_id == query.story
    if query.plan:
        yield events.c.plan.is_not(None) if query.plan == "planned" else events.c.plan == query.plan
    pages = _pages_behind(query)
    behind: list[Condition] = [_on_pages(reports, query.outlet, pages)] if pages else []
    if query.text:
        behind.append(reports.c.row.in_(matching("reports", query.text)))
    joined = event_reports.join(reports, event_reports.c.report_id == reports.c.report_id)
    yield exists(select(1).select_from(joined).where(event_reports.c.event_id == events.c.event_id, *behind))


def _of_stories(query: Query) -> Iterator[Condition]:
    yield from _between(stories.c.start, stories.c.end, query)
    for wanted in filter(None, (query.actor, query.partner)):
        yield _all_words(wanted, stories.c.folded)


_OF = {
    "documents": _of_documents,
    "claims": _of_claims,
    "reports": _of_reports,
    "events": _of_events,
    "stories": _of_stories,
}


def _pages_behind(query: Query) -> list[Condition]:
    found: list[Condition] = [] if query.superseded else [documents.c.superseded_by.is_(None)]
    return [*found, _from_outlet(query.outlet)] if query.outlet else found


def _on_pages(table: Table, outlet: str | None, pages: Iterable[Condition]) -> Condition:
    """The row's page is one of these. An outlet's are listed; else each row's own is looked at, for nearly all are."""
    if outlet:
        return table.c.document_id.in_(select(documents.c.document_id).where(*pages))
    return exists(select(1).where(documents.c.document_id == table.c.document_id, *pages))


def _happening(table: Table, query: Query) -> Iterator[Condition]:
    if query.type:
        yield table.c.type == query.type.upper()
    if query.mode:
        # The modes are a list in JSON, each word within quotation marks.
        yield table.c.modes.contains(f'"{query.mode}"', autoescape=True)
    if query.factuality:
        yield table.c.factuality == query.factuality
    if query.min_confidence:
        yield table.c.confidence >= query.min_confidence
    if query.place:
        yield _named(query.place, table.c.place_folded, table.c.place_country)
    yield from _between(table.c.when_start, table.c.when_end, query)
    yield from _between_parties(table, query)


def _between(start: ColumnElement[str], end: ColumnElement[str], query: Query) -> Iterator[Condition]:
    """Overlap with the days asked for; what has no date overlaps nothing."""
    if query.first_day:
        yield func.substr(func.coalesce(end, start), 1, 10) >= query.first_day
    if query.last_day:
        yield func.substr(func.coalesce(start, end), 1, 10) <= query.last_day


def _between_parties(table: Table, query: Query) -> Iterator[Condition]:
    """The ids that an index lists for the parties, and not each row's own parties: there are many more rows."""
    parties, own_id = _PARTIES[table.name], _OWN_ID[table.name]
    one, two = parties.alias("one"), parties.alias("two")
    for side in filter(None, (query.actor, query.partner)):
        yield table.c[own_id].in_(_listed(one.c[own_id], side, one.c.folded, one.c.country))
    if query.actor and query.partner:
        mine = (each.c[own_id] == table.c[own_id] for each in (one, two))
        yield exists(select(1).where(*mine, one.c.row != two.c.row, _is(one, query.actor), _is(two, query.partner)))
    for role, country in (("actor", query.actor_country), ("recipient", query.recipient_country)):
        if country:
            acting = one.c.role == role, one.c.country == country.upper()
            yield table.c[own_id].in_(select(one.c[own_id]).where(*acting))


def _is(parties: FromClause, wanted: str) -> Condition:
    return _named(wanted, parties.c.folded, parties.c.country)


def beginning(column: ColumnElement[str], start: str) -> Condition:
    """The words begin so: as a range, which an index finds, and which ends before the last character there is."""
    must_be_words(start)
    return and_(column >= start, column < f"{start}\U0010ffff")


def _listed(key: ColumnElement[Any], wanted: str, folded: ColumnElement[str], country: ColumnElement[str]) -> Any:
    """The keys of rows that are so ``_named``, from columns with an index each; names are listed once.

    Each index is asked for itself: of one condition or another PostgreSQL thinks that half of all rows meet it.
    """
    by_name = select(key).where(folded.in_(select(names.c.folded).where(_all_words(wanted, names.c.folded))))
    return union(select(key).where(country == wanted), by_name) if _COUNTRY.fullmatch(wanted) else by_name


def _named(wanted: str, folded: ColumnElement[str], country: ColumnElement[str]) -> Condition:
    by_name = _all_words(wanted, folded)
    return or_(country == wanted, by_name) if _COUNTRY.fullmatch(wanted) else by_name


def _all_words(wanted: str, folded: ColumnElement[str]) -> Condition:
    words = fold(wanted).split()
    if not words:
        raise QueryError(f"There is no name in {wanted!r}", mend="Give a name, or a code such as FRA.")
    return and_(*(folded.contains(f" {word} ", autoescape=True) for word in words))


def _from_outlet(wanted: str) -> Condition:
    columns = documents.c.outlet_folded, documents.c.outlet_country
    return documents.c.row.in_(_listed(documents.c.row, wanted, *columns))
