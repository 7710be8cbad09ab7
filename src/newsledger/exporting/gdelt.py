"""GDELT 2.0 Events: 61 columns, tab-separated, without a header; one row for each pair of parties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from newsledger.columns import Cell
from newsledger.exporting import tabs
from newsledger.exporting.codes import CameoCode, cameo_of
from newsledger.exporting.dyads import Dyad, dyads
from newsledger.exporting.gdelt_codes import geo_columns, nowhere, where, who, who_columns
from newsledger.exporting.reading import in_lead, named_source
from newsledger.exporting.source import Source, day_of
from newsledger.ledger import Told

COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *who_columns("Actor1"),
    *who_columns("Actor2"),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *geo_columns("Actor1"),
    *geo_columns("Actor2"),
    *geo_columns("Action"),
    *("DATEADDED", "SOURCEURL"),
)


def write(source: Source, out: BinaryIO) -> int:
    """Writes the rows and gives their number. Tone is not measured here and stays empty."""
    return tabs.write(_rows(source), out, COLUMNS, header=False)


def _rows(source: Source) -> Iterator[dict[str, Cell]]:
    for told, code in coded(source):
        common = _common(source, told, code)
        for dyad in dyads(told.event):
            yield {**common, **_pair(dyad)}


def coded(source: Source) -> Iterator[tuple[Told, CameoCode]]:
    """The events that GDELT can hold, each with its CAMEO code."""
    for told in source.happened():
        code = cameo_of(told.reports, told.event.type.value)
        if code is None:
            source.left_out["without a CAMEO code"] += 1
        else:
            yield told, code


def _pair(dyad: Dyad) -> dict[str, Cell]:
    return {"GLOBALEVENTID": dyad.number, **who(dyad.actor, "Actor1"), **who(dyad.recipient, "Actor2")}


def _common(source: Source, told: Told, code: CameoCode) -> dict[str, Cell]:
    event, first = told.event, told.reports[0]
    page = told.page_of(first)
    return {
        **_dates(day_of(event.when)),
        "IsRootEvent": int(in_lead(first, source.page(first.document_id))),
        "EventCode": code.code,
        "EventBaseCode": code.base,
        "EventRootCode": code.root,
        "QuadClass": code.quad,
        "GoldsteinScale": code.goldstein,
        "NumMentions": len(told.reports),
        "NumSources": max(1, len(event.outlets)),
        "NumArticles": event.documents,
        **nowhere("Actor1"),
        **nowhere("Actor2"),
        **where(event.where, "Action"),
        "DATEADDED": stamp(event.first_reported),
        "SOURCEURL": named_source(page),
    }


def _dates(day: date | None) -> dict[str, Cell]:
    if day is None:
        return {}
    # GDELT's own arithmetic: a month counts thirty days, and the share of the year ends below one.
    share = min((day.month * 30 + day.day) / 365, 0.9999)
    return {
        "SQLDATE": int(f"{day:%Y%m%d}"),
        "MonthYear": int(f"{day:%Y%m}"),
        "Year": day.year,
        "FractionDate": round(day.year + share, 4),
    }


def stamp(day: date | None) -> int | None:
    """Midnight of a day as YYYYMMDDHHMMSS."""
    return int(f"{day:%Y%m%d}000000") if day else None
