"""The formats in which other programs read events, by name; each module is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from newsledger.errors import QueryError

if TYPE_CHECKING:
    from newsledger.exporting.source import Source
    from newsledger.plugins import Loaded

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


def find(name: str, taken: Collection[str] = ()) -> tuple[Writer, str]:
    """What writes a format, and what one unit of it is called; plug-ins' formats come after our own.

    Raises QueryError for one that there is not; ``taken`` are names of other exports.
    """
    if name in FORMATS:
        return import_module(f"newsledger.exporting.{FORMATS[name].module}").write, FORMATS[name].unit
    from newsledger import plugins  # the command line reads the names above for its help alone

    ours = (*taken, *FORMATS)
    found = next((each for each in plugins.loaded("exporters", ours) if each.plugin.name == name), None)
    if found is None:
        theirs = (each.plugin.name for each in plugins.loaded("exporters", ours))
        raise QueryError(f"There is no export of {name!r}", mend=f"Choose from {', '.join((*ours, *theirs))}.")
    return _plugged(found), str(getattr(found.made, "unit", "rows"))


def _plugged(found: Loaded) -> Writer:
    from newsledger.plugins import guarded

    def write(source: Source, out: BinaryIO) -> int:
        with guarded(found.plugin):
            return int(found.made(source, out))

    return write


def writer(name: str) -> Writer:
    """What writes a format; raises QueryError for one that there is not."""
    return find(name)[0]
