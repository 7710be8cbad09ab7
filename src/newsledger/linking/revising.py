"""Values that an outlet told and later replaced: its last word counts, the earlier ones are history.

A value is replaced only by a later page of the same outlet that rests it on the same source: an
outlet that gives one figure from each side of a war has corrected nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from newsledger.linking.origins import cited_key
from newsledger.records import DateBasis, Document, Report, Revision

V = TypeVar("V")

Told = Sequence[tuple[Report, V]]


def standing(
    field: str,
    told: Told[V],
    pages: Mapping[str, Document],
    differ: Callable[[V, V], bool],
    word: Callable[[V], str],
) -> tuple[list[tuple[Report, V]], list[Revision]]:
    """The values that still stand, and those that their own outlet has replaced."""
    left: list[tuple[Report, V]] = []
    history: list[Revision] = []
    for outlet, mine in _by_outlet(told, pages):
        last = max(day for day, _, _ in mine)
        final = [(r, v) for day, r, v in mine if day == last]
        for day, report, value in mine:
            other = next(((r, v) for r, v in final if differ(value, v)), None) if day < last else None
            if other is None:
                left.append((report, value))
            else:
                history.append(
                    Revision(field, outlet, word(value), word(other[1]), (report.report_id, other[0].report_id))
                )
    undated = [(r, v) for r, v in told if _key(r, pages) is None]
    return sorted(left + undated, key=lambda rv: rv[0].report_id), history


def _by_outlet(told: Told[V], pages: Mapping[str, Document]) -> Iterator[tuple[str, list[tuple[date, Report, V]]]]:
    groups: dict[tuple[str, str], list[tuple[date, Report, V]]] = defaultdict(list)
    for report, value in told:
        key = _key(report, pages)
        if key is not None:
            groups[key[:2]].append((key[2], report, value))
    for outlet, source in sorted(groups):
        yield outlet, sorted(groups[outlet, source], key=lambda drv: (drv[0], drv[1].report_id))


def _key(report: Report, pages: Mapping[str, Document]) -> tuple[str, str, date] | None:
    """Outlet, source and day of the page; none where a page has no outlet or no date of its own."""
    page = pages.get(report.document_id)
    if page is None or page.outlet is None or page.published.start is None:
        return None
    if page.published.basis is DateBasis.LINKED:
        return None
    return page.outlet.name, cited_key(report) or "", page.published.start
