"""Independent sources behind an event, and what they add up to.

A page that names its source for an event rests on that source; reprints, and pages that cite one
source, are one origin. Sources that are party to the event, or speak for a party's state, have a
stake in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsledger.linking.wording import name_tokens
from newsledger.reading import outlet_of
from newsledger.records import (
    Attribution,
    Corroboration,
    Document,
    Factuality,
    Origin,
    Outlet,
    OutletKind,
    Report,
    SourceKind,
)

_OF_STATE = frozenset({SourceKind.OFFICIAL, SourceKind.GOVERNMENT, SourceKind.INTELLIGENCE})
# The registry's organizations speak for themselves, whatever country they are of.
_OWN_BODIES = "org/"
_STATE_OUTLETS = frozenset({OutletKind.STATE_MEDIA, OutletKind.GOVERNMENT})
_MEDIA = frozenset({SourceKind.OUTLET, SourceKind.AGENCY})
_CITED = "outlet/"  # before the id of an outlet that a page cites
_LEAST_WORDS = 8  # shorter sentences recur without being copied


@dataclass(frozen=True, slots=True)
class _Source:
    """``key`` is what makes two sources one; ``country`` is set where the source speaks for that state."""

    key: str
    name: str
    kind: str
    country: str | None = None
    party_id: str | None = None
    own: bool = False


def origins(
    reports: Sequence[Report], documents: Mapping[str, Document], roots: Mapping[str, str]
) -> tuple[Origin, ...]:
    """The independent sources of an event's reports, the one with most reports first."""
    by_page: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_page[roots.get(report.document_id, report.document_id)].append(report)
    held: dict[_Source, list[str]] = defaultdict(list)
    for root in sorted(by_page):
        for source, report in _of_page(by_page[root], documents.get(root)):
            held[source].append(report.report_id)
    return _gathered(_copied(held, reports), _stakes(reports))


def _of_page(reports: Sequence[Report], page: Document | None) -> Iterable[tuple[_Source, Report]]:
    """What a page asserts itself rests on the source that it names for the same event, if it names one."""
    cited = {r.report_id: _cited(r) for r in reports}
    named = Counter(s for s in cited.values() if s)
    main = min(named, key=lambda s: (-named[s], s.key)) if named else None
    for report in reports:
        yield cited[report.report_id] or main or _teller(page, report), report


def _cited(report: Report) -> _Source | None:
    return _source(_last(report.attribution), report.document_id) if report.attribution else None


def _last(chain: Sequence[Attribution]) -> Attribution:
    """Who first says so; of a source that nobody names, the medium that has it: who cites that rests on one."""
    media = [link for link in chain if link.kind in _MEDIA]
    return media[-1] if media and chain[-1].kind is SourceKind.ANONYMOUS else chain[-1]


def cited_key(report: Report) -> str | None:
    """What makes the source that a report rests on one with another's; none where its page asserts it itself."""
    source = _cited(report)
    return source.key if source else None


def source_key(link: Attribution, document_id: str) -> str:
    """What makes this source one with another's: officials of one state are one, an unnamed one is its page's own."""
    return _source(link, document_id).key


def _source(link: Attribution, document_id: str) -> _Source:
    own = (link.id or "").startswith(_OWN_BODIES)
    spoken = link.country if (link.kind in _OF_STATE and not own) or _state_media(link) else None
    if link.kind is SourceKind.ANONYMOUS:
        return _Source(f"anonymous {document_id}", link.name, link.kind.value, spoken)
    if spoken and link.kind in _OF_STATE:
        return _Source(f"government {spoken}", link.name, link.kind.value, spoken, link.id)
    return _Source(_known(link.id) or _plain(link.name), link.name, link.kind.value, spoken, link.id)


def _known(id: str | None) -> str | None:
    """The id of an outlet, whether a page is its own or cites it."""
    return id.removeprefix(_CITED) if id else None


def _state_media(link: Attribution) -> bool:
    """Whether what is cited speaks for its state, as the link or the list of outlets has it."""
    if link.state_controlled or link.kind not in _MEDIA:
        return link.state_controlled
    outlet = outlet_of(link.name, None)
    return outlet is not None and outlet.kind in _STATE_OUTLETS


def _plain(name: str) -> str:
    return " ".join(sorted(name_tokens(name)))


def _teller(page: Document | None, report: Report) -> _Source:
    """The page itself: the agency that it credits, its outlet, or a page that names neither."""
    if page is None or (page.outlet is None and page.wire is None):
        return _Source(f"page {report.document_id}", "a page that names no outlet", SourceKind.OUTLET.value, own=True)
    if page.wire is not None:
        agency = outlet_of(page.wire, None)
        key = (agency.id if agency else None) or _plain(page.wire)
        return _Source(key, page.wire, SourceKind.AGENCY.value, _speaks_for(agency or page.outlet), own=True)
    return _of_outlet(page.outlet)


def _of_outlet(outlet: Outlet | None) -> _Source:
    if outlet is None:
        return _Source("", "", SourceKind.OUTLET.value)
    kind = SourceKind.AGENCY if outlet.kind is OutletKind.AGENCY else SourceKind.OUTLET
    return _Source(outlet.id or _plain(outlet.name), outlet.name, kind.value, _speaks_for(outlet), own=True)


def _speaks_for(outlet: Outlet | None) -> str | None:
    return outlet.country if outlet is not None and outlet.kind in _STATE_OUTLETS else None


def _copied(held: Mapping[_Source, list[str]], reports: Sequence[Report]) -> dict[_Source, list[str]]:
    """Outlets whose own words for the event are the same sentence are one: one took it from the other."""
    sentence = {r.report_id: r.evidence.sentence for r in reports}
    first: dict[str, _Source] = {}
    merged: dict[_Source, list[str]] = defaultdict(list)
    for source in sorted(held, key=lambda s: s.key):
        own = {sentence[r] for r in held[source] if source.own and sentence[r].count(" ") >= _LEAST_WORDS}
        home = next((first[s] for s in sorted(own) if s in first), source)
        merged[home].extend(held[source])
        first.update({s: home for s in own if s not in first})
    return merged


def _stakes(reports: Sequence[Report]) -> frozenset[str]:
    """Countries and identities of the event's parties."""
    parties = [p for r in reports for p in (*r.actor, *r.recipient)]
    return frozenset(key for p in parties for key in (p.id, p.country) if key)


def _gathered(held: Mapping[_Source, list[str]], stakes: frozenset[str]) -> tuple[Origin, ...]:
    by_key: dict[str, list[tuple[_Source, list[str]]]] = defaultdict(list)
    for source, ids in held.items():
        by_key[source.key].append((source, ids))
    found = [_origin([s for s, _ in group], [i for _, ids in group for i in ids], stakes) for group in by_key.values()]
    return tuple(sorted(found, key=lambda o: (-len(o.reports), o.name, o.reports)))


def _origin(sources: Sequence[_Source], ids: Iterable[str], stakes: frozenset[str]) -> Origin:
    shown = min(sources, key=lambda s: (s.name, s.kind))
    interested = any(s.country in stakes or s.party_id in stakes for s in sources if s.country or s.party_id)
    return Origin(shown.name, shown.kind, tuple(sorted(ids)), interested)


def corroboration(reports: Sequence[Report], found: Sequence[Origin]) -> Corroboration:
    """Denied by all, by some (contested), or told by one or several origins; those with a stake count as one."""
    denied = sum(r.factuality is Factuality.DENIED for r in reports)
    if denied:
        return Corroboration.DENIED if denied == len(reports) else Corroboration.CONTESTED
    independent = sum(not o.interested for o in found) + any(o.interested for o in found)
    return Corroboration.CORROBORATED if independent > 1 else Corroboration.SINGLE
