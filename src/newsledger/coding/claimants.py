"""Who plays no part of his own in a deed.

One only says, thinks or releases what a clause of its own tells, or is told it; another is named to say whose
the doer is; a third is left by those who make for another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsledger.actors.phrases import modifiers
from newsledger.coding.manner import words
from newsledger.coding.syntax import PASSIVE, SUBJECTS
from newsledger.records import Party, PartyKind

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# A clause set into another between commas: "the rebels, *officials believe*, attacked".
_SET_IN = frozenset({"parataxis", "ccomp"})
_DONE_TO = PASSIVE | {"dobj"}
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECT = SUBJECTS | PASSIVE
# How the registry tells that a building's name was read for who rules there.
SEAT = "registry: seat"
_WITHIN = frozenset({"amod", "nmod", "compound"})


def without_claimants(marked: Sequence[tuple[Token, float]], trigger: Token) -> list[tuple[Token, float]]:
    """The marked words without the subjects of other clauses, where the deed's own clause has a doer among them."""
    clause = _clause(trigger)
    if not any(_clause(token) == clause for token, _ in marked):
        return list(marked)
    return [(token, mark) for token, mark in marked if not _tells(token, clause)]


def within_another(token: Token, marked: Sequence[tuple[Token, float]]) -> bool:
    """Whether a word stands before one of the marked nouns and belongs to it: "*Chad's* junta", whose deed it is."""
    return any(other.i > token.i and any(m.i == token.i for m in modifiers(other)) for other, _ in marked)


def is_audience(token: Token) -> bool:
    """Whether a word stands where those stand who are only told: "told the *Times* that", "in a *BBC* interview"."""
    known, above = words(), token.head
    if token.dep_ == "pobj":
        return above.lower_ in known.towards
    if token.dep_ in {"dobj", "dative"}:
        return above.lemma_ in known.telling
    return token.dep_ in {"compound", "poss", "nmod"} and above.lemma_ in known.interviews


def is_hearer(token: Token, verb: Token) -> bool:
    """Whether a word stands where those stand who are told of what another did: "complained to the *council*"."""
    above = token.head
    return token.dep_ == "pobj" and above.lower_ in words().towards and above.head.i == verb.i


def is_left(token: Token) -> bool:
    """Whether a word stands where those stand who are left behind: "out of *Ukraine*", "from *Syria*"."""
    above = token.head
    return token.dep_ == "pobj" and bool({above.lower_, f"{above.head.lower_} {above.lower_}"} & words().away)


def is_sender(token: Token, nouns: Sequence[Token]) -> bool:
    """Whether a word stands where the senders or makers of one of these nouns stand: "a letter from *Putin*"."""
    above = token.head
    if token.dep_ == "pobj" and above.dep_ == "agent" and above.head.dep_ == "acl":  # "a letter written *by Putin*"
        return any(n.i == above.head.head.i for n in nouns)
    return token.dep_ == "pobj" and above.lower_ in words().away and any(n.i == above.head.i for n in nouns)


def is_target(token: Token, trigger: Token) -> bool:
    """Whether a word stands where those stand against whom a deed is done: "attacks against *soldiers* and police"."""
    while token.dep_ == "conj" or (token.dep_ in _WITHIN and token.i < token.head.i):
        token = token.head
    above = token.head
    return token.dep_ == "pobj" and above.lower_ in words().against and above.head.i == trigger.i


def is_goal(token: Token, verb: Token) -> bool:
    """Whether a word stands where those stand whom a deed makes for: "into *Russia*"."""
    above = token.head
    return token.dep_ == "pobj" and above.lower_ in words().ahead and any(a.i == verb.i for a in above.ancestors)


def is_setting(token: Token, *, done: bool = False) -> bool:
    """Whether a word only says where a thing is: "a blast near the town of *Samarra*", "a forum in *Dakar*".

    Where a deed has a doer of its own in the sentence (``done``), so does what says where it is done.
    """
    while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ in _NOUNS:
        token = token.head.head
    above = token.head
    hung = above.head.pos_ in _NOUNS or (done and above.head.pos_ == "VERB")
    return token.dep_ == "pobj" and above.lower_ in words().around and hung


def is_place(token: Token, parties: Sequence[Party]) -> bool:
    """Whether a word names a place, not one who acts there."""
    settled = token.head.lower_ == "of" and token.head.head.lemma_ in words().whereabouts
    return (
        settled
        or is_house(parties)
        or token.ent_type_ in _PLACES
        or all(p.kind is PartyKind.PLACE_AS_STATE for p in parties)
    )


def is_house(parties: Sequence[Party]) -> bool:
    """ "Signed at the *White House*": a building's name that stands for those in it."""
    return bool(parties) and all(p.resolved_by == SEAT for p in parties)


def is_host(token: Token, verb: Token) -> bool:
    """Whether a word stands where those stand under whom a deed is done: "under the auspices of *Oman*"."""
    roof = token.head.head
    under = (
        token.dep_ == "pobj" and token.head.lower_ == "of" and roof.dep_ == "pobj" and roof.head.lower_ in words().under
    )
    if not under or roof.lemma_ not in words().roofs:
        return False
    above = next((a for a in roof.ancestors if a.pos_ == "VERB" or a.i == verb.i), None)
    return above is not None and above.i == verb.i


def is_struck(token: Token, trigger: Token, parties: Sequence[Party]) -> bool:
    """Whether a town's name stands before the deed's noun: "the *Mogadishu* bombing"."""
    before = token.dep_ in {"compound", "nmod"} and token.head.i == trigger.i and trigger.pos_ == "NOUN"
    return before and bool(parties) and all(p.kind is PartyKind.PLACE_AS_STATE for p in parties)


def is_moved(token: Token, verb: Token) -> bool:
    """Whether a word stands where the forces stand that are sent: "marched thousands of *mercenaries*"."""
    while token.dep_ == "pobj" and token.head.lower_ == "of":
        token = token.head.head
    return token.dep_ in _DONE_TO and token.head.i == verb.i


def of_own_state(party: Party, actors: Sequence[Party]) -> bool:
    """Whether a party is the state that one of the doers acts for: what its rulers do is not done to it."""
    rulers = {a.country for a in actors if a.country and a.sectors[:1] == ("GOV",)}
    return party.kind.is_state and party.country in rulers


def _tells(token: Token, clause: Token) -> bool:
    """Whether a word is of the subject of a clause above the deed's, or of one set into it."""
    teller = _clause(token)
    if teller == clause or not _is_of_subject(token, teller):
        return False
    return any(a == teller for a in clause.ancestors) or (
        teller.dep_ in _SET_IN and any(a == clause for a in teller.ancestors)
    )


def _clause(token: Token) -> Token:
    """The nearest word at or above a token that has a subject of its own; the sentence's root if none."""
    while token.head.i != token.i and not any(c.dep_ in _SUBJECT for c in token.children):
        token = token.head
    return token


def _is_of_subject(token: Token, verb: Token) -> bool:
    below = token
    while below.head.i != verb.i:
        if below.head.i == below.i:
            return False
        below = below.head
    return below.dep_ in _SUBJECT
