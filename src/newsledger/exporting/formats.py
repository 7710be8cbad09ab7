"""The formats in which other programs read events, by name; each module is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from newsledger.errors import QueryError

if TYPE_CHECKING:
    from newsledger.exporting.source import Source

Writer = Callable[["Source", BinaryIO], int]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module that writes it, what it is, and what one unit of it is called."""

    module: str
    about: str
    unit: str = "rows"


FORMATS = {
    "gdelt": Format("gdelt", "GDELT 2.0 Events, 61 columns"),
    "gdelt-mentions": Format("mentions", "GDELT 2.0 Mentions, 16 columns"),
    "polecat": Format("polecat", "POLECAT, 40 columns"),
    "plover": Format("plover", "PLOVER JSON Lines", "events"),
    "icews": Format("icews", "ICEWS, 20 columns"),
    "acled": Format("acled", "ACLED's form, 31 columns of CSV"),
    "followthemoney": Format("followthemoney", "FollowTheMoney entities", "entities"),
    "geojson": Format("geojson", "GeoJSON features", "features"),
    "graphml": Format("graphml", "GraphML, parties joined by events", "edges"),
    "timelinejs": Format("timelinejs", "TimelineJS slides", "slides"),
    "icalendar": Format("calendar", "iCalendar of what is planned", "entries"),
    "bibtex": Format("bibtex", "BibTeX of the pages behind the events", "entries"),
    "csl": Format("csl", "CSL JSON of the pages behind the events", "items"),
}


def writer(name: str) -> Writer:
    """What writes a format; raises QueryError for one that there is not."""
    if name not in FORMATS:
        raise QueryError(f"There is no format {name!r}", mend=f"Choose from {', '.join(FORMATS)}.")
    made: Writer = import_module(f"newsledger.exporting.{FORMATS[name].module}").write
    return made
