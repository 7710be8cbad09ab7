"""What the words between two place names of a sentence say of them: one in the other, or measured from it.

The parser hangs such phrases now on the one, now on the other; their words are plain.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsledger.language import Sentence
from newsledger.places.knowledge import words
from newsledger.records import PlaceMention, PlacePrecision, Span

_COMPASS = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)"
_DISTANCE = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|some|half an?|a couple of)"
_LENGTH = r"(?:[- ]?(?:kilomet(?:er|re)s?|kms?|miles?|met(?:er|re)s?|yards?|minutes?|hours?)(?:'? drive)?)"
_BRACKET = r"(?:\s*\([^()]{1,30}\))?"
# From fine to coarse, as the parts of an address follow each other.
_ADDRESS = (
    PlacePrecision.POINT,
    PlacePrecision.CITY,
    PlacePrecision.ADMIN2,
    PlacePrecision.ADMIN1,
    PlacePrecision.REGION,
    PlacePrecision.COUNTRY,
)


def _one_of(known: frozenset[str] | set[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, known), key=lambda w: (-len(w), w))) + ")"


@lru_cache(maxsize=1)
def _kind() -> str:
    """A common noun for a place: "region", "village"; it may bear a capital."""
    return rf"(?i:(?!{_COMPASS}\b){_one_of(frozenset(words().of))})"


@lru_cache(maxsize=1)
def _side() -> str:
    """Words of direction before a name: "northern ", "rural ", "the northern "."""
    return rf"(?:the\s+)?(?:(?i:{_one_of(words().directions)})\s+)*"


@lru_cache(maxsize=1)
def _within() -> re.Pattern[str]:
    """ "X district in northern Y", "X, in the province of Y"."""
    return re.compile(
        rf"(?:\s+{_kind()})?,?\s+(?:in|inside|within)\s+{_side()}(?:\w+\s+)?(?:{_kind()}\s+of\s+)?{_side()}"
    )


@lru_cache(maxsize=1)
def _of() -> re.Pattern[str]:
    """ "X region of rural Y", "X town of Y": the kind tells which is the finer."""
    return re.compile(rf"\s+({_kind()})\s+of\s+{_side()}")


@lru_cache(maxsize=1)
def _owned() -> re.Pattern[str]:
    """ "Y's northern X"."""
    return re.compile(rf"['’]s\s+{_side()}")


@lru_cache(maxsize=1)
def _measured() -> re.Pattern[str]:
    """ "X, a town some 60 kilometers (37 miles) north of the capital, Y", "X, just east of Y"."""
    far = rf"(?:(?:about|some|around|roughly|nearly|only|just|less than|more than)\s+)*{_DISTANCE}{_LENGTH}{_BRACKET}"
    of = rf"(?:{_COMPASS}\s+of|from|outside|away from)"
    there = rf"(?:(?:the|its|a)\s+)?(?:[\w-]+\s+){{0,2}}?(?:{_kind()},?\s+)?(?:of\s+)?{_side()}"
    called = rf"(?:\s+{_kind()})?(?:,?\s*(?:which is\s+|a(?:n)?\s+|the\s+)?(?:[\w-]+\s+){{0,4}}?)?"
    close = rf"(?:(?:just|further|immediately|slightly|directly)\s+)?(?:to the\s+)?{_COMPASS}\s+of"
    return re.compile(rf"{called},?\s*(?:{far}\s+(?:to the\s+)?(?:[\w-]+\s+)?{of}|{close})\s+{there}")


def holds(sentence: Sentence, outer: PlaceMention, inner: PlaceMention) -> bool:
    """The words between put the inner place in the outer: "the inner district in northern outer"."""
    if inner.precision is PlacePrecision.COUNTRY and outer.precision is not PlacePrecision.REGION:
        return False  # "the embassies of X in Y", "in eastern X in the area of Y"
    if inner.span.end <= outer.span.start:
        between = _between(sentence, inner.span, outer.span)
        if between == ", " and _ADDRESS.index(inner.precision) < _ADDRESS.index(outer.precision):
            return True  # "X, Y District, Z"
        part = _of().fullmatch(between)
        return bool(_within().fullmatch(between)) or (part is not None and _is_part(part[1], inner, outer))
    if outer.span.end > inner.span.start:
        return False
    between = _between(sentence, outer.span, inner.span)
    kind = _of().fullmatch(between)
    return bool(_owned().fullmatch(between)) or (kind is not None and not _is_part(kind[1], outer, inner))


def _is_part(kind: str, one: PlaceMention, two: PlaceMention) -> bool:
    """Whether "one KIND of two" names a part of two: "the X district of Y" does, "the Y town of X" does not.

    A place that no gazetteer holds is the finer one whatever the kind: "the Y suburb of X".
    """
    if _listed(one) != _listed(two):
        return _listed(two)
    return kind.lower() in words().parts


def _listed(place: PlaceMention) -> bool:
    return place.lat is not None


def measures(sentence: Sentence, mark: PlaceMention, place: PlaceMention) -> bool:
    """The place is told by how far it lies from the mark: "place, 60 kilometers north of mark"."""
    if place.span.end > mark.span.start:
        return False
    return _measured().fullmatch(_between(sentence, place.span, mark.span)) is not None


def _between(sentence: Sentence, one: Span, two: Span) -> str:
    base = sentence.span.start
    return sentence.text[one.end - base : two.start - base]
