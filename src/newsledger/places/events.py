"""Chooses the place where an event happened from the place names of its sentence.

The place is the one that the event's clause governs by the dependency parse, not the
nearest one and not the dateline's. Each place is weighed by how it hangs on the predicate
(its own clause, a coordinated one, the clause above it), by the word that attaches it, and
by how fine a place it is; one inside another loses to it only if it is the larger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsledger.language import Sentence
from newsledger.places import phrasing
from newsledger.places.again import meant_towns
from newsledger.places.gazetteer import Gazetteer
from newsledger.places.knowledge import words
from newsledger.places.matching import of_short
from newsledger.places.metonymy import METONYMIC
from newsledger.places.saying import is_said_at
from newsledger.places.syntax import APART, ELSEWHERE, Tie, head_of, holds, tie
from newsledger.records import PlaceMention, PlacePrecision, Span, Where

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# Points below which no place of the sentence is taken for the event's.
ENOUGH = 1.2
# A place less surely meant than this is told by its name alone. Of names with several bearers in a published toponym
# set, .46 lie where they are put that are less sure than .3, and .84 of the others.
SURE = 0.25
_FINE = {
    PlacePrecision.POINT: 0.3,
    PlacePrecision.CITY: 0.3,
    PlacePrecision.ADMIN2: 0.15,
    PlacePrecision.ADMIN1: 0.0,
    PlacePrecision.REGION: -0.2,
    PlacePrecision.COUNTRY: -0.3,
}
_SCALE = {
    PlacePrecision.POINT: 0,
    PlacePrecision.CITY: 1,
    PlacePrecision.ADMIN2: 2,
    PlacePrecision.ADMIN1: 3,
    PlacePrecision.REGION: 3,
    PlacePrecision.COUNTRY: 4,
}
# A larger place keeps its rank over one inside it only by more points than this.
_YIELDING = 1.6
_PASSES = 2
# Points lost by the name of a country or region used as an adjective.
_ADJECTIVAL = 2.1
# Points lost by a country that is only named as an owner or a party.
_OWNER = 1.2
# How the reasons begin for places that no word puts the event at.
_BY = "by place"
_BEFORE = "the sentence names no place; the one before names places of this country only"
_BY_SUBJECT = "by place of the subject"
# Points below which even the only locative place is too far from the event.
_FAR = -0.8
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_UNPINNED = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place of the sentence with the points for its being the event's, and why."""

    place: PlaceMention
    points: float
    reason: str
    near: bool
    head: Token

    @property
    def located(self) -> bool:
        """Put somewhere by a preposition or a verb, however far from the event's clause."""
        return self.points > _FAR and not self.reason.startswith(_BY)


def event_place(
    predicate: Token,
    sentence: Sentence,
    places: Sequence[PlaceMention],
    previous: Sequence[Sentence] = (),
    dateline: PlaceMention | None = None,
    *,
    spoken: bool = False,
) -> Where | None:
    """Where the event of this predicate happened, or None where the text does not say.

    ``places``: the page's mentions (others than the sentence's are used only through
    ``previous``, the sentences before, nearest last). Coordinates are given for places
    finer than a country or a region. ``dateline`` is used only for a "here". A ``spoken``
    event is where it is said, not what it is about: "urged *in* Cairo", not "sanctions *on* Iran".
    """
    mine = [p for p in places if sentence.span.contains(p.span)]
    told = [w for w in rank(predicate, sentence, mine) if not _only_owns(w)]
    ranked = [w for w in told if not spoken or _is_said(w, predicate)]
    if ranked and ranked[0].points >= ENOUGH:
        return _where(_mapped(ranked, sentence))
    located = [w for w in ranked if w.located and not spoken]
    if located and _one_spot(located, sentence):
        return _where(located[0], "the only locative place of the sentence")
    again = _named_before(predicate, sentence, places, previous, spoken=spoken)
    if again is not None:
        return _where(again, "'the town' is the one named before")
    if dateline and any(t.lower_ == "here" and t.head.i == predicate.i for t in sentence.words):
        return _where(Weighed(dateline, ENOUGH, "'here' is where the report was filed", False, predicate))
    if mine:
        return _of_owner([w for w in told if w.reason.startswith(_BY_SUBJECT)] if spoken else told)
    return None if spoken else _of_country(sentence, places, previous)


def _is_said(one: Weighed, predicate: Token) -> bool:
    apart = one.reason.endswith(APART)
    return not apart and is_said_at(one.head, predicate, one.place.precision)


def _named_before(
    predicate: Token,
    sentence: Sentence,
    places: Sequence[PlaceMention],
    previous: Sequence[Sentence],
    *,
    spoken: bool,
) -> Weighed | None:
    """The town that "in the town" means, where the event is put there."""
    for token, town in meant_towns(sentence, places, previous):
        one = _weigh(town, tie(token, predicate, [token]), token)
        said = not spoken or is_said_at(token, predicate, town.precision)
        if one.points >= ENOUGH and one.located and said:
            return one
    return None


def _mapped(ranked: Sequence[Weighed], sentence: Sentence) -> Weighed:
    """The likeliest place; of a building that no gazetteer holds, where it is: "outside Rideau Hall *in Ottawa*"."""
    first = ranked[0]
    if first.place.lat is not None or first.head.lower_ not in words().buildings:
        return first
    held = (w for w in ranked[1:] if w.place.lat is not None and phrasing.holds(sentence, w.place, first.place))
    return next(held, first)


def _only_owns(one: Weighed) -> bool:
    """ "Into *Russia's* interference": a country that owns a thing, no part of it, does not say where."""
    if _names_a_person(one.head) or _says_who(one.head) or _is_doubtful(one) or one.reason.startswith(ELSEWHERE):
        return True
    country = one.place.precision is PlacePrecision.COUNTRY and one.head.dep_ == "poss"
    owned, known = one.head.head, words()
    return country and owned.pos_ == "NOUN" and owned.lower_ not in known.parts and owned.lower_ not in known.of


def _names_a_person(place: Token) -> bool:
    """ "Senator Jeff Flake *of Arizona*", "the governor *of Arizona*": the place says who he is."""
    of = place.dep_ == "pobj" and place.head.lower_ == "of"
    whose = place.head.head
    return of and (whose.ent_type_ == "PERSON" or whose.lemma_.lower() in words().politicians)


def _is_doubtful(one: Weighed) -> bool:
    """ "Marched against *Brexit*": what no gazetteer holds is a place only where something is *in* it or *near* it."""
    unlisted = one.place.lat is None and one.place.country is None
    link = one.head.head.lower_ if one.head.dep_ == "pobj" else ""
    return unlisted and (link in words().opposing or one.reason.startswith(_BY_SUBJECT))


def _says_who(place: Token) -> bool:
    """ "*New Jersey* Gov. X", "the *Texas* congressman", "X (D-*Calif.*)", "X (*Ill.*)", "*Montana*-based": who."""
    known, head = words(), place
    if _is_in_brackets(place) or (place.i + 1 < len(place.doc) and place.nbor(1).text in known.titles):
        return True
    if place.i + 1 < len(place.doc) and place.nbor(1).text == "-":
        head = next((t for t in (place.nbor(n) for n in (2, 3) if place.i + n < len(place.doc)) if t.is_alpha), place)
        return head.lower_ in known.seated
    if place.i > 1 and place.nbor(-1).text == "-" and place.nbor(-2).text.isupper() and len(place.nbor(-2)) == 1:
        return True
    while head.dep_ in {"compound", "nmod", "amod"}:
        head = head.head
    return head is not place and (head.ent_type_ == "PERSON" or head.lemma_.lower() in known.politicians)


def _is_in_brackets(place: Token) -> bool:
    """ "Richard Roe (*Ill.*)": alone between brackets behind a person."""
    if place.i < 2 or place.i + 1 >= len(place.doc):
        return False
    alone = place.nbor(-1).text == "(" and place.nbor(1).text == ")"
    return alone and place.nbor(-2).ent_type_ == "PERSON"


def _one_spot(located: Sequence[Weighed], sentence: Sentence) -> bool:
    """All are one place and those that hold it."""
    finest = min((w.place for w in located), key=lambda p: _SCALE[p.precision])
    others = [w.place for w in located if w.place is not finest]
    return all(_contains(p, finest) or phrasing.holds(sentence, p, finest) for p in others)


def _of_owner(ranked: Sequence[Weighed]) -> Where | None:
    """The country of towns and provinces that only narrow other words ("Alwar police")."""
    owners = [w for w in ranked if w.place.precision is not PlacePrecision.COUNTRY and w.place.country]
    if not owners or len({w.place.country for w in ranked}) != 1:
        return None
    why = "no place is told; those who act or are acted on belong to places of this country only"
    return _in_country(owners[0].place, why)


def rank(predicate: Token, sentence: Sentence, places: Sequence[PlaceMention]) -> list[Weighed]:
    """The sentence's places that could be the event's, likeliest first."""
    held = []
    for place in places:
        tokens = list(_tokens(sentence, place.span))
        if tokens and METONYMIC not in place.reason:
            held.append(_weigh(place, tie(head_of(tokens), predicate, tokens), head_of(tokens)))
    for _ in range(_PASSES):  # what a place yields to may itself yield
        held = [_yielded(w, held, sentence) for w in held]
    return sorted(held, key=lambda w: (-w.points, w.place.span.start))


def _yielded(one: Weighed, held: Sequence[Weighed], sentence: Sentence) -> Weighed:
    """A place that holds a finer one of the sentence, or from which one is measured, yields to it."""
    rivals = [w for w in held if w is not one and _yields(one, w, sentence)]
    best = max((w.points for w in rivals), default=None)
    return one if best is None else replace(one, points=min(one.points, best - 0.1))


def _yields(one: Weighed, other: Weighed, sentence: Sentence) -> bool:
    mine, theirs = one.place, other.place
    if phrasing.holds(sentence, mine, theirs) or phrasing.measures(sentence, mine, theirs):
        return other.points > _FAR
    if other.points < max(ENOUGH, one.points - _YIELDING) or phrasing.holds(sentence, theirs, mine):
        return False
    hung = holds(one.head, other.head) and not _contains(other.place, one.place)
    return hung or _contains(one.place, other.place)


def _contains(large: PlaceMention, small: PlaceMention) -> bool:
    if _SCALE[large.precision] <= _SCALE[small.precision]:
        return False
    if small.country is None:
        return False
    alike = large.country == small.country
    return alike and (large.admin1 is None or large.admin1 == small.admin1 or large.precision is PlacePrecision.COUNTRY)


def _tokens(sentence: Sentence, span: Span) -> Iterator[Token]:
    return (t for t in sentence.words if sentence.span_of(t).overlaps(span))


def _weigh(place: PlaceMention, bond: Tie, head: Token) -> Weighed:
    points, reason = bond.points + _FINE[place.precision], bond.reason
    if _adjectival(place, head):
        points, reason = points - _ADJECTIVAL, "by place of what its name describes"
    elif place.precision is PlacePrecision.COUNTRY and (reason.startswith(_BY) or _owns_town(head)):
        points -= _OWNER
    return Weighed(place, points, reason, bond.near, head)


def _adjectival(place: PlaceMention, head: Token) -> bool:
    """ "A U.S. patrol" is nowhere told to be in the U.S., "the Middle East war" in all of it."""
    several = place.precision is PlacePrecision.REGION and head.head.lower_ in words().peers  # "the Gulf states"
    narrowing = head.dep_ in {"compound", "nmod", "amod"} and (several or head.head.lower_ not in words().of)
    backed = head.i + 1 < len(head.doc) and head.nbor(1).text == "-" and not head.nbor(1).whitespace_
    return (narrowing or backed) and place.precision in _UNPINNED


def _owns_town(head: Token) -> bool:
    """ "The U.S. base", "the Israel settlement": whose it is, not where."""
    return head.dep_ in {"compound", "nmod", "amod"} and words().of.get(head.head.lower_) == "city"


def _where(chosen: Weighed, because: str = "") -> Where:
    place = chosen.place
    if place.lat is not None and place.confidence < SURE:
        return _unsettled(place, because or chosen.reason)
    level = place.precision
    if chosen.near and level in {PlacePrecision.POINT, PlacePrecision.CITY}:
        level = PlacePrecision.ADMIN2
    pinned = level not in _UNPINNED
    reason = "; ".join(r for r in (because or chosen.reason, place.reason) if r)
    return Where(
        name=place.name,
        country=place.country,
        admin1=place.admin1,
        lat=place.lat if pinned else None,
        lon=place.lon if pinned else None,
        geonameid=place.geonameid,
        precision=level,
        text=place.text,
        span=place.span,
        reason=reason,
    )


def _unsettled(place: PlaceMention, because: str) -> Where:
    """The name alone, of a place that may be any of several called so."""
    why = f"{because}; which of the places called so is meant is not sure enough ({place.confidence:.2f})"
    return Where(place.text, None, None, None, None, None, place.precision, place.text, place.span, why)


def _of_country(sentence: Sentence, places: Sequence[PlaceMention], previous: Sequence[Sentence]) -> Where | None:
    """The one country of the sentence before in this paragraph, where it names places of one."""
    before = [s for s in previous if s.paragraph == sentence.paragraph and s.index == sentence.index - 1]
    named = [p for s in before for p in places if s.span.contains(p.span) and METONYMIC not in p.reason]
    if not any(_is_locative(p, s) for s in before for p in named):
        return None
    countries = {p.country for p in named}
    if len(countries) != 1 or None in countries:
        return None
    return _in_country(named[-1], _BEFORE)


def _is_locative(place: PlaceMention, sentence: Sentence) -> bool:
    """A place finer than a country, or a country that no verb has as its subject."""
    tokens = list(_tokens(sentence, place.span))
    return place.precision is not PlacePrecision.COUNTRY or (bool(tokens) and head_of(tokens).dep_ not in _SUBJECTS)


def is_of_sentence_before(where: Where) -> bool:
    """Whether it is no more than the country of the sentence before."""
    return where.reason == _BEFORE


def _in_country(place: PlaceMention, why: str) -> Where:
    """No more than the country of a place."""
    code = place.country or ""
    entry = next(iter(of_short(code, None, Gazetteer.default())), None)
    name, number = (entry.name, entry.geonameid) if entry is not None else (code, None)
    return Where(name, place.country, None, None, None, number, PlacePrecision.COUNTRY, place.text, place.span, why)
