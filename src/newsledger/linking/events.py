"""One event out of the reports of a cluster: the best of each field."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from newsledger.linking.clustering import Cluster
from newsledger.linking.comparing import relation
from newsledger.linking.conflicts import dispute
from newsledger.linking.judging import event_id
from newsledger.linking.knowledge import families, weights
from newsledger.linking.origins import corroboration, origins
from newsledger.linking.parties import alike
from newsledger.linking.signs import PartySign, party_sign
from newsledger.records import (
    DateBasis,
    Document,
    Event,
    Factuality,
    Origin,
    Party,
    PartyKind,
    PlacePrecision,
    Report,
    When,
    WhenBasis,
    Where,
)

K = TypeVar("K", bound=Hashable)

_FINENESS = tuple(PlacePrecision)  # point first, region last
_SURENESS = (
    Factuality.ACTUAL,
    Factuality.ONGOING,
    Factuality.ATTEMPTED,
    Factuality.PLANNED,
    Factuality.REQUESTED,
    Factuality.CONDITIONAL,
    Factuality.DENIED,
)
_GRADES = ("identified", "body", "named", "state", "vague")
_NAMELESS = "generic noun"  # as the reader of actors says it
_LEAST_ALIKE = 0.7  # likeness from which two parties of one side are one party
_GRAINS = (1, 6, 31)  # days between first and last


def event_of(cluster: Cluster, documents: Mapping[str, Document], roots: Mapping[str, str]) -> Event:
    """The event that the cluster's reports tell of; ``roots`` gives each document's first page."""
    reports = [s.report for s in cluster.signs]
    found = origins(reports, documents, roots)
    pages = [documents[d] for d in sorted({r.document_id for r in reports}) if d in documents]
    best, disputed = _most(reports, lambda r: r.type), dispute(reports, documents)
    return Event(
        event_id=event_id(r.report_id for r in reports),
        type=best,
        modes=_modes([r for r in reports if r.type is best]),
        actor=_side(reports, True),
        recipient=_side(reports, False),
        when=best_when(reports),
        where=_where(reports),
        factuality=_factuality(reports),
        reports=tuple(r.report_id for r in reports),
        documents=len({r.document_id for r in reports}),
        outlets=tuple(sorted({p.outlet.name for p in pages if p.outlet})),
        origins=found,
        corroboration=corroboration(reports, found),
        conflicts=disputed.conflicts,
        first_reported=_first(pages),
        story_id=None,
        confidence=_confidence(reports, found),
        judged_by=_judged_by(cluster),
        why=_why(cluster, len(pages)),
        revisions=disputed.revisions,
    )


def _judged_by(cluster: Cluster) -> str | None:
    """Whoever judged its links or its reports."""
    said = [cluster.judged_by, *(s.report.judged_by for s in cluster.signs)]
    return ", ".join(sorted({who for each in said if each for who in each.split(", ")})) or None


def _most(reports: Sequence[Report], key: Callable[[Report], K]) -> K:
    """The value that most confidence stands behind."""
    weight: dict[K, float] = {}
    for report in reports:
        weight[key(report)] = weight.get(key(report), 0.0) + report.confidence
    return min(weight, key=lambda k: (-round(weight[k], 6), str(k)))


def _modes(reports: Sequence[Report]) -> tuple[str, ...]:
    told = [r for r in reports if r.modes]
    return _most(told, lambda r: r.modes) if told else ()


def best_when(reports: Sequence[Report]) -> When:
    """The finest stated date that most reports agree with; else the finest that rests on a page."""
    stated = [r.when for r in reports if r.when.start and r.when.basis is WhenBasis.TEXT]
    held = stated or [r.when for r in reports if r.when.start or r.when.end]
    if not held:
        return min((r.when for r in reports), key=lambda w: (w.text is None, w.text or ""))
    votes = {(w.start, w.end): sum(_meet(w, other) for other in held) for w in set(held)}
    return min(
        held, key=lambda w: (_grain(w), -votes[w.start, w.end], _length(w), _start(w), w.text is None, w.text or "")
    )


def _grain(when: When) -> int:
    """A day or two, a week, a month, or longer: a month agrees with more and tells less."""
    return next((at for at, most in enumerate(_GRAINS) if _length(when) <= most), len(_GRAINS))


def _meet(one: When, two: When) -> bool:
    return _start(one) <= _end(two) and _start(two) <= _end(one)


def _start(when: When) -> date:
    return when.start or date.min


def _end(when: When) -> date:
    return when.end or date.max


def _length(when: When) -> float:
    return (when.end - when.start).days if when.start and when.end else math.inf


def _where(reports: Sequence[Report]) -> Where | None:
    """The finest place that most reports' places agree with, by the name that most give it."""
    held = [r.where for r in reports if r.where is not None]
    if not held:
        return None
    tally = Counter((w.name, w.country, w.precision) for w in held)
    kinds = sorted({(w.name, w.country, w.precision): w for w in reversed(held)}.items(), key=lambda kv: str(kv[0]))
    votes = {key: sum(tally[k] for k, w in kinds if _agree(place, w)) for key, place in kinds}
    order = {key: (-votes[key], _FINENESS.index(w.precision), -tally[key], str(key)) for key, w in kinds}
    return min(kinds, key=lambda kv: order[kv[0]])[1]


def _agree(one: Where, two: Where) -> bool:
    return relation(one, two)[0] in ("same", "within", "near")


def _side(reports: Sequence[Report], actor: bool) -> tuple[Party, ...]:
    """The parties of one side, each as the report that resolves it best has it."""
    symmetric = families()[reports[0].type].symmetric
    lead = max(reports, key=lambda r: (_resolved(r), r.confidence, r.report_id))
    opposite = lead.recipient if actor else lead.actor
    kept = list({p.id or p.name: p for p in reversed(lead.actor if actor else lead.recipient)}.values())[::-1]
    pages = _pages(reports, actor)
    for report in reports:
        own = (*report.actor, *report.recipient) if symmetric else report.actor if actor else report.recipient
        for party in own:
            # What one page alone adds to a side is as often a slip as a find.
            grow = not symmetric and len(pages[party_sign(party)]) > 1
            kept = _with(kept, party, opposite if symmetric else (), grow=grow)
    return tuple(kept)


def _pages(reports: Iterable[Report], actor: bool) -> dict[PartySign, set[str]]:
    """The pages that name each party of a side."""
    found: dict[PartySign, set[str]] = defaultdict(set)
    for report in reports:
        for party in report.actor if actor else report.recipient:
            found[party_sign(party)].add(report.document_id)
    return found


def _resolved(report: Report) -> int:
    """How well a report knows its two sides; two who meet are a side each, on whichever they stand."""
    if families()[report.type].symmetric:
        best = sorted(_GRADES.index(party_sign(p).grade) for side in _sides(report) for p in side)[:2]
        return -sum(best) - len(_GRADES) * (2 - len(best))
    sides = [min((_GRADES.index(party_sign(p).grade) for p in side), default=len(_GRADES)) for side in _sides(report)]
    return -sum(sides)


def _sides(report: Report) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    return report.actor, report.recipient


def _with(kept: list[Party], party: Party, opposite: Iterable[Party], *, grow: bool) -> list[Party]:
    """The side with this party in the place of a vaguer form of itself, or beside the others."""
    mine = party_sign(party)
    # "Gunmen" on two pages may be others, but what the lead has on the other side is not told on this one again.
    if any(mine == (other := party_sign(one)) or one_party(mine, other) or _names(one, party) for one in opposite):
        return kept
    for place, held in enumerate(kept):
        sign = party_sign(held)
        if one_party(mine, sign) or _names(party, held) or _names(held, party):
            finer = _rank(party, mine) < _rank(held, sign)
            return [*kept[:place], party, *kept[place + 1 :]] if finer else kept
    return [*kept, party] if (grow and mine.grade != "vague") or not kept else kept


def _names(one: Party, other: Party) -> bool:
    """Whether the one is known by name and the other by no more than his state and trade: "an American president"."""
    same = one.country is not None and one.country == other.country and one.sectors[:1] == other.sectors[:1]
    return same and one.office is not None and other.resolved_by.startswith(_NAMELESS)


def one_party(one: PartySign, two: PartySign) -> bool:
    """Whether two parties may be taken for one."""
    found = alike(one, two)
    return not found.excluded and found.likeness >= _LEAST_ALIKE


def _rank(party: Party, sign: PartySign) -> tuple[int, int, int]:
    pronoun = int(party.kind is PartyKind.UNKNOWN)
    return _GRADES.index(sign.grade), pronoun, -len(sign.tokens)


def _factuality(reports: Sequence[Report]) -> Factuality:
    """What happened beats what was planned; a denial counts only where nobody tells it as fact."""
    told = {r.factuality for r in reports}
    return min(told, key=_SURENESS.index)


def _first(pages: Iterable[Document]) -> date | None:
    given = (p.published for p in pages if p.published.basis is not DateBasis.LINKED)
    return min((p.start for p in given if p.start), default=None)


def _confidence(reports: Sequence[Report], found: Sequence[Origin]) -> float:
    """One minus the chance that every independent origin is wrong; a source with a stake adds half."""
    sure = {r.report_id: r.confidence for r in reports}
    points, doubt = weights()["events"], 1.0
    best = max(found, key=lambda o: max(sure[r] for r in o.reports))
    for origin in found:
        share = points["interested"] if origin.interested and origin is not best else 1.0
        doubt *= 1 - share * max(sure[r] for r in origin.reports)
    return round(min(points["cap"], 1 - doubt), 3)


def _why(cluster: Cluster, pages: int) -> str:
    size = len(cluster.signs)
    if size == 1:
        return "one report"
    told = " | ".join(f"{link.one} and {link.two}, {link.why}" for link in cluster.links)
    rest = f" | and {cluster.more} more links, none weaker than the last" if cluster.more else ""
    return f"{size} reports on {pages} pages: {told}{rest}"
