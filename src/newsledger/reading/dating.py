"""When a page was published, and what that rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from newsledger.reading import days
from newsledger.reading.cues import cues
from newsledger.reading.datelines import dated_cell, is_date_line
from newsledger.reading.days import DATE, Day
from newsledger.reading.decoding import scrub
from newsledger.reading.pieces import Piece
from newsledger.records import DateBasis, Precision, Published, ZoneKind

_URL_DAY = re.compile(r"/((?:19|20)\d\d)/(\d{1,2}|[a-z]{3,9})/(\d{1,2})(?=/|$|[-_.])", re.IGNORECASE)
_URL_DASHED = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_URL_COMPACT = re.compile(r"[/_-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?=/|$|[-_.])")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d\d)(?=/|$)")
# Tokenised corpora put spaces inside addresses.
_SPACED = re.compile(r"\s*([:/.\-_])\s*")

# A page says when it appeared at its top or, in the fine print, at its foot.
_TOP, _FOOT = 8, 3
_QUOTED = 500  # characters of what a date rests on


def in_url(url: str) -> Day | None:
    """The date in an address such as /2020/02/03/, /2020/feb/03/ or /2020-02-03-name."""
    for shape in (_URL_DAY, _URL_DASHED, _URL_COMPACT):
        for found in shape.finditer(url):
            year, middle, last = found.groups()
            whole = (
                days.find(f"{last} {middle} {year}")
                if middle.isalpha()
                else days.day(int(year), int(middle), int(last))
            )
            if whole:
                return whole
    coarse = _URL_MONTH.search(url)
    return days.month(int(coarse[1]), int(coarse[2])) if coarse else None


@lru_cache(maxsize=1)
def _labelled() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[|(\s])({cues().date_label})\s*(?:\w+,\s+|\d[\d:.]*\s*[apm.]*\s*(?:[A-Z]{{2,4}},?)?\s*)*({DATE})",
        re.IGNORECASE,
    )


def in_text(pieces: Sequence[Piece]) -> tuple[Day, str] | None:
    """The date that the page's own first or last lines give, with the words it stands in."""
    edge = [*pieces[:_TOP], *pieces[max(_TOP, len(pieces) - _FOOT) :]]
    hits = [hit for item in edge if (hit := _said_in(item))]
    early = [hit for hit in hits if not hit[2]]
    best = (early or hits)[:1]
    return (best[0][0], best[0][1]) if best else None


def _said_in(item: Piece) -> tuple[Day, str, bool] | None:
    """Date, words, and whether they tell of an update only."""
    if item.kind is ZoneKind.DATELINE or is_date_line(item):
        return _hit(item.text, item.text)
    if item.kind in {ZoneKind.COMMENT, ZoneKind.CAPTION} or len(item.text) > 200:
        return None
    if item.lowered.startswith("http"):
        found = in_url(_SPACED.sub(r"\1", item.text))
        return (found, item.text, False) if found else None
    labelled = _labelled().search(item.text)
    if labelled:
        return _hit(labelled[2], labelled[0].strip())
    cell = dated_cell(item.text)
    if cell:
        return _hit(cell, cell)
    return _hit(item.text, item.text) if item.kind is ZoneKind.BYLINE else None


def _hit(where: str, words: str) -> tuple[Day, str, bool] | None:
    found = days.find(where)
    late = words.lower().startswith(tuple(sorted(cues().late_labels)))
    return (found, words, late) if found else None


def published(given: object, metadata: object, url: str | None, pieces: Sequence[Piece]) -> Published:
    """The best of: a given date, the page's metadata, its address, its own words."""
    if found := days.parse(given):
        return _published(found, DateBasis.GIVEN, f"given with the page: {_shown(given)}")
    if found := days.parse(metadata):
        return _published(found, DateBasis.METADATA, f"the page's metadata: {_shown(metadata)}")
    from_url = in_url(url) if url else None
    if from_url and from_url.precision is Precision.DAY:
        return _published(from_url, DateBasis.URL, f"the page's address: {_shown(url)}")
    if said := in_text(pieces):
        return _published(said[0], DateBasis.TEXT, f"the page's words: {_shown(said[1].strip()[:80])}")
    if from_url:
        return _published(from_url, DateBasis.URL, f"the page's address: {_shown(url)}")
    return Published(reason="no date given, in metadata, in the address or in the page's words")


def _shown(value: object) -> str:
    """What a date rests on, as a reason quotes it."""
    return scrub(str(value)[:_QUOTED])


def _published(found: Day, basis: DateBasis, reason: str) -> Published:
    return Published(found.start, found.end, found.precision, basis, reason)
