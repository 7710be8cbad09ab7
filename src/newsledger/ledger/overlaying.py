"""What comes to reports after the coder: dates lent by their events, and people's verdicts.

Both lie beside the coder's record, which stays as it was, and are shown and searched in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, update

from newsledger.ledger.codec import encode, loads
from newsledger.ledger.entries import Ruling
from newsledger.ledger.reading_back import overlay
from newsledger.ledger.rows import Row as Cells
from newsledger.ledger.rows import party_rows, report_overlay
from newsledger.ledger.schema import report_parties, reports
from newsledger.ledger.writing import list_names
from newsledger.records import Report, When

_AT_ONCE = 500


class _Laid(NamedTuple):
    """What lies over a report, as stored."""

    linked: str | None
    judged: str | None


_NOTHING = _Laid(None, None)


def write_overlays(connection: Connection, dates: Mapping[str, When], rulings: Mapping[str, Ruling]) -> int:
    """Lays these dates and rulings over the reports, and takes all others away; gives the reports changed."""
    held = _held(connection)
    new = {each: _laid(dates.get(each), rulings.get(each)) for each in dates.keys() | rulings.keys()}
    changed = sorted(each for each in held.keys() | new.keys() if held.get(each) != new.get(each))
    waiting = iter(changed)
    while some := list(islice(waiting, _AT_ONCE)):
        _rewrite(connection, {each: new.get(each, _NOTHING) for each in some})
    return len(changed)


def _held(connection: Connection) -> dict[str, _Laid]:
    laid = or_(reports.c.linked_when.is_not(None), reports.c.judged.is_not(None))
    rows = connection.execute(select(reports.c.report_id, reports.c.linked_when, reports.c.judged).where(laid))
    return {row.report_id: _Laid(row.linked_when, row.judged) for row in rows}


def _laid(when: When | None, ruling: Ruling | None) -> _Laid:
    return _Laid(encode(when) if when else None, encode(ruling) if ruling else None)


def _rewrite(connection: Connection, laid: Mapping[str, _Laid]) -> None:
    found = connection.execute(select(reports).where(reports.c.report_id.in_(laid))).all()
    shown = {row.report_id: _shown(row, laid[row.report_id]) for row in found}
    if not shown:
        return
    rows = [_row(row, shown[row.report_id], laid[row.report_id]) for row in found]
    connection.execute(update(reports).where(reports.c.report_id == bindparam("wanted")), rows)
    judged = [row for row in found if row.judged != laid[row.report_id].judged]
    _rename(connection, [shown[row.report_id] for row in judged])


def _rename(connection: Connection, told: Sequence[Report]) -> None:
    """Writes the parties of reports anew whose verdicts have changed; dates leave parties as they are."""
    ids = [report.report_id for report in told]
    connection.execute(delete(report_parties).where(report_parties.c.report_id.in_(ids)))
    if rows := [row for report in told for row in party_rows("report_id", report)]:
        list_names(connection, {row["folded"] for row in rows})
        connection.execute(insert(report_parties), rows)


def _shown(row: Row[Any], laid: _Laid) -> Report:
    linked = {"when": orjson.loads(laid.linked)} if laid.linked else {}
    ruled = overlay(loads(Ruling, laid.judged)) if laid.judged else {}
    return loads(Report, row.record, **{**linked, **ruled})


def _row(row: Row[Any], shown: Report, laid: _Laid) -> Cells:
    return {
        "wanted": row.report_id,
        "linked_when": laid.linked,
        "judged": laid.judged,
        "rejected": bool(laid.judged and loads(Ruling, laid.judged).rejected),
        **report_overlay(shown, row.position),
    }
