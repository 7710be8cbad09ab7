"""People's verdicts as rows: only added, and anchored to the words that they were given on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, insert, select, union

from newsledger.errors import QueryError
from newsledger.ledger.auditing import Action, note
from newsledger.ledger.codec import decode, encode
from newsledger.ledger.conditions import beginning
from newsledger.ledger.entries import Anchor, Judgement, Verdict
from newsledger.ledger.reading_back import coded_report
from newsledger.ledger.schema import event_reports, events, judgements, reports
from newsledger.records import Report

_OF_TWO = frozenset({Verdict.SAME, Verdict.DIFFERENT})
_VERDICTS = ", ".join(Verdict)


def write_judgement(connection: Connection, given: Judgement) -> int:
    """Adds the verdict with its anchors, and gives its number; raises QueryError where it makes no sense."""
    _check(given)
    sides = (_anchors(connection, each) if each else () for each in (given.left_id, given.right_id))
    left, right = map(_packed, sides)
    row = {
        "left_id": given.left_id,
        "right_id": given.right_id,
        "verdict": str(given.verdict),
        "who": given.who,
        "made": given.made.isoformat(),
        "note": given.note,
        "field": given.field,
        "value": given.value,
        "left_anchors": left,
        "right_anchors": right,
    }
    key = connection.execute(insert(judgements), row).inserted_primary_key
    number = int(key[0]) if key else 0
    said = {name: row[name] for name in ("verdict", "right_id", "field", "value", "note") if row[name]}
    note(connection, Action.JUDGED, given.who, given.made, given.left_id, {"number": number, **said})
    return number


def _check(given: Judgement) -> None:
    if given.verdict not in set(Verdict):
        raise QueryError(f"There is no verdict {given.verdict!r}", mend=f"Choose from {_VERDICTS}.")
    if not given.who.strip():
        raise QueryError("A verdict needs the name of who gives it", mend="Say who.")
    if given.verdict in _OF_TWO and given.right_id is None:
        raise QueryError(f"{given.verdict} is said of two records", mend="Give two ids, of reports or of events.")
    if given.verdict not in {*_OF_TWO, Verdict.UNSURE} and given.right_id is not None:
        raise QueryError(f"{given.verdict} is said of one report", mend="Give its id alone.")
    if (given.verdict == Verdict.CORRECT) != (given.field is not None):
        raise QueryError(
            "A field is named where one is corrected, and there alone", mend="See: newsledger judge --help"
        )


def _anchors(connection: Connection, wanted: str) -> tuple[Anchor, ...]:
    """The report's own anchor, or those of the event's reports; raises QueryError for an id that is neither's."""
    found = connection.execute(select(reports).where(reports.c.report_id == wanted)).all()
    if not found:
        theirs = select(event_reports.c.report_id).where(event_reports.c.event_id == wanted)
        found = connection.execute(select(reports).where(reports.c.report_id.in_(theirs))).all()
    if not found and not connection.execute(select(events.c.row).where(events.c.event_id == wanted)).first():
        raise QueryError("There is no report or event of this id", where=wanted, mend="Give its whole id.")
    return tuple(sorted((anchor(coded_report(row)) for row in found), key=lambda a: a.report_id))


def whole_id(connection: Connection, start: str) -> str:
    """The id of the report or event whose id is this, or the only one that starts so."""
    columns = (reports.c.report_id, events.c.event_id)
    begun = union(*(select(c.label("id")).where(beginning(c, start)) for c in columns)).subquery()
    found = connection.execute(select(begun.c.id).order_by(begun.c.id != start, begun.c.id).limit(2)).scalars().all()
    if found and (len(found) == 1 or found[0] == start):
        return str(found[0])
    what = "More than one id starts so" if found else "There is no report or event of this id"
    raise QueryError(what, where=start, mend="Give more of it." if found else "List them with: newsledger events")


def anchor(report: Report) -> Anchor:
    """What of a report outlives its coder: the page, the sentence, and the words of what was done."""
    evidence = report.evidence
    return Anchor(
        report.report_id,
        report.document_id,
        report.type.value,
        evidence.start,
        evidence.end,
        evidence.fields.predicate,
    )


def _packed(anchors: Iterable[Anchor]) -> str | None:
    held = [encode(each) for each in anchors]
    return f"[{','.join(held)}]" if held else None


def judgement(row: Row[Any]) -> Judgement:
    """The verdict of a row."""
    return Judgement(
        left_id=row.left_id,
        right_id=row.right_id,
        verdict=Verdict(row.verdict),
        who=row.who,
        made=datetime.fromisoformat(row.made),
        note=row.note,
        field=row.field,
        value=row.value,
        left=_unpacked(row.left_anchors),
        right=_unpacked(row.right_anchors),
        number=row.judgement,
    )


def _unpacked(held: str | None) -> tuple[Anchor, ...]:
    rows: Sequence[dict[str, Any]] = orjson.loads(held) if held else ()
    return tuple(decode(Anchor, each) for each in rows)
