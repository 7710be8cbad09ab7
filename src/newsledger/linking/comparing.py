"""Whether two reports tell of one event: points for and against, each with its reason."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsledger.linking.knowledge import directed_manners, weights
from newsledger.linking.parties import fit
from newsledger.linking.signs import Days, Sign
from newsledger.linking.wording import folded
from newsledger.records import Count, Factuality, PlacePrecision, Where

_FINE = frozenset({PlacePrecision.POINT, PlacePrecision.CITY, PlacePrecision.ADMIN2})
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})
_TOLD_AS_FACT = frozenset({Factuality.ACTUAL, Factuality.ONGOING, Factuality.DENIED, Factuality.ATTEMPTED})
_EARTH_KM = 12742
_DAY, _WEEK, _MONTH = 1, 7, 31
_ROUND = 6
_BARRED = -9.0
_AROUND, _PREDICATE = 3, 5  # places in the list of parts from which the surroundings are told, and of the predicate
_MISSING = 3
_MUCH_SAID = 5  # content words that two sentences do not share in full by chance


class Part(NamedTuple):
    """Points of one comparison; ``barred`` forbids the merge whatever the others say."""

    points: float
    reason: str
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the parts, with those that counted."""

    points: float
    barred: bool
    parts: tuple[Part, ...]

    @property
    def why(self) -> str:
        told = [f"{part.reason} {part.points:+.2f}" for part in self.parts if part.points or part.barred]
        return f"{self.points:.2f}: " + "; ".join(told)


def compare(one: Sign, two: Sign) -> Score:
    """The explained score of a pair; the same whichever comes first."""
    if one.id > two.id:
        one, two = two, one
    bars = [_kind(one, two), _manner(one, two), _when(one, two)]
    # Parties take longest to compare, and most pairs are barred by their days.
    if not any(p.barred for p in bars):
        bars.insert(0, _parties(one, two))
    if any(p.barred for p in bars):
        return Score(_BARRED, True, tuple(bars))
    parts = [*bars, _where(one, two)]
    parts += [compared(one, two) for compared in _FURTHER]
    parts.append(_context(one, two, parts))
    return Score(round(sum(p.points for p in parts), _ROUND), False, tuple(parts))


def _context(one: Sign, two: Sign, parts: Sequence[Part]) -> Part:
    """Known actors do the same things often: more than the actor and the verb must agree."""
    points = weights()["context"]
    around = sum(max(0.0, p.points) for p in parts[_AROUND:]) - max(0.0, parts[_PREDICATE].points)
    told_how = bool(one.manners & two.manners or one.things & two.things) and parts[0].points >= points["parties"]
    if told_how or around >= points["needed"]:
        return Part(0.0, "")
    one_page = one.document == two.document
    if one_page and parts[0].points >= points["page_parties"]:
        return Part(0.0, "")
    return Part(points["page_lacking" if one_page else "lacking"], "little but the parties and the verb in common")


def _parties(one: Sign, two: Sign) -> Part:
    local, directed = one.local and two.local, bool(one.manners & two.manners & directed_manners())
    found = fit((one.actor, one.recipient), (two.actor, two.recipient), one.family.symmetric, local, directed)
    return Part(found.points, f"parties ({found.reason})", found.barred)


def _kind(one: Sign, two: Sign) -> Part:
    points = weights()["kind"]
    if one.type is not two.type:
        outlook = Factuality.PLANNED in (one.factuality, two.factuality)
        told, name = f"{one.type} and {two.type}", "outlook" if outlook else "other_type"
        if name == "other_type" and _one_deed(one, two):
            name = "other_type_one_deed"
        return Part(points[name], told, one.family != two.family)
    if not one.modes or not two.modes:
        return Part(points["type"], "same type")
    if one.modes & two.modes:
        return Part(points["type"] + points["mode"], "same type and mode")
    # What a word leaves open, the coder's mode guesses.
    apart = 0.0 if _general(one) or _general(two) else points["other_mode"]
    return Part(points["type"] + apart, "same type" + (", other mode" if apart else ""))


def _manner(one: Sign, two: Sign) -> Part:
    if not one.manners or not two.manners:
        return Part(0.0, "")
    if shared := one.manners & two.manners:
        return Part(weights()["kind"]["manner"], " and ".join(sorted(shared)))
    if one.told_manner and two.told_manner:
        return Part(0.0, "manners exclude each other", True)
    # A mode is the coder's guess where no word tells it.
    return Part(weights()["kind"]["other_manner"], "other manner")


def _when(one: Sign, two: Sign) -> Part:
    if one.days is None or two.days is None:
        return _undated(one, two)
    if one.days.stated and two.days.stated:
        return _stated(one.days, two.days)
    return _by_page(one.days, two.days, one.document == two.document)


def _undated(one: Sign, two: Sign) -> Part:
    """Across pages, a date that nobody gives asks for some detail that both reports have."""
    if one.document == two.document:
        return Part(0.0, "")
    points, apart = weights()["when"], _days_between(one, two)
    if apart > points["past_far"]:
        return Part(points["page_far"], f"a date is unknown, pages {apart} days apart", apart > points["past_bar"])
    shared = _one_deed(one, two) or one.manners & two.manners or one.things & two.things
    if not shared:
        return Part(points["unknown_bare"], "a date is unknown and no detail is shared")
    timeless = any(s.days is None and s.printed is not None for s in (one, two))
    name = "unknown_still" if timeless else "unknown"
    return Part(points[name], "no day is told on a dated page" if timeless else "a date is unknown")


def _days_between(one: Sign, two: Sign) -> int:
    """Days between two reports, by the event's date or else its page's; none where either has neither."""
    a, b = (s.days or (Days(s.printed, s.printed, False) if s.printed else None) for s in (one, two))
    return max(0, _gap(a, b)) if a and b else 0


def _gap(one: Days, two: Days) -> int:
    """Days between two intervals; none or less where they overlap."""
    return max(one.start, two.start) - min(one.end, two.end)


def _stated(one: Days, two: Days) -> Part:
    gap, points = _gap(one, two), weights()["when"]
    if gap <= 0:
        length = max(one.length, two.length)
        name = "day" if length < _DAY else "week" if length <= _WEEK else "month" if length <= _MONTH else "longer"
        return Part(points[name], f"dates agree within a {name}" if name != "longer" else "dates agree")
    misdated = weights().gaps.get(gap)
    return Part(misdated or 0.0, f"dates {gap} days apart", misdated is None)


def _by_page(one: Days, two: Days, one_page: bool) -> Part:
    """At least one date rests on its page: the event lies somewhat before the page."""
    if one_page:
        return Part(0.0, "")
    points = weights()["when"]
    gap = _gap(_widened(one, int(points["page_lag"])), _widened(two, int(points["page_lag"])))
    if gap <= 0 and max(one.length, two.length) > _MONTH:
        return Part(0.0, "")
    if gap <= 0:
        return Part(points["page_near"], "pages near in time")
    name = "page_later" if gap <= points["page_later_days"] else "page_far"
    return Part(points[name], f"pages {gap} days apart", gap > points["page_far_days"])


def _widened(days: Days, lag: int) -> Days:
    return days if days.stated else Days(days.start - lag, days.end, False)


def _where(one: Sign, two: Sign) -> Part:
    if one.where is None or two.where is None:
        return Part(0.0, "")
    name, reason = relation(one.where, two.where)
    if not name:
        return Part(0.0, "")
    if one.local and two.local:
        name = {"apart": "local_apart", "same": "local_same"}.get(name, name)
    return Part(weights()["where"][name], reason)


def relation(one: Where, two: Where) -> tuple[str, str]:
    """same, within, near, apart, other_country, or nothing where it cannot be told; with the reason."""
    if (one.geonameid and one.geonameid == two.geonameid) or (one.name, one.country) == (two.name, two.country):
        return ("within" if one.precision in _WIDE else "same"), f"both in {one.name}"
    if one.precision not in _WIDE and two.precision not in _WIDE and folded(one.text) == folded(two.text):
        return "near", f"both told as {one.text}"  # one of them is resolved to another place of the name
    if one.country and two.country and one.country != two.country:
        return "other_country", f"{one.name} and {two.name}"
    if one.country is None or two.country is None:
        return "", ""
    if one.precision in _WIDE or two.precision in _WIDE:
        return "within", f"{one.name}, {two.name}"
    return _in_one_country(one, two)


def _in_one_country(one: Where, two: Where) -> tuple[str, str]:
    both = f"{one.name} and {two.name}"
    coarse = one.precision not in _FINE or two.precision not in _FINE
    if one.admin1 and one.admin1 == two.admin1 and coarse:
        return "within", both
    far = km(one, two)
    if far is None or (coarse and one.admin1 is None):
        return "", ""
    return ("near", both) if far <= weights()["where"]["near_km"] else ("apart", f"{both} {far:.0f} km apart")


def far_apart(one: Where, two: Where) -> bool:
    """Whether two places that are known to a town or better cannot be one."""
    fine = one.precision in _FINE and two.precision in _FINE
    return fine and relation(one, two)[0] in ("apart", "other_country")


def km(one: Where, two: Where) -> float | None:
    """Kilometres between two places, where both have coordinates."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return None
    a, b, c, d = map(math.radians, (one.lat, one.lon, two.lat, two.lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _predicate(one: Sign, two: Sign) -> Part:
    if not one.predicate or not two.predicate:
        return Part(0.0, "")
    shared = one.predicate & two.predicate
    if shared:
        return Part(weights()["words"]["predicate"], f"predicate {' '.join(sorted(shared))}")
    if deeds := one.deeds & two.deeds:
        return Part(weights()["words"]["deed"], f"predicates of {' and '.join(sorted(deeds))}")
    if one.manners & two.manners or one.type is not two.type or _general(one) or _general(two):
        return Part(0.0, "")
    name = "other_word_same_mode" if one.modes & two.modes else "other_predicate"
    return Part(weights()["words"][name], "other predicate")


def _one_deed(one: Sign, two: Sign) -> bool:
    """Whether the predicates share a word, or have words by which one deed may be told."""
    return bool(one.predicate & two.predicate or one.deeds & two.deeds)


def _general(sign: Sign) -> bool:
    """Whether the predicate says no more than the family: what kills is told as an attack, and the other way round."""
    return sign.predicate <= sign.family.general


def _tells_result(sign: Sign) -> bool:
    return bool(sign.predicate) and sign.predicate <= sign.family.results


def _cosine(shared: int, one: int, two: int) -> float:
    """Cosine of two sets by their sizes; small sets say little, so a few words are taken as missing in each."""
    return shared / math.sqrt((one + _MISSING) * (two + _MISSING)) if shared else 0.0


def _beyond(share: float, free: float) -> float:
    return max(0.0, share - free) / (1 - free)


def _one_sentence(one: Sign, two: Sign) -> bool:
    a, b = one.report, two.report
    return a.document_id == b.document_id and a.evidence.start == b.evidence.start


def _in_one_sentence(one: Sign, two: Sign) -> Part:
    """Two predicates tell two deeds, unless they share words or manner, or one tells what came of the other."""
    points = weights()["words"]
    one_actor = bool(one.actor) and set(one.actor) == set(two.actor)
    if one_actor and _tells_result(one) != _tells_result(two) and one.local and two.local:
        return Part(points["told_result"], "a deed and what came of it")
    alike = bool(one.predicate & two.predicate or one.manners & two.manners) or _general(one) or _general(two)
    return Part(points["told_apart" if alike else "told_other"], "told apart in one sentence")


def _sentence(one: Sign, two: Sign) -> Part:
    if _one_sentence(one, two):
        return _in_one_sentence(one, two)
    if one.sentence == two.sentence and len(one.sentence) >= _MUCH_SAID:
        return Part(weights()["words"]["same_sentence"], "the same sentence")
    # What only one tells as party or deed is a word like others to the other's sentence.
    mine, other = one.told & two.sentence, two.told & one.sentence
    shared = len(one.sentence & two.sentence) + len(mine) + len(other)
    sizes = len(one.sentence) + len(mine), len(two.sentence) + len(other)
    share = _beyond(_cosine(shared, *sizes), weights()["words"]["sentence_free"])
    return Part(weights()["words"]["sentence"] * share, f"words of the sentences {share:.2f}")


def _page(one: Sign, two: Sign) -> Part:
    if one.document == two.document:
        return Part(0.0, "")
    # Parties and predicate have had their points.
    shared = len(set(one.page).intersection(two.page) - one.told - two.told)
    share = _beyond(_cosine(shared, len(one.page), len(two.page)), weights()["words"]["page_free"])
    points = min(weights()["words"]["page"] * share, weights()["words"]["page_most"])
    return Part(points, f"pages' openings {share:.2f}")


def _names(one: Sign, two: Sign) -> Part:
    """Names of the pages' openings beyond what both tell: the town, the victim, who the nameless party is."""
    if one.document == two.document:
        return Part(0.0, "")
    told = one.told & two.told
    mine, other = one.named - told, two.named - told
    share = _beyond(_cosine(len(mine & other), len(mine), len(other)), weights()["words"]["names_free"])
    return Part(weights()["words"]["names"] * share, f"names on the pages {share:.2f}")


def _things(one: Sign, two: Sign) -> Part:
    shared = one.things & two.things
    return Part(weights()["words"]["things"], f"{' '.join(sorted(shared))}") if shared else Part(0.0, "")


def _number(one: Sign, two: Sign) -> Part:
    if not one.numbers or not two.numbers:
        return Part(0.0, "")
    points, shared = weights()["number"], one.numbers & two.numbers
    if not shared:
        return Part(points["differ"], "numbers differ")
    many = max(shared) >= points["many"]
    return Part(
        points["agree_many" if many else "agree"], f"numbers agree ({max(shared)})" if many else "numbers agree"
    )


def _toll(one: Sign, two: Sign) -> Part:
    if one.toll is None or two.toll is None:
        return Part(0.0, "")
    pairs = (
        (one.toll.dead, two.toll.dead),
        (one.toll.injured, two.toll.injured),
        (one.toll.arrested, two.toll.arrested),
        (one.toll.displaced, two.toll.displaced),
    )
    told = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not told:
        return Part(0.0, "")
    name = max((_counts(a, b) for a, b in told), key=("agree", "differ", "far").index)
    return Part(weights()["toll"][name], f"tolls {name}")


def _counts(one: Count, two: Count) -> str:
    if counts_meet(one, two):
        return "agree"
    low, high = sorted((max(one.min, 1), max(two.min, 1)))
    return "differ" if high <= 2 * low + 2 else "far"


def counts_meet(one: Count, two: Count) -> bool:
    """Whether the ranges share a number."""
    return one.min <= _most(two) and two.min <= _most(one)


def _most(count: Count) -> float:
    return math.inf if count.max is None else count.max


def _factuality(one: Sign, two: Sign) -> Part:
    a, b = one.factuality, two.factuality
    answers = (a is Factuality.DENIED) != (b is Factuality.DENIED) and {a, b} <= _TOLD_AS_FACT
    if answers and one.days is not None and two.days is not None:
        return Part(weights()["factuality"]["answer"], "one denies what the other tells")
    if a is b or (a in _TOLD_AS_FACT and b in _TOLD_AS_FACT):
        return Part(weights()["factuality"]["same"], "")
    outcome = Factuality.PLANNED in (a, b) and (a in _TOLD_AS_FACT or b in _TOLD_AS_FACT)
    return Part(weights()["factuality"]["outcome" if outcome else "hypothetical"], f"{a} and {b}")


_FURTHER = (_predicate, _sentence, _page, _names, _things, _number, _toll, _factuality)
