"""Where words are said: at an occasion or a spot that the verb itself is put at, not where what they are about is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.language import Sentence
from newsledger.places.knowledge import words
from newsledger.places.syntax import link_of
from newsledger.records import PlacePrecision

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_DONE_TO = frozenset({"dobj", "nsubjpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BESIDE = frozenset({"conj", "appos", "compound", "nmod"})
_NAMED = frozenset({"ORG", "PERSON", "NORP"})


def is_said_at(place: Token, predicate: Token, precision: PlacePrecision) -> bool:
    """Whether words are put at the place: "urged *in* Cairo", "at a rally in Cairo", "marchers in Cairo urged"."""
    if _is_about(place):
        return False
    if predicate.lemma_.lower() in words().occasions:
        return True  # "a protest against his victory at the tower in X": it is held somewhere itself
    link = link_of(place, [place])
    return link is not None and _is_set_at(link, predicate, precision)


def is_said_now(predicate: Token, sentence: Sentence) -> bool:
    """Said on the page's occasion: not before it (*has said*), perhaps (*may say*) or from afar (*in a tweet*)."""
    helping = [t for t in predicate.lefts if t.dep_ == "aux"]
    helping += [
        t for aux in helping for t in aux.lefts if t.dep_ == "aux"
    ]  # "may" hangs on the "be" of "may be saying"
    plain = all(t.lemma_.lower() in {"be", "do"} for t in helping)
    return plain and predicate.pos_ in {"VERB", "AUX"} and not any(t.lower_ in words().afar for t in sentence.words)


def _is_about(place: Token) -> bool:
    """Whether words go towards a place, on it, from it or about it, rather than being said there."""
    known = words()
    while place.dep_ == "conj" or (place.dep_ == "pobj" and place.head.head.lower_ in known.of):
        place = place.head if place.dep_ == "conj" else place.head.head  # "the city *of X*"
    link = place.head.lower_ if place.dep_ == "pobj" else ""
    return place.dep_ in _DONE_TO or link in known.to | known.toward | known.source | known.about


def _is_set_at(link: Token, predicate: Token, precision: PlacePrecision) -> bool:
    """The preposition hangs on a verb, on the predicate, on an occasion, or on a spot that does: "at a church in X"."""
    known, top, owned = words(), link.head, False
    told = known.occasions | known.utterances
    while top.pos_ in _NOUNS and top.i != predicate.i and top.lemma_.lower() not in told:
        if top.pos_ == "PROPN" and top.ent_type_ in _NAMED and top.dep_ == "pobj":
            # "Signed a pact with NATO in X": the parser hangs on the name what says where.
            top = top.head.head
            continue
        if top.dep_ == "pobj" and top.head.lower_ == "of":
            owned = True  # "leaders of unions in X": who speaks may be there, what is spoken of is not
        elif top.dep_ not in _BESIDE and not (top.dep_ == "pobj" and _leads(top.head, predicate)):
            return top.dep_ in _SUBJECTS and precision is not PlacePrecision.REGION  # "leaders in Europe" sit apart
        top = top.head if top.dep_ in _BESIDE else top.head.head
    return (not owned or top.i == predicate.i) and not _is_of_another_time(top, predicate)


def _is_of_another_time(occasion: Token, predicate: Token) -> bool:
    """ "Signed it after years of talks in X": the occasion lay before what is said, and elsewhere maybe."""
    for step in (occasion, *occasion.ancestors):
        if step.i == predicate.i:
            return False
        if step.dep_ == "prep" and step.lower_ in words().other_times:
            return True
    return False


def _leads(preposition: Token, predicate: Token) -> bool:
    """ "At a church in X", "went to a church in X", "approval from officials in X"."""
    known, head = words(), preposition.head
    given = preposition.lower_ in known.source and head.i == predicate.i
    goes = preposition.lower_ in known.to and head.lemma_.lower() in known.motion
    return given or goes or preposition.lower_ in known.at | known.near | known.during
