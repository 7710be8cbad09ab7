"""Reads the places of a page: names found, resolved and explained."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from newsledger.language import Parsed
from newsledger.places.gazetteer import Entry, Gazetteer
from newsledger.places.knowledge import country_of_domain, precision, seats, shorts, words
from newsledger.places.metonymy import is_seated, metonymic
from newsledger.places.names import fold
from newsledger.places.resolving import UNLISTED, WEIGHED, Choice, Name, Page
from newsledger.places.spotting import Spot, spots
from newsledger.records import Document, PlaceMention, PlacePrecision, Span

# Characters before a name in which "the state of" stands.
_LEAD = 24
_HELD = re.compile(r"\s*(,|\(|in( the)?( (northern|southern|eastern|western|central))?)\s*")
_FILLER = re.compile(r"\s*,\s*")
_ENDING = re.compile(r"^\w+://[^/:]+\.([a-z]{2})(?=[/:]|$)")
_SPOT_IN_TOWN = re.compile(r"(?P<town>.+?)['’]s? (?P<spot>.+)")
_ROW = re.compile(r"\s*(,|,? ?(and|or|&))( the)?\s*")


def read_places(
    parsed: Parsed, gazetteer: Gazetteer, *, countries: Collection[str] = (), taken: Collection[Span] = ()
) -> tuple[PlaceMention, ...]:
    """The page's place names in text order, metonymic ones included and marked so.

    ``countries``: ISO alpha-3 codes of the states and actors on the page, which lend weight
    to places in them. ``taken``: spans of persons and organisations; a name strictly inside
    one is part of it. A name that no list holds keeps its words, with null coordinates.
    """
    found = [s for s in spots(parsed, gazetteer, taken) if not is_seated(s)]
    names = _names(found)
    choices = Page(list(names.values()), countries, _home(parsed.document)).settle()
    return tuple(_mention(parsed.document, spot, choices.get(_group(spot)), gazetteer) for spot in found)


def _group(spot: Spot) -> str:
    """One key for the mentions of a page that must mean the same place."""
    return f"{spot.key}/{_kind(spot)}" if _kind(spot) else spot.key


def _kind(spot: Spot) -> str:
    """What the name's own words or the word after it tell: "Idlib province" is no town."""
    told = words().of.get(spot.after.lower(), "") or _kind_before(spot)
    return spot.feature or (told if told in {"admin1", "admin2"} else "")


def _kind_before(spot: Spot) -> str:
    """ "The state of X"; what lies in the same country as a town of the name is the division."""
    start = spot.sentence.span.start
    lead = spot.sentence.text[max(0, spot.span.start - start - _LEAD) : spot.span.start - start].split()
    return words().of.get(lead[-2].lower(), "") if len(lead) > 1 and lead[-1] == "of" else ""


def _names(found: Sequence[Spot]) -> dict[str, Name]:
    names: dict[str, Name] = {}
    for spot in found:
        name = names.setdefault(_group(spot), Name(_group(spot), spot.entries[:WEIGHED], _kind(spot)))
        name.mentions += 1
    for inner, outer in _holdings(found):
        names[_group(inner)].holders.add(_group(outer))
    return names


def _holdings(found: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Pairs (held, holding) by the words between: "Paris, Texas", "Raga in South Sudan",
    "Syria's Hama"."""
    gaps = [_between(one, two) if one.sentence.index == two.sentence.index else None for one, two in pairwise(found)]
    for i, (one, two) in enumerate(pairwise(found)):
        gap = gaps[i]
        if gap is None or one.key == two.key:
            continue
        if _HELD.fullmatch(gap) and _may_hold(two) and not (_rank(one) >= _rank(two) and _listed(gaps, i)):
            yield one, two
        elif gap.strip() and not _FILLER.fullmatch(gap) and _holding().fullmatch(gap) and _rank(one) > _rank(two):
            yield two, one


@lru_cache(maxsize=1)
def _holding() -> re.Pattern[str]:
    """Words between a place and a finer one in it: "'s northern", " village of "."""
    known = words()
    kinds = "|".join(sorted(word for word, kind in known.of.items() if kind != "region"))
    sides = "|".join(sorted(known.directions))
    elsewhere = "|".join(sorted(known.at | known.to | known.source))
    # A verb between the two parts them: "Rwanda *seized* the city of Goma".
    # "Russia's consulate *in* Seattle" is not there.
    return re.compile(rf"('s|’s)\s+((?!(?:{elsewhere}) )\w+ ){{0,2}}|\s*((({sides}) ){{0,2}}({kinds})( of)?)\s*")


def _rank(spot: Spot) -> float:
    """How large a thing the bare name means: 3 a country, 2 a state or region, 1 to 2 a town."""
    return max((_size(e) for e in spot.entries if e.primary), default=1.0)


def _size(entry: Entry) -> float:
    ranks = {"country": 3.0, "historical": 3.0, "admin1": 2.0, "region": 2.0}
    return ranks.get(entry.feature, 1.0 + min(entry.population, 10**7) / 10**8)


def _listed(gaps: Sequence[str | None], at: int) -> bool:
    """Whether the pair stands in a row of names, which puts peers side by side."""
    beside = [gaps[i] for i in (at - 1, at + 1) if 0 <= i < len(gaps)]
    return any(gap is not None and _ROW.fullmatch(gap) for gap in beside)


def _between(one: Spot, two: Spot) -> str:
    start = one.sentence.span.start
    return one.sentence.text[one.span.end - start : two.span.start - start]


def _may_hold(spot: Spot) -> bool:
    return any(e.feature in {"country", "admin1", "admin2", "region", "historical"} for e in spot.entries)


def _home(document: Document) -> str | None:
    """The outlet's country as known, or as the ending of the page's address tells."""
    if document.outlet and document.outlet.country:
        return document.outlet.country
    ending = _ENDING.search(document.url or "")
    return country_of_domain(ending[1]) if ending else None


def _mention(document: Document, spot: Spot, choice: Choice | None, gazetteer: Gazetteer) -> PlaceMention:
    chosen = choice.entry if choice else None
    entry = chosen if chosen and chosen.feature != UNLISTED else None
    figure = metonymic(spot)
    reason = "; ".join(r for r in (figure, choice.reason if choice else "no gazetteer holds the name") if r)
    sure = min(1.0, 0.5 + 0.1 * spot.verdict.points)
    return PlaceMention(
        document_id=document.document_id,
        span=spot.span,
        text=spot.text,
        name=_called(spot, entry, gazetteer) if entry else spot.text,
        country=(chosen.country or None) if chosen else None,
        admin1=(entry.admin1 or None) if entry else None,
        lat=entry.lat if entry else None,
        lon=entry.lon if entry else None,
        geonameid=entry.geonameid if entry else None,
        precision=_precision(spot, entry),
        confidence=round(sure * (choice.share if choice else 0.5), 3),
        reason=reason,
    )


def _called(spot: Spot, entry: Entry, gazetteer: Gazetteer) -> str:
    """The place by the name that the page gives it, where that is one of its names.

    A spot inside a town keeps both: "Cairo's Tahrir Square" is "Tahrir Square, Cairo". Regions and seas, the seats
    of governments, abbreviations and words in capitals go by the usual name.
    """
    told = " ".join(spot.text.split())
    spotted = entry.geonameid is not None or (entry.feature == "point" and spot.key not in seats())
    if not spotted or told in shorts() or told.isupper():
        return entry.name
    if any((e.geonameid, e.lat, e.lon) == (entry.geonameid, entry.lat, entry.lon) for e in gazetteer.candidates(told)):
        return told
    owned = _SPOT_IN_TOWN.fullmatch(told)
    held = spot.feature == "point" and (owned is not None or fold(told).startswith(fold(entry.name)))
    return (f"{owned['spot']}, {owned['town']}" if owned else told) if held else entry.name


def _precision(spot: Spot, entry: Entry | None) -> PlacePrecision:
    if entry:
        return precision(entry.feature)
    return precision(spot.feature or "point")
