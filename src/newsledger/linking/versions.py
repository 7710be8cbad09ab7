"""Earlier versions of pages: no second source, but the history of what their page says now.

A page that was read again and had changed takes the place of its earlier version, whose reports are
in no event. Where a sentence of it lives on with another toll, day or place, the event tells both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from newsledger.linking.conflicts import changes
from newsledger.linking.knowledge import weights
from newsledger.linking.wording import content, predicate_stems
from newsledger.records import Document, Event, Report, Revision

_NO_OUTLET = "a page that names no outlet"

Reports = Mapping[str, Report]


def with_history(
    events: Iterable[Event],
    reports: Reports,
    former: Iterable[Report],
    newest: Mapping[str, str],
    pages: Mapping[str, Document],
) -> tuple[Event, ...]:
    """The events with what earlier versions of their pages said otherwise.

    ``former`` are reports of superseded pages; ``newest`` gives the page that took the place of each.
    """
    now = defaultdict(list)
    for report in reports.values():
        now[report.document_id].append(report)
    history: dict[str, list[Revision]] = defaultdict(list)
    for old in sorted(former, key=lambda r: r.report_id):
        heir = _heir(old, now.get(_last(old.document_id, newest), ()))
        if heir is not None:
            history[heir.report_id] += _revisions(old, heir, pages)
    return tuple(_told(event, history) for event in events)


def _told(event: Event, history: Mapping[str, Sequence[Revision]]) -> Event:
    more = [revision for each in event.reports for revision in history.get(each, ())]
    return replace(event, revisions=(*more, *event.revisions)) if more else event


def _last(document_id: str, newest: Mapping[str, str]) -> str:
    """The version of the page that stands now."""
    seen = {document_id}
    while (later := newest.get(document_id)) and later not in seen:
        seen.add(later)
        document_id = later
    return document_id


def _heir(old: Report, candidates: Sequence[Report]) -> Report | None:
    """The report of the same deed in the page as it is now: of one type and predicate, in the likest sentence."""
    like = [(_likeness(old, r), r) for r in candidates if r.type is old.type and _one_predicate(old, r)]
    best = max(like, key=lambda each: (each[0], each[1].report_id), default=None)
    return best[1] if best and best[0] >= weights()["copies"]["sentence"] else None


def _one_predicate(one: Report, two: Report) -> bool:
    return bool(predicate_stems(one) & predicate_stems(two))


def _likeness(one: Report, two: Report) -> float:
    a, b = content(one.evidence.sentence), content(two.evidence.sentence)
    return len(a & b) / max(len(a | b), 1)


def _revisions(old: Report, heir: Report, pages: Mapping[str, Document]) -> Iterator[Revision]:
    page = pages.get(heir.document_id)
    outlet = page.outlet.name if page is not None and page.outlet else _NO_OUTLET
    for field, before, after in changes(old, heir):
        yield Revision(field, outlet, before, after, (old.report_id, heir.report_id))
