"""How a place name hangs on a predicate in the dependency parse."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.places.knowledge import words

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# Crossing into another clause makes a place that clause's rather than the predicate's.
_CROSSINGS = {
    "relcl": 1.6,
    "ccomp": 1.6,
    "advcl": 1.3,
    "acl": 0.7,
    "xcomp": 0.4,
    "parataxis": 1.3,
    "pcomp": 0.5,
    "csubj": 1.0,
}
# Points lost by the owner of the thing acted on: "X's embassy in Y was bombed".
_OWNING = 0.6
# How the reason begins for a place that only a flight or somebody's leaving leads to.
ELSEWHERE = "where another way leads"
OWN, APART = "in the predicate's clause", "elsewhere in the sentence"
_OWN, _SHARED, _ABOVE, _APART = 2.6, 2.3, 1.7, 0.7
# Lost where a preposition of another time or topic ("after", "about") stands between the place and the event.
_ASIDE = 1.0
# Lost where the event itself is told as the time or topic of what happened there.
_OTHERWISE = 3.0
# Lost where somebody only is in the place after it, and nothing is said to happen there.
_LATER = 4.0
_CLAUSAL = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Tie:
    """Points for the bond of a place with a predicate; ``near`` for places only close by."""

    points: float
    reason: str
    near: bool


def head_of(tokens: Sequence[Token]) -> Token:
    """The token of a name that the rest of the sentence hangs on."""
    inside = {t.i for t in tokens}
    return next((t for t in reversed(tokens) if t.head.i not in inside or t.head.i == t.i), tokens[-1])


def tie(place: Token, predicate: Token, name: Sequence[Token]) -> Tie:
    """The bond of the place with the predicate, as points and in words."""
    reach, where = _reach(place, predicate)
    manner, how, near = _manner(place, predicate, name)
    return Tie(reach + manner, f"{how} {where}", near)


def path(token: Token) -> Iterator[Token]:
    """The token and what it hangs on, up to the root."""
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token


def _reach(place: Token, predicate: Token) -> tuple[float, str]:
    """Points for whose clause the place is in, and the words for it."""
    line = list(path(place))
    positions = [t.i for t in line]
    if predicate.i in positions:
        below = line[: positions.index(predicate.i)]
        return _OWN - _crossed(below), OWN
    governor = next((t for t in line if t.pos_ in _CLAUSAL), line[-1])
    if _coordinated(governor, predicate):
        return _SHARED - _crossed(line[: line.index(governor)]), "in a coordinated clause"
    above = [t.i for t in path(predicate)]
    if governor.i in above:
        climbed = list(path(predicate))[: above.index(governor.i)]
        crossed = 0.3 * len([t for t in climbed if t.dep_ in _CROSSINGS])
        lost = _ASIDE * any(_aside(t) for t in climbed) + _LATER * _is_later(governor, climbed)
        return _ABOVE - crossed - lost, "in the clause above"
    return _APART - _OTHERWISE * _led_aside(predicate, line), APART


def _led_aside(predicate: Token, line: Sequence[Token]) -> bool:
    """ "Is to begin in X after talks": the event itself stands behind such a word, and the place does not."""
    shared = {t.i for t in line}
    below = itertools.takewhile(lambda t: t.i not in shared, path(predicate))
    return any(t.dep_ == "prep" and t.lower_ in words().sequel for t in below)


def _is_later(governor: Token, climbed: Sequence[Token]) -> bool:
    """ "*Is* back in X *after* talks": being there follows the event, which was elsewhere."""
    return governor.lemma_ == "be" and any(t.dep_ == "prep" and t.lower_ in words().sequel for t in climbed)


def _aside(token: Token) -> bool:
    """ "Arrested two in X over talks": the place of one time or topic is not that of another."""
    return token.dep_ == "prep" and token.lower_ in words().aside


def _crossed(below: Sequence[Token]) -> float:
    return sum(_crossing(t) for t in below)


def _crossing(token: Token) -> float:
    """Coordinated verbs share their places, less so where each has a subject of its own."""
    if token.dep_ == "conj" and token.pos_ in _CLAUSAL:
        return 0.7 if any(t.dep_ in _SUBJECTS for t in token.lefts) else 0.3
    return _CROSSINGS.get(token.dep_, 0.0)


def _coordinated(one: Token, two: Token) -> bool:
    return one.i in {t.i for t in two.conjuncts} if one.pos_ in _CLAUSAL else False


def _manner(place: Token, predicate: Token, name: Sequence[Token]) -> tuple[float, str, bool]:
    """Points for the word that attaches the place, and the words for it."""
    known = words()
    link = link_of(place, name)
    depth = _depth(place, predicate)
    word = link.lower_ if link is not None and link.head.lower_ not in known.tellers else ""
    if word in known.toward:
        return 0.8 - depth, f"placed by {word!r}", False
    if link is not None and word in known.source and predicate.lemma_.lower() in known.leaving:
        return 1.4 - depth, f"left, told by {word!r},", False
    if link is not None and word in known.to and _goes(link.head, predicate):
        return 1.5 - depth, "the destination", False
    if _bearing(place) or (link is not None and _compass(link) and _measured(link)):
        return 0.6 - depth, "given a distance from", True
    if word in known.at:
        return 1.4 - depth, f"placed by {word!r}", host_of(place).noun.lower_ in known.borders
    if word in known.near:
        return 1.0 - depth, f"placed by {word!r}", True
    if word in known.source:
        return -0.2 - depth, f"placed by {word!r}", False
    if link is not None and word in known.to and _leads_away(link.head, predicate):
        return -0.4 - depth, ELSEWHERE, False
    if word in known.to:
        return 0.4 - depth, f"placed by {word!r}", False
    return _bare(place, predicate, depth)


def _goes(head: Token, predicate: Token) -> bool:
    """Whether "to" hangs on the going itself: who "travelled to show support *for X*" did not go there."""
    known = words()
    reaching = predicate.i in {head.i, head.head.i} or head.lemma_.lower() in known.motion | known.occasions
    return predicate.lemma_.lower() in known.motion and reaching


def _leads_away(head: Token, predicate: Token) -> bool:
    """ "Kept from boarding *a flight* to X", "before *leaving* for X": on the way there, and not there."""
    known = words()
    leaving = head.pos_ in _CLAUSAL and head.lemma_.lower() in known.leaving and head.i != predicate.i
    return head.lemma_.lower() in known.rides or (leaving and predicate.lemma_.lower() not in known.motion)


def _bearing(place: Token) -> bool:
    """ "60 kilometers north of X": where from, for a place named already."""
    above = place.head
    compass = above.lower_ == "of" and above.head.lower_ in words().near
    return compass and _measured(above.head)


def _measured(compass: Token) -> bool:
    return any(t.dep_ in {"npadvmod", "nummod"} or t.like_num for t in compass.lefts)


def _bare(place: Token, predicate: Token, depth: float) -> tuple[float, str, bool]:
    top = _noun_top(place)
    if top.dep_ in {"dobj", "nsubjpass"} and _itself(place, top) and top.head.lemma_.lower() in words().objects:
        own = 1.5 if top.head.i == predicate.i else 1.2
        own -= _OWNING if place.dep_ == "poss" and top.lower_ not in words().of else 0.0
        return own - depth, "the thing acted on, a place,", False
    if top.dep_ in {"npadvmod", "dep", "ROOT"}:
        return 0.3 - depth, "set beside", False
    if top.dep_ in _SUBJECTS:
        return -0.6 - depth, "by place of the subject", False
    return -0.4 - depth, "by place of a thing", False


def _itself(place: Token, top: Token) -> bool:
    """The place is that noun, narrows it, names it, or stands in a row with one that does."""
    noun = host_of(place).noun
    while noun.i != top.i and noun.dep_ in {"conj", "appos"}:
        noun = noun.head
    return bool(noun.i == top.i) or bool(noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.i == top.i)


def link_of(place: Token, name: Sequence[Token]) -> Token | None:
    """The preposition that puts the place or the thing that it names somewhere: for "in the
    village of X" and "in X province" it is "in"."""
    for token in path(place):
        if token.pos_ in _CLAUSAL and token.i not in {t.i for t in name}:
            return None
        if _compass(token) and any(t.lower_ == "of" for t in token.rights):
            return token  # "northeast of X", however the parser calls it
        if token.dep_ in {"prep", "agent"} or (token.pos_ == "ADP" and token.dep_ not in {"prt", "compound", "nmod"}):
            if token.dep_ == "agent":
                return None
            if token.lower_ != "of":
                return token
        elif token.dep_ == "ROOT":
            return None
    return None


def _compass(token: Token) -> bool:
    return token.lower_ in words().near and token.lower_ in words().directions


def _depth(place: Token, predicate: Token) -> float:
    """Points lost for hanging on another noun than the one the clause places: owners
    ("Nigeria's Borno"), and places that only hold the one placed ("X in Y": Y)."""
    known = words()
    lost = _narrowing(place)
    for steps, token in enumerate(path(place)):
        lost += 1.5 if token.lower_ in known.tellers else 0.0
        if token.pos_ in _CLAUSAL or token.i == predicate.i:
            break
        lost += 0.9 if token.dep_ in _SUBJECTS and steps > 0 else 0.0
        if token.dep_ == "prep" and token.head.i != predicate.i:
            lost += 1.0 if token.lower_ in known.aside and steps > 1 else 0.0
            lost += _hung_on(token)
    return lost


def _hung_on(preposition: Token) -> float:
    """Points lost where the phrase belongs to a noun, more where to a name."""
    if preposition.lower_ == "of" or preposition.head.pos_ not in {"PROPN", "NOUN"}:
        return 0.0
    return 0.5 if preposition.head.pos_ == "PROPN" else 0.3


@dataclass(frozen=True, slots=True)
class Host:
    """The noun that a place belongs to: itself, the noun it narrows ("the Amil district"),
    or the noun of a kind that it names ("the village of Mainok")."""

    noun: Token
    naming: bool
    owner: bool


def host_of(head: Token) -> Host:
    owner = head.dep_ == "poss"
    noun = head
    while noun.dep_ in {"compound", "nmod", "amod", "poss"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    if noun.i == head.i and head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ in words().of:
        return Host(head.head.head, True, False)
    return Host(noun, noun.i == head.i, owner)


def holds(one: Token, other: Token) -> bool:
    """Whether the first place's phrase holds the second's, by the way they hang together:
    "the West Bank village of X" and "Aceh's capital, X" hold X, "X in Y" is held by Y."""
    mine, theirs = host_of(one), host_of(other)
    if mine.noun.i == theirs.noun.i:
        part = mine.noun.lower_ in words().parts
        if theirs.noun.i == other.i and mine.noun.i != one.i:
            return True
        if mine.naming != theirs.naming:
            return theirs.naming != (part and not (mine.owner or theirs.owner))
        return mine.owner and not theirs.owner
    above = {t.i for t in path(mine.noun)} - {mine.noun.i}
    return theirs.noun.i in above or (mine.owner and mine.noun.i in {t.i for t in path(theirs.noun)})


def _narrowing(token: Token) -> float:
    """Points lost for narrowing a noun: little where it is a part or kind of place, more
    where the name is no more than an adjective ("U.S. history")."""
    if token.dep_ not in {"poss", "nmod", "compound", "amod"}:
        return 0.0
    placed = token.head.lower_ in words().of or token.head.lower_ in words().place_tails or token.head.pos_ == "PROPN"
    return 0.35 if placed else 0.8


def _noun_top(token: Token) -> Token:
    for above in path(token):
        if above.head.pos_ in _CLAUSAL or above.head.i == above.i:
            return above
    return token
